"""Segmentation of a word into words: the cheapest one, by dynamic programming over its letters.

Nearly every substring is no word. So a quick test comes first, and costs and beginnings are cached
across words. Words are segmented from their ends: half of all beginnings before a head end in no
word.
"""

from __future__ import annotations

import math
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from newsctl.dutch.constituents import (
    LEAST_COST,
    cost_of_head,
    cost_of_unlisted,
    costs_by_link,
    may_follow,
    particles,
)
from newsctl.dutch.derivations import is_verbal_noun, verb_in
from newsctl.dutch.spelling import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsctl.dutch.lexicon import Lexicon

_SHORTEST = 2
_SHORTEST_UNLISTED = 4

_WordReading = tuple[float, tuple[str, ...]]
"""What it costs, and the words, without linking letters."""


def best_reading(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the cheapest segmentation into at least two words, without linking letters."""
    costs, ends = lexicon.remembered(cost_of_head), _words_at_end(word[_SHORTEST:], lexicon)
    heads = [(end, cost) for end in ends if (cost := costs[end]) is not None]
    if not heads:  # no need to look for what would stand before one
        return None
    shortest = min([len(head) for head, _ in heads])
    readings = _readings_before(word, [end for end in ends if len(end) >= shortest], lexicon)
    whole = [
        (before[0] + cost, (*before[1], head))
        for head, cost in heads
        if (before := readings[head]) is not None
        and may_follow(head, before[1][-1], word[: -len(head)])
    ]
    return min(whole)[1] if whole else None


def _words_at_end(letters: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the suffixes of these letters that may be words."""
    found = lexicon.known(_ends(len(letters))(letters))
    verb = verb_in(letters)
    if verb is None:
        return found
    suffix = letters[len(verb) - len("en") :]
    verbs = lexicon.known(_ends(len(verb))(verb))
    return found.union(filter(is_verbal_noun, [one.removesuffix("en") + suffix for one in verbs]))


@cache
def _ends(length: int) -> Callable[[str], Sequence[str]]:
    """Return a function that gives all suffixes long enough for a word."""
    ends = [slice(at, None) for at in range(length - _SHORTEST + 1)]
    return itemgetter(*ends) if len(ends) > 1 else lambda letters: [letters[at] for at in ends]


def _readings_before(
    word: str, ends: Sequence[str], lexicon: Lexicon
) -> Mapping[str, _WordReading | None]:
    """Return the cheapest segmentation of the letters before each suffix of a word.

    Unlisted modifiers are tried if there is no other segmentation.
    """
    reading_of = lexicon.remembered_lately(_reading_of_beginning)
    readings = {end: reading_of(word[: -len(end)]) for end in ends}
    unlisted = {
        word[: -len(end)]: found
        for end, reading in readings.items()
        if reading is None and (found := _unlisted(word[: -len(end)], end, lexicon))
    }
    if not unlisted:  # all but one word in three thousand
        return readings
    by_beginning = _readings_with_unlisted(word, unlisted, lexicon)
    return {end: by_beginning[word[: -len(end)]] for end in ends}


def _reading_of_beginning(letters: str, lexicon: Lexicon) -> _WordReading | None:
    """Return the cheapest segmentation of a beginning, cached since two in three words share it."""
    return _cheapest(letters, lexicon.remembered_lately(_reading_of_beginning), lexicon)


def _readings_with_unlisted(
    word: str, unlisted: Mapping[str, _WordReading], lexicon: Lexicon
) -> Mapping[str, _WordReading | None]:
    """Return the cheapest segmentation of each beginning of a word, `unlisted` if there is none."""
    readings: dict[str, _WordReading | None] = {}
    for beginning in (word[:length] for length in range(_SHORTEST, len(word))):
        found = _cheapest(beginning, readings.__getitem__, lexicon)
        readings[beginning] = found or unlisted.get(beginning)
    return readings


def _cheapest(
    letters: str, reading_of: Callable[[str], _WordReading | None], lexicon: Lexicon
) -> _WordReading | None:
    """Return the cheapest segmentation of letters, by those of the letters before the last word."""
    ends = _modifiers_at_end(letters, lexicon)
    readings: list[_WordReading] = [(cost, (word,)) for word, rest, cost in ends if not rest]
    most = min(readings)[0] - LEAST_COST if readings else math.inf
    for word, rest, cost in ends:
        # Two in five need not be read: another word would cost more than one word for all
        if len(rest) >= _SHORTEST and cost <= most and (before := reading_of(rest)) is not None:
            readings.append((before[0] + cost, (*before[1], word)))
    return min(readings) if readings else None


def _modifiers_at_end(letters: str, lexicon: Lexicon) -> Sequence[tuple[str, str, float]]:
    """Return the modifiers at the end of letters, each with the letters before it and its cost."""
    costs = lexicon.remembered(costs_by_link)
    found = []
    for link in _links_at_end(letters[-3:]):
        linked = letters.removesuffix(link)
        for modifier in lexicon.known(_ends(len(linked))(linked)):
            cost = costs[modifier].get(link)
            if cost is not None and not (link and modifier + link in particles()):
                found.append((modifier, linked[: -len(modifier)], cost))
    return found


@cache
def _links_at_end(letters: str) -> Sequence[str]:
    """Return the linking letters that may be at the end of these three."""
    links = [link for link in LINKS if letters.endswith(link)]
    doubled = letters[-3:-2] == letters[-2:-1]  # zon-ne-paneel
    return [*links, letters[-2:]] if doubled and letters.endswith("e") else links


def _unlisted(beginning: str, end: str, lexicon: Lexicon) -> _WordReading | None:
    """Return the beginning before a listed word as an unlisted word, judged by its form."""
    if len(beginning) < _SHORTEST_UNLISTED or not lexicon.is_listed(end):
        return None
    found = cost_of_unlisted(beginning)
    return None if found is None else (found[0], (found[1],))
