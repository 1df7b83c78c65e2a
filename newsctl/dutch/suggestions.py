"""Spelling suggestions: the word of the archive that a misspelt one probably meant."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from newsctl.dutch.phonetics import phonetic_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_WORD = 3
_SHORTEST_WITH_OTHER_START = 5  # peel is rather a name than veel
_SHORTEST_WITH_OTHER_LETTER = 5  # nor is it a perl, unless one letter is missing or two are swapped
_SHORTEST_FOUND_WITH_OTHER_START = 8  # of a word that is found
# What an edit is worth against sounding alike, beginning alike and being common: set by hand on
# misspellings with one and two errors.
_SOUNDS_ALIKE = 0.8
_COST_OF_OTHER_START = 0.5
_TEN_TIMES_AS_COMMON = 0.25


def suggest(
    word: str, candidates: Iterable[tuple[str, int]], *, is_found: bool = False
) -> str | None:
    """Return the likeliest of the candidates, which are terms with their frequency, or None.

    Its edit distance (with transpositions: optimal string alignment) is limited by the length of
    the word; sound, first letter and frequency are weighed. A word that sounds alike may be one
    edit further away. A suggestion for a short word has the same beginning, and for the shortest
    the same letters with one more or less at most; for a word that is found, which may be right, it
    is one edit away at most.
    """
    reach = 1 if is_found else _reach(word)
    frequencies = {
        term: frequency
        for term, frequency in candidates
        if -reach <= len(term) - len(word) <= reach and term != word
    }
    sound = phonetic_key(word)
    shortest = _SHORTEST_FOUND_WITH_OTHER_START if is_found else _SHORTEST_WITH_OTHER_START

    def is_likely(term: str) -> bool:
        begins_alike = len(word) >= shortest or not _begins_otherwise(term, word)
        return begins_alike and not _is_another_short_word(term, word)

    near = [
        (term, distance)
        for term, distance in _within(word, list(frequencies), reach and reach + 1)
        if phonetic_key(term) == sound or (distance <= reach and is_likely(term))
    ]
    if not near:
        return None

    def unlikeliness(term: str, distance: int) -> float:
        alike = _SOUNDS_ALIKE if phonetic_key(term) == sound else 0.0
        other_start = _COST_OF_OTHER_START if _begins_otherwise(term, word) else 0.0
        common = _TEN_TIMES_AS_COMMON * math.log10(max(1, frequencies[term]))
        return distance - alike + other_start - common

    return min(near, key=lambda found: (unlikeliness(*found), found[0]))[0]


def fuzzy_matches(word: str, terms: Iterable[str]) -> list[str]:
    """Return the terms spelt nearly like a folded word, the nearest first: `verkeizing~`."""
    reach = 1 if len(word) <= 5 else 2
    near = _within(word, [term for term in terms if abs(len(term) - len(word)) <= reach], reach)
    return [term for term, _ in sorted(near, key=lambda found: (found[1], found[0]))]


def _begins_otherwise(term: str, word: str) -> bool:
    """Tell whether first letters differ, other than by a swap of the first two."""
    return term[0] != word[0] and term[:2] != word[1::-1]


def _is_another_short_word(term: str, word: str) -> bool:
    """Tell whether short words differ by a substitution: *peel* and *perl*."""
    is_short = len(word) == len(term) < _SHORTEST_WITH_OTHER_LETTER
    return is_short and sorted(term) != sorted(word)


def _reach(word: str) -> int:
    """Return the largest edit distance of a misspelling, by the length of the word."""
    if len(word) < _SHORTEST_WORD:
        return 0
    return 1 if len(word) <= 4 else 2 if len(word) <= 9 else 3


def _within(word: str, terms: list[str], reach: int) -> list[tuple[str, int]]:
    if not reach or not terms:
        return []
    # Only a failed search needs it.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extract(word, terms, scorer=OSA.distance, score_cutoff=reach, limit=None)
    return [(term, int(edits)) for term, edits, _ in found]
