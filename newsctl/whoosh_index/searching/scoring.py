"""Scores: a tier for the rule that a word was found by, and within it how much a post is about it.

Within a tier the quality is that of BM25F (Robertson and Zaragoza 2009, section 3.5): how often
the word occurs, damped, and corrected for length, the title weighing more. The mean lengths are
constants of the genre rather than the archive's own, so that no score depends on posts that were
deleted or on the order in which posts came in.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.segment import LENGTHS
from newsctl.whoosh_index.searching.expansion import MatchKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.whoosh_index.formats.segment import SegmentReader

TIER = {
    MatchKind.EXACT: 4.0,
    MatchKind.PHRASE: 4.0,
    MatchKind.INFLECTION: 3.0,
    MatchKind.PREFIX: 3.0,
    MatchKind.COMPOUND: 2.0,
    MatchKind.AFFIX: 1.0,
    MatchKind.FUZZY: 1.0,
}
"""Quality stays below 1, so that for one word a surer rule always comes first."""

TOGETHER = 10.0
"""For words that stand together as typed: more than any sum of tiers for the same words."""

_TITLE_SHARE, _BODY_SHARE = 0.8, 0.2
_SATURATION = 1.2
_LENGTH_EFFECT = 0.75
_MEAN_LENGTH = {fields.TITLE: 9, fields.BODY: 300}


def rarity(documents: int, found: int) -> float:
    """Return the inverse document frequency of a word, always above 0 (as Lucene's BM25 has it)."""
    return log(1 + (documents - found + 0.5) / (found + 0.5))


def ranked(
    rule: MatchKind, segment: SegmentReader, title: Mapping[int, float], body: Mapping[int, float]
) -> dict[int, float]:
    """Return the rank of each document for a word found by a rule: its tier and its quality.

    The quality, 0 to 1, tells how much it is about the word, from how often the word is in it.
    """
    found = _shares(segment, fields.BODY, _BODY_SHARE, body, TIER[rule])
    for document, share in _shares(segment, fields.TITLE, _TITLE_SHARE, title, 0.0).items():
        found[document] = found.get(document, TIER[rule]) + share
    return found


def _shares(
    segment: SegmentReader, field: str, share: float, counts: Mapping[int, float], least: float
) -> dict[int, float]:
    if not counts:
        return {}
    lengths, damping, base = segment.field_lengths(field), _DAMPING[field], segment.base
    return {
        document: least + share * count / (count + damping[lengths[document - base]])
        for document, count in counts.items()
    }


def _damping(mean: int) -> tuple[float, ...]:
    relative = (length / mean for length in LENGTHS)
    return tuple(_SATURATION * (1 - _LENGTH_EFFECT + _LENGTH_EFFECT * one) for one in relative)


_DAMPING = {field: _damping(mean) for field, mean in _MEAN_LENGTH.items()}
