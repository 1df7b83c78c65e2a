"""Spellings before the reforms of 1954 and 1995, converted to present ones.

Until 1995 loans might have a k for a c (*produkt*, *aktie*), and the linking letters of a compound
were -e- where they are -en- now (*pannekoek*, *bessesap*); until 1954 a silent ch stood after an s
that ends a word or its stem (*mensch*, *Nederlandsche*). Source: Groene Boekje 1954, 1995 and 2005,
Leidraad.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHORTEST = 5
_SHORTEST_CONSTITUENT = 3
_LINKING_E = re.compile(rf"(?<!o)e(?=[^aeiouynr].{{{_SHORTEST_CONSTITUENT - 1}}})")
_LONG_HEAD = 6
_LIKE_SUFFIXES = ("ring", "loos", "lijk", "laar", "naar")  # of what -eren, -eloos and the like make
_OF_ONE = frozenset(["zonne", "mane", "koninginne", "reuze"])
_SILENT_CH = re.compile(r"(?<=s)ch(?=en?$)")
_K_OF_LOAN = re.compile(r"k(?=[aoutlr])")
_K_BEFORE_T = re.compile(r"k(?=t)")


def present_spelling(word: str, is_listed: Callable[[str], bool]) -> str | None:
    """Return the present spelling of a folded word, if it differs and is listed.

    A listed word counts as an older spelling only if the letters in question distinguish no two
    words: not *kanon* for *canon*.
    """
    if len(word) < _SHORTEST:
        return None
    return next(filter(is_listed, _spellings(word, is_listed)), None)


def with_linking_n(word: str, lemma: Callable[[str], str | None]) -> str | None:
    """Return a compound that no list has with -en- for -e-: *bessesap* is *bessensap*.

    By the rule of 1995: -en- after a noun with a plural in -en, and -e- where that is its own, as
    in *gedachtegang*, and after what there is but one of. `lemma` returns that of a listed form.
    """
    place = word.find("e", _SHORTEST_CONSTITUENT)
    while 0 < place < len(word) - _SHORTEST_CONSTITUENT:
        modifier, head = word[: place + 1], word[place + 1 :]
        noun = lemma(f"{modifier}n")
        if (
            noun is not None
            and noun[-1] not in "en"
            and lemma(modifier) != modifier
            and modifier not in _OF_ONE
            and modifier not in word_lists.words("final_e")
            and _is_head(head, lemma)
        ):
            return f"{modifier}n{head}"
        place = word.find("e", place + 1)
    return None


def _is_head(head: str, lemma: Callable[[str], str | None]) -> bool:
    """Tell whether letters may be the head: no suffix, and if short one that ends many words."""
    found = lemma(head)
    if found is None or not word_lists.words("impossible_heads").isdisjoint((head, found)):
        return False
    if head.startswith(_LIKE_SUFFIXES):
        return False
    return len(head) >= _LONG_HEAD or found in word_lists.words("productive_heads")


def _spellings(word: str, is_listed: Callable[[str], bool]) -> Iterator[str]:
    before_t = _K_BEFORE_T.sub("c", word) if "kt" in word else word
    if before_t != word:
        yield before_t
        yield _K_OF_LOAN.sub("c", before_t)  # kontakt
    if len(word) > _SHORTEST and "k" in word and word[:2] != "ge" and not is_listed(word):
        yield _K_OF_LOAN.sub("c", word)
    if word.endswith("sch") and not word.endswith("isch"):
        yield word.removesuffix("ch")
    elif word.endswith(("sche", "schen")) and not is_listed(word):
        yield _SILENT_CH.sub("", word)
    for linking in _LINKING_E.finditer(word, _SHORTEST_CONSTITUENT):
        modifier, head = word[: linking.end()], word[linking.end() :]
        if is_listed(f"{modifier}n"):
            yield f"{modifier}n{head}"
