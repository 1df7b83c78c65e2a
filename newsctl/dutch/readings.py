"""Reading a word as a sequence of words: the cheapest one, by dynamic programming over its letters.

Nearly every stretch of letters is no word. So one look tells first whether it may be one, and what
one costs is worked out once for all words that it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.dutch.constituents import (
    bound_heads,
    bound_modifiers,
    cost_of_head,
    cost_of_unlisted,
    costs_by_link,
    may_follow,
    particles,
)
from newsctl.dutch.derivations import is_verbal_noun

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from newsctl.dutch.lexicon import Lexicon

_SHORTEST = 2
_SHORTEST_UNLISTED = 4
_LONGEST_LINK = 2

_Reading = tuple[float, tuple[str, ...]]
"""What it costs, and the words, without linking letters."""


class _Known(NamedTuple):
    """What is known of words: the forms of the dictionary and of the archive, and the costs."""

    listed: Container[str]
    of_archive: Container[str]
    modifiers: Mapping[str, tuple[tuple[str, float], ...]]
    heads: Mapping[str, float | None]


def best_reading(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the cheapest way to read a word as two words or more, without linking letters."""
    known = _Known(
        *lexicon.forms(), lexicon.remembered(costs_by_link), lexicon.remembered(cost_of_head)
    )
    heads = _heads(word, known)
    if not heads:  # most words: no need to look for what would stand before one
        return None
    readings = _readings_up_to(max(heads), word, known)
    whole = [
        (before[0] + cost, (*before[1], word[start:]))
        for start, cost in heads.items()
        if (before := readings[start]) is not None
        and may_follow(word[start:], before[1][-1], word[:start])
    ]
    return min(whole)[1] if whole else None


def _heads(word: str, known: _Known) -> dict[int, float]:
    """Return where in a word its head may begin, each place with what that head costs."""
    listed, of_archive, _, costs = known
    bound, in_ing = bound_heads(), word.endswith(("ing", "ingen"))
    found: dict[int, float] = {}
    for start in range(_SHORTEST, len(word) - _SHORTEST + 1):
        rest = word[start:]
        may_be_word = rest in listed or rest in of_archive or rest in bound
        if may_be_word or (in_ing and is_verbal_noun(rest)):
            cost = costs[rest]
            if cost is not None:
                found[start] = cost
    return found


def _readings_up_to(last: int, word: str, known: _Known) -> list[_Reading | None]:
    """Return the cheapest way to read the letters before each place of a word, up to the last."""
    readings: list[_Reading | None] = [(0.0, ()), *[None] * (len(word) + _LONGEST_LINK)]
    for start in range(last + 1):
        before = readings[start]
        if before is None:
            before = readings[start] = _unlisted(word, start, known)
            if before is None:
                continue
        cost, words = before
        for stop, modifier, its_cost in _modifiers(word, start, last, known):
            longer = (cost + its_cost, (*words, modifier))
            shorter = readings[stop]
            if shorter is None or longer < shorter:
                readings[stop] = longer
    return readings


def _modifiers(word: str, start: int, last: int, known: _Known) -> Iterator[tuple[int, str, float]]:
    """Yield the modifiers from a place on: up to where, linking letters too, and the cost."""
    listed, of_archive, costs, _ = known
    bound = bound_modifiers()
    for stop in range(start + _SHORTEST, last + 1):
        piece = word[start:stop]
        if piece in listed or piece in of_archive or piece in bound:
            for link, cost in costs[piece]:
                end = stop + len(link)
                if not link or (word.startswith(link, stop) and word[start:end] not in particles()):
                    yield end, piece, cost


def _unlisted(word: str, stop: int, known: _Known) -> _Reading | None:
    """Read what stands before a listed word as a word that the list lacks, by its form."""
    if stop < _SHORTEST_UNLISTED or word[stop:] not in known.listed:
        return None
    found = cost_of_unlisted(word[:stop])
    return None if found is None else (found[0], (found[1],))
