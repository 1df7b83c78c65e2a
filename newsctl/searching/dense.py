"""Counts of what stands in nearly every post, by arrays: *de*, *van de*, all that begins with *s*.

Plain loops take half a second for these among 100,000 posts, and less than it takes to load NumPy
for all that is asked for more often.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from newsctl.searching.expansion import MatchKind
from newsctl.searching.scoring import NORMS, SATURATION, TITLE_WEIGHT, WEIGHT, rarity
from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.searching.expansion import QueryTerm
    from newsctl.searching.scoring import CountedAlike
    from newsctl.whoosh_index.formats.postings import SoughtTerms
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.schema import TextFields
    from newsctl.whoosh_index.snapshot import Snapshot

_MOST_PLACES = 1 << 26
"""Places of a segment for which there is room, each a byte for each word of a phrase."""


def most_starting(segment: SegmentReader, field: str, prefix: bytes) -> dict[int, float]:
    """Return what `SegmentReader.most_starting` does."""
    documents, counts = segment.starting(field, prefix)
    most = np.zeros(segment.size, np.int64)
    each = np.ones(1, np.int64) if counts is None else np.asarray(counts, np.int64)
    np.maximum.at(most, np.asarray(documents, np.intp), each)  # of other types it takes far longer
    return _living(segment, most)


def phrase_counts(
    segment: SegmentReader,
    field: str,
    row: Sequence[QueryTerm],
    keys: Mapping[QueryTerm, SoughtTerms],
) -> dict[int, float] | None:
    """Return by living document how often words with some keys stand in a row in a field.

    None where the texts are too long for it. All places of a segment are one row, with room between
    texts for what would reach into the next.
    """
    found = {term: segment.occurrences(field, keys[term]) for term in row}
    lengths = np.zeros(segment.size, np.int64)
    for documents, counts, places in chain(*found.values()):
        last = np.asarray(places)[np.cumsum(counts, dtype=np.int64) - 1]
        lengths[documents] = np.maximum(lengths[documents], last)
    bounds = np.concatenate(([0], np.cumsum(lengths + len(row))))
    size = int(bounds[-1])
    if size > _MOST_PLACES:
        return None
    stands = {}
    for term, each in found.items():
        here = stands[term] = np.zeros(size + len(row), np.bool_)
        for documents, counts, places in each:
            here[np.repeat(bounds[documents], counts) + places] = True
    together = stands[row[0]][:size]
    for step, term in enumerate(row[1:], 1):
        together = together & stands[term][step : step + size]
        if not together.any():
            return {}
    having = np.searchsorted(bounds, np.flatnonzero(together), "right") - 1
    return _living(segment, np.bincount(having, minlength=segment.size))


def word_counts(segment: SegmentReader, text: TextFields, word: CountedAlike) -> np.ndarray:
    """Return by document what `word_matches` counts of a word in a text, 0 where it is not."""
    keys, words, _ = text
    found = _weights(segment, keys, word.keys, WEIGHT[MatchKind.INFLECTION])
    rest = WEIGHT[MatchKind.EXACT] - WEIGHT[MatchKind.INFLECTION]
    exact = _weights(segment, words, word.surface, 1)
    found = np.where(exact, np.where(found, found + exact * rest, exact), found)
    for field, terms, weight in word.added:
        found += _weights(segment, field, terms, weight)
    found[[*word.with_affix]] += WEIGHT[MatchKind.AFFIX]
    for document, count in word.apart.items():
        found[document] += WEIGHT[MatchKind.APART] * count
    found[_dead(segment)] = 0
    return found


def _weights(segment: SegmentReader, field: str, terms: SoughtTerms, weight: float) -> np.ndarray:
    most = np.zeros(segment.size)
    for documents, counts in segment.postings_of(field, terms):
        weighed = weight if counts is None else np.asarray(counts) * weight
        most[documents] = np.maximum(most[documents], weighed)
    return most


def counts_of(segment: SegmentReader, counts: Mapping[int, float]) -> np.ndarray:
    """Return counts by document, 0 where there is none."""
    every = np.zeros(segment.size)
    every[np.fromiter(counts, np.intp, len(counts))] = np.fromiter(counts.values(), float)
    return every


def scored(
    snapshot: Snapshot,
    found: Sequence[tuple[SegmentReader, np.ndarray, np.ndarray]],
    weight: float = 1.0,
) -> dict[int, float]:
    """Return what `word_matches.scored` does, of counts in titles and bodies."""
    numbers = [np.flatnonzero((title != 0) | (body != 0)) for _, title, body in found]
    rare = rarity(snapshot.size, sum(map(len, numbers)))
    scores: dict[int, float] = {}
    for (segment, title, body), here in zip(found, numbers, strict=True):
        corrected = body[here] * _norms_of(segment, fields.BODY)[here]
        corrected += TITLE_WEIGHT * title[here] * _norms_of(segment, fields.TITLE)[here]
        each = rare * (weight * corrected / (corrected + SATURATION))
        scores.update(zip((here + segment.base).tolist(), each.tolist(), strict=True))
    return scores


def _norms_of(segment: SegmentReader, field: str) -> np.ndarray:
    return np.asarray(NORMS[field])[np.frombuffer(segment.field_lengths(field), np.uint8)]


def _dead(segment: SegmentReader) -> list[int]:
    return [dead - segment.base for dead in segment.dead()]


def _living(segment: SegmentReader, counts: np.ndarray) -> dict[int, float]:
    counts[_dead(segment)] = 0
    found = np.flatnonzero(counts)
    return dict(zip(found.tolist(), counts[found].tolist(), strict=True))
