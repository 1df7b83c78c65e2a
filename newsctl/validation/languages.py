"""Detection of a text's language by its commonest words."""

from __future__ import annotations

from functools import cache
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DUTCH = "Dutch"

_FEWEST_WORDS, _MOST_WORDS = 40, 400
_SHARE = 0.12  # of a text in a language, these words are a quarter to a half
_OTHERS = {
    "English": "the of and to in is that for it was on with as be this by are from at have not "
    "which or has but they his he she we you will their been can would an were there what who",
    "German": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so",
    "French": "le la les et des en un une du dans est que pour qui par sur pas au plus ne se ce il "
    "sont avec son aux ont été mais comme cette ou nous vous leur sa ses elle être fait",
}
"""The commonest words of each, from the most frequent on; those that are Dutch too are left out."""


def language_of(words: Sequence[str]) -> str | None:
    """Return the language of words in lower case; None if it is not clear.

    It is Dutch if one in eight words is among its commonest, whatever the others are.
    """
    if len(words) < _FEWEST_WORDS:
        return None
    read = words[:_MOST_WORDS]
    enough = len(read) * _SHARE
    if _has(read, _telling(DUTCH), ceil(enough)):
        return DUTCH
    dutch = _count(read, _telling(DUTCH))
    counts = {language: _count(read, _telling(language)) for language in _OTHERS}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] >= max(enough, 3 * dutch) else None


def _has(words: Iterable[str], listed: frozenset[str], enough: int) -> bool:
    """Tell whether at least `enough` of the words are listed; it stops at that number."""
    return len(list(islice(filter(listed.__contains__, words), enough))) == enough


def _count(words: Iterable[str], listed: frozenset[str]) -> int:
    return sum(map(listed.__contains__, words))


@cache
def _telling(language: str) -> frozenset[str]:
    """Return the words of a language's list that are on no other list."""
    lists = {name: frozenset(listed.split()) for name, listed in _OTHERS.items()}
    lists[DUTCH] = word_lists.words("stop_words")
    others = (listed for name, listed in lists.items() if name != language)
    return lists[language].difference(*others)
