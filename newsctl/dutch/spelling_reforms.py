"""Words as they were spelt before the reforms of 1954 and 1995, and as they are spelt now.

Until 1995 loans might have a k for a c (*produkt*, *aktie*), and the linking letters of a compound
were -e- where they are -en- now (*pannekoek*, *paardebloem*); until 1954 a silent ch stood after a
final s (*mensch*). Source: Groene Boekje 1954, 1995 and 2005, Leidraad.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHORTEST = 5
_SHORTEST_CONSTITUENT = 3
_LINKING_E = re.compile(rf"e(?=[^aeiouynr].{{{_SHORTEST_CONSTITUENT - 1}}})")
_K_OF_LOAN = re.compile(r"k(?=[aoutlr])")
_K_BEFORE_T = re.compile(r"k(?=t)")


def present_spelling(word: str, is_listed: Callable[[str], bool]) -> str | None:
    """Return how a folded word is spelt now, if it is spelt otherwise and is listed so.

    A listed word is taken for an older spelling only where no two words are told apart by the
    letters in question: not *kanon* for *canon*.
    """
    if len(word) < _SHORTEST:
        return None
    return next(filter(is_listed, _spellings(word, is_listed)), None)


def _spellings(word: str, is_listed: Callable[[str], bool]) -> Iterator[str]:
    before_t = _K_BEFORE_T.sub("c", word) if "kt" in word else word
    if before_t != word:
        yield before_t
        yield _K_OF_LOAN.sub("c", before_t)  # kontakt
    if len(word) > _SHORTEST and "k" in word and word[:2] != "ge" and not is_listed(word):
        yield _K_OF_LOAN.sub("c", word)
    if word.endswith("sch") and not word.endswith("isch"):
        yield word.removesuffix("ch")
    for linking in _LINKING_E.finditer(word, _SHORTEST_CONSTITUENT):
        modifier, head = word[: linking.end()], word[linking.end() :]
        if is_listed(f"{modifier}n"):
            yield f"{modifier}n{head}"
