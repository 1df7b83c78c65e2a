"""Reading a word as a sequence of words: the cheapest one, by dynamic programming over its letters.

Nearly every stretch of letters is no word. So one look tells first whether it may be one, and what
one costs is worked out once for all words that it stands in; so is what begins many of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsctl.dutch.constituents import (
    cost_of_head,
    cost_of_unlisted,
    costs_by_link,
    may_follow,
    particles,
)
from newsctl.dutch.derivations import is_verbal_noun

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from newsctl.dutch.lexicon import Lexicon

_SHORTEST = 2
_SHORTEST_UNLISTED = 4
_LONGEST_LINK = 2

_Reading = tuple[float, tuple[str, ...]]
"""What it costs, and the words, without linking letters."""


def best_reading(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the cheapest way to read a word as two words or more, without linking letters."""
    costs, places = lexicon.remembered(cost_of_head), _where_words_begin(word, lexicon)
    heads = {place: cost for place in places if (cost := costs[word[place:]]) is not None}
    if not heads:  # no need to look for what would stand before one
        return None
    readings = _readings_before(word, [one for one in places if one <= max(heads)], lexicon)
    whole = [
        (before[0] + cost, (*before[1], word[place:]))
        for place, cost in heads.items()
        if (before := readings[place]) is not None
        and may_follow(word[place:], before[1][-1], word[:place])
    ]
    return min(whole)[1] if whole else None


def _where_words_begin(word: str, lexicon: Lexicon) -> list[int]:
    """Return from where on the letters of a word, up to its last, may be a word."""
    strings, places = lexicon.strings, range(_SHORTEST, len(word) - _SHORTEST + 1)
    if word.endswith(("ing", "ingen")):
        return [at for at in places if word[at:] in strings or is_verbal_noun(word[at:])]
    return [at for at in places if word[at:] in strings]


def _readings_before(
    word: str, places: Sequence[int], lexicon: Lexicon
) -> Mapping[int, _Reading | None]:
    """Return the cheapest way to read the letters before each place of a word."""
    readings = {place: _reading_of_beginning(word[:place], lexicon) for place in places}
    unlisted = {
        place: found
        for place, reading in readings.items()
        if reading is None and (found := _unlisted(word, place, lexicon))
    }
    if not unlisted:  # all but one word in three thousand
        return readings
    return dict(enumerate(_readings_up_to(places[-1], word, unlisted, lexicon)))


@lru_cache(maxsize=1 << 16)
def _reading_of_beginning(letters: str, lexicon: Lexicon) -> _Reading | None:
    """Return the cheapest way to read what stands before a head, as two in three words share it."""
    return _readings_up_to(len(letters), letters, {}, lexicon)[-1]


def _readings_up_to(
    last: int, word: str, unlisted: Mapping[int, _Reading], lexicon: Lexicon
) -> list[_Reading | None]:
    """Return the cheapest way to read the letters before each place of a word, up to the last.

    Where there is none `unlisted` may have one.
    """
    readings: list[_Reading | None] = [(0.0, ()), *[None] * last]
    strings, costs, letters = lexicon.strings, lexicon.remembered(costs_by_link), word[:last]
    for start in range(last):
        before = readings[start] = readings[start] or unlisted.get(start)
        if before is None:
            continue
        cost, words = before
        for stop, modifier, its_cost in _modifiers(letters, start, strings, costs):
            longer = (cost + its_cost, (*words, modifier))
            shorter = readings[stop]
            if shorter is None or longer < shorter:
                readings[stop] = longer
    readings[last] = readings[last] or unlisted.get(last)
    return readings


def _modifiers(
    letters: str, start: int, strings: Container[str], costs: Mapping[str, Mapping[str, float]]
) -> Iterator[tuple[int, str, float]]:
    """Yield the modifiers from a place on: up to where, linking letters too, and the cost."""
    last = len(letters)
    for stop in range(start + _SHORTEST, last + 1):
        piece = letters[start:stop]
        if piece in strings and (by_link := costs[piece]):
            for end in range(stop, min(stop + _LONGEST_LINK, last) + 1):
                cost = by_link.get(letters[stop:end])
                if cost is not None and (end == stop or letters[start:end] not in particles()):
                    yield end, piece, cost


def _unlisted(word: str, stop: int, lexicon: Lexicon) -> _Reading | None:
    """Read what stands before a listed word as a word that the list lacks, by its form."""
    if stop < _SHORTEST_UNLISTED or not lexicon.is_listed(word[stop:]):
        return None
    found = cost_of_unlisted(word[:stop])
    return None if found is None else (found[0], (found[1],))
