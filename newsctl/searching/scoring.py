"""Scoring by BM25F (Robertson and Zaragoza 2009, section 3.5).

Occurrences are summed, weighted by the rule of the match, with more weight for titles, corrected
for length and then damped; so a post full of a compound may precede one that has the word itself
once. The mean lengths are constants of the genre rather than of the archive, so that no score
depends on deleted posts or on the order in which posts were indexed.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from newsctl.searching.expansion import MatchKind
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.segment import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.whoosh_index.formats.postings import SoughtTerms
    from newsctl.whoosh_index.formats.segment import SegmentReader

WEIGHT = {
    MatchKind.EXACT: 1.0,
    MatchKind.PHRASE: 1.0,
    MatchKind.INFLECTION: 0.95,
    MatchKind.PREFIX: 0.9,
    MatchKind.COMPOUND: 0.6,
    MatchKind.APART: 0.4,
    MatchKind.ACTION: 0.3,
    MatchKind.AFFIX: 0.3,
    MatchKind.FUZZY: 0.3,
}
"""What an occurrence counts, by how it was found."""

TITLE_WEIGHT = 4.0
SATURATION = 1.5
_LENGTH_EFFECT = 0.6
_MEAN_LENGTH = {fields.TITLE: 9, fields.BODY: 300}


def rarity(documents: int, found: int) -> float:
    """Return the inverse document frequency of a word, always above 0 (as in Lucene's BM25)."""
    return log(1 + (documents - found + 0.5) / (found + 0.5))


class CountedAlike(NamedTuple):
    """A word as it is counted in a text of a segment, with the documents it is rarely found in.

    `added` are fields and terms that count besides, with the weight of each.
    """

    surface: SoughtTerms
    keys: SoughtTerms
    added: Sequence[tuple[str, SoughtTerms, float]]
    with_affix: AbstractSet[int]
    apart: Mapping[int, int]


class SegmentCounts(NamedTuple):
    """The counts of a term in the titles and bodies of a segment's documents.

    Documents are numbered within the segment.
    """

    segment: SegmentReader
    title: Mapping[int, float]
    body: Mapping[int, float]

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.body) + sum(one not in self.body for one in self.title)

    def score_into(self, scores: dict[int, float], rarity: float, weight: float = 1.0) -> None:
        """Add the score of each document for a word, by its number across all segments.

        It is the rarity of the word times a factor from 0 to `weight`: the counts, corrected for
        length and then damped.
        """
        segment, title, body = self
        base = segment.base
        lengths, norms = segment.field_lengths(fields.BODY), NORMS[fields.BODY]
        for document, count in body.items():
            corrected = count * norms[lengths[document]]
            scores[base + document] = rarity * (weight * corrected / (corrected + SATURATION))
        if title:
            title_lengths, title_norms = segment.field_lengths(fields.TITLE), NORMS[fields.TITLE]
            for document, count in title.items():
                corrected = body.get(document, 0.0) * norms[lengths[document]]
                corrected += TITLE_WEIGHT * count * title_norms[title_lengths[document]]
                scores[base + document] = rarity * (weight * corrected / (corrected + SATURATION))


def quality(title: int, body: int, *, title_length: int, body_length: int) -> float:
    """Return the score of a text for a word of rarity 1, from its counts in title and body.

    Lengths are in words.
    """
    count = TITLE_WEIGHT * title * _norm(title_length, _MEAN_LENGTH[fields.TITLE])
    count += body * _norm(body_length, _MEAN_LENGTH[fields.BODY])
    return count / (count + SATURATION)


def _norm(length: int, mean: int) -> float:
    return 1 / (1 - _LENGTH_EFFECT + _LENGTH_EFFECT * length / mean)


def _norms(mean: int) -> tuple[float, ...]:
    return tuple(_norm(one, mean) for one in LENGTHS)


NORMS = {field: _norms(mean) for field, mean in _MEAN_LENGTH.items()}
"""What corrects a count for the length of a text, by the byte of its length."""
