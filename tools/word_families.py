"""Count in how many listed words each word is the first or the last part, for `newsctl.dutch`.

    python -m tools.word_families

writes the lists of words that begin, or end, many others, from simplemma's list of Dutch words. By
those `constituents` tells *buurt* + *huis* from *buur* + *thuis*. After a new release of simplemma.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.normalise import fold

_DATA = Path(__file__).parents[1] / "newsctl" / "dutch" / "data"
_FEWEST = 8
_SHORTEST = 3
_FREQUENTATIVE = ("elen", "eren")  # verbs made by a suffix: kak-elen holds no kelen
_LINKS = ("", "s", "en", "e", "n")
_COMMENT = """\
# Words that {place} at least {fewest} longer ones of simplemma's list: the size of a family tells
# which parts a reader sees (Schreuder and Baayen, "How complex simplex words can be", 1997).
# Written by tools/word_families.py.
"""


def main() -> None:
    """Count, and write."""
    forms = DICTIONARY.forms
    listed = {word for word in map(str, forms) if word.isalpha() and len(word) >= _SHORTEST}  # type: ignore[attr-defined]
    heads: Counter[str] = Counter()
    modifiers: Counter[str] = Counter()
    for word in listed:
        if DICTIONARY.lemma(word) == word and not word.endswith(_FREQUENTATIVE):
            _count(fold(word), listed, heads, modifiers)
    _write("productive_heads", "end", heads)
    _write("productive_modifiers", "begin", modifiers)


def _count(word: str, listed: set[str], heads: Counter[str], modifiers: Counter[str]) -> None:
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        before, head = word[:place], word[place:]
        if head not in listed:
            continue
        linked = (before.removesuffix(link) for link in _LINKS if before.endswith(link))
        found = {one for one in linked if len(one) >= _SHORTEST and one in listed}
        heads[head] += bool(found)
        modifiers.update(found)


def _write(name: str, place: str, families: Counter[str]) -> None:
    words = " ".join(sorted(word for word, size in families.items() if size >= _FEWEST))
    text = _COMMENT.format(place=place, fewest=_FEWEST) + textwrap.fill(words, 100)
    (_DATA / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
