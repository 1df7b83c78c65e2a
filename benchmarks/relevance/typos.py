"""Did you mean: of typos of common words those that get the right word, of right words any.

    python -m benchmarks.relevance.typos [--posts DIR] [--failures]

Words that twenty posts or more have are mistyped, each in a way drawn by a seed; every other typo
stands in one post, as typos do. Right and rare are listed words and names that one to ten posts
have. Both are halved by a hash of the word: `--failures` shows those of the half `open`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.relevance.ranking import POSTS, ROOT, opened
from benchmarks.relevance.tables import Table, print_tables
from benchmarks.relevance.words import HALVES, half
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.names import names_in
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import token_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_COMMON = 20
_RARE = 10
_SHORTEST = 5
_DRAWN = 600
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = (("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("ch", "g"), ("g", "ch"))
_LETTERS = (("c", "k"), ("k", "c"), ("z", "s"), ("s", "z"), ("v", "f"), ("f", "v"))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.typos")
    parser.add_argument("--posts", type=Path, default=POSTS, help="folder of the judged sites")
    parser.add_argument("--failures", action="store_true", help="print what fails, of one half")
    parser.add_argument("--markdown", action="store_true", help="print markdown")
    parser.add_argument("--seed", type=int, default=1, help="another draw of words and typos")
    options = parser.parse_args()
    if not options.posts.is_dir():
        sys.exit(f"Skipped: the posts are not in {options.posts}.")
    with TemporaryDirectory(prefix="newsctl-typos-") as name:
        archive = Path(name, "archive")
        shutil.copytree(options.posts, archive)
        shutil.copytree(ROOT / "sample_posts", archive / "sample_posts")
        counts, names = _words_in(archive)
        typos = dict(_typos(counts, options.seed))
        _write_post(archive, list(typos)[::2])
        cache = Path(name, "cache")
        cache.mkdir(mode=0o700)
        suggest = opened(archive, cache).suggest
        rows, failures = [], []
        for label, words in (
            ("typos in no post", list(typos)[1::2]),
            ("typos in one post", list(typos)[::2]),
        ):
            found = {word: _meant(suggest([word])) for word in words}
            right = [word for word in words if _is_right(found[word], typos[word])]
            rows.append((label, *_shares(words, right)))
            failures += [
                f"{word}={found[word]}:{typos[word]}" for word in words if word not in right
            ]
        for label, words in _right_words(counts, names, options.seed):
            wrong = {word: meant for word in words if (meant := _meant(suggest([word])))}
            rows.append((f"{label}, with a suggestion", *_shares(words, list(wrong))))
            failures += [f"{word}>{meant}" for word, meant in wrong.items()]
    meaning = "The share that gets the right suggestion, and of right words the share with any."
    print_tables(
        [Table("Did you mean", meaning, ("words", *HALVES), rows)], markdown=options.markdown
    )
    if options.failures:
        print(*(one for one in failures if half(_word_of(one, typos)) == HALVES[0]))


def _words_in(archive: Path) -> tuple[Counter[str], Counter[str]]:
    """Count in how many files each word stands, and each as a name."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for path in sorted(archive.rglob("*.m*d*")):
        text = path.read_text(encoding="utf-8", errors="replace")
        counts.update({fold(normalise(raw)) for raw in token_pattern().findall(text)})
        names.update(names_in(text))
    return counts, names


def _typos(counts: Counter[str], seed: int) -> Iterator[tuple[str, str]]:
    """Yield typos with the words that were meant; one that is a word itself is none."""
    draw = Random(seed)
    common = sorted(
        word
        for word, count in counts.items()
        if count >= _COMMON and len(word) >= _SHORTEST and word.isalpha() and DICTIONARY.has(word)
    )
    for word in draw.sample(common, min(_DRAWN, len(common))):
        typo = draw.choice(_WAYS)(word, draw)
        is_word = DICTIONARY.has(typo) or typo in counts
        if not is_word and not _is_right(typo, word):  # else it finds what was meant
            yield typo, word


def _dropped(word: str, draw: Random) -> str:
    place = draw.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, draw: Random) -> str:
    place = draw.randrange(1, len(word))
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, draw: Random) -> str:
    place = draw.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _beside(word: str, draw: Random) -> str:
    place = draw.randrange(len(word))
    row = next((keys for keys in _KEYS if word[place] in keys), word[place])
    at = row.index(word[place])
    return (
        word[:place]
        + draw.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2] or row)
        + word[place + 1 :]
    )


def _as_heard(word: str, draw: Random) -> str:
    sounds = [pair for pair in (*_SOUNDS, *_LETTERS) if pair[0] in word]
    return word.replace(*draw.choice(sounds), 1) if sounds else word


_WAYS: Sequence[Callable[[str, Random], str]] = (_dropped, _doubled, _swapped, _beside, _as_heard)


def _right_words(
    counts: Counter[str], names: Counter[str], seed: int
) -> Iterator[tuple[str, list[str]]]:
    rare = sorted(
        word
        for word, count in counts.items()
        if count <= _RARE and len(word) > 3 and word.isalpha() and not is_stop_word(word)
    )
    listed = [word for word in rare if DICTIONARY.has(word)]
    capitals = [word for word in rare if word not in listed and names[word.capitalize()] > 0]
    yield (
        "listed words in one to ten posts",
        Random(seed + 1).sample(listed, min(_DRAWN, len(listed))),
    )
    yield "names in one to ten posts", Random(seed + 2).sample(capitals, min(_DRAWN, len(capitals)))


def _write_post(archive: Path, words: Sequence[str]) -> None:
    text = f"---\ntitle: Typen\ndate: 2020-01-01\n---\n{' '.join(words)}\n"
    Path(archive, "sample_posts", "2020-01-01-typen.md").write_text(text, encoding="utf-8")


def _meant(suggestions: Sequence[object]) -> str | None:
    return getattr(suggestions[0], "replacement", None) if suggestions else None


def _is_right(found: str | None, meant: str) -> bool:
    return found is not None and not set(search_keys(found)).isdisjoint(search_keys(meant))


def _word_of(failure: str, typos: dict[str, str]) -> str:
    word = failure.partition("=")[0].partition(">")[0]
    return typos.get(word, word)


def _shares(words: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    for one in HALVES:
        of = [word for word in words if half(word) == one]
        found = sum(half(word) == one for word in right)
        yield f"{found / len(of):.3f} of {len(of)}" if of else "none"


if __name__ == "__main__":
    main()
