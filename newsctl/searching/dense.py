"""Array versions of functions for terms in nearly every post: *de*, *van de*, all words with *s*.

Plain loops take half a second for these among 100,000 posts, but less than importing NumPy for most
other queries.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from newsctl.searching.dense_documents import DenseMapping, DenseSet
from newsctl.searching.expansion import MatchKind
from newsctl.searching.scoring import NORMS, SATURATION, TITLE_WEIGHT, WEIGHT, rarity
from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.searching.dense_documents import Floats
    from newsctl.searching.expansion import QueryTerm
    from newsctl.searching.scoring import CountedAlike
    from newsctl.whoosh_index.formats.postings import SoughtTerms
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.schema import TextFields
    from newsctl.whoosh_index.snapshot import Snapshot

_MOST_PLACES = 1 << 26
"""Places of a segment for which there is room, each a byte for each word of a phrase."""


def most_starting(segment: SegmentReader, field: str, prefix: bytes) -> DenseMapping:
    """Do what `SegmentReader.most_starting` does."""
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
    other_keys: Mapping[QueryTerm, SoughtTerms],
) -> DenseMapping | None:
    """Return by living document how often words with some keys stand in a row in a field.

    A place does not count if one of the `other_keys` of its word is there too. All places of a
    segment are one array, with a gap between texts that no row of words bridges. None if the texts
    are too long for one array.
    """
    found = {term: segment.occurrences(field, keys[term]) for term in row}
    others = {term: segment.occurrences(field, each) for term, each in other_keys.items()}
    lengths = np.zeros(segment.size, np.int32)
    for documents, counts, places in chain(*found.values(), *others.values()):
        last = np.asarray(places)[np.cumsum(counts, dtype=np.int64) - 1]
        lengths[documents] = np.maximum(lengths[documents], last)
    bounds = np.cumsum(np.append(len(row), lengths + len(row)), dtype=np.int64)
    size = int(bounds[-1]) + len(row)
    if size > _MOST_PLACES:
        return None
    stands = {term: _standing(each, bounds.astype(np.int32)) for term, each in found.items()}
    for term, each in others.items():
        where, having = stands[term]
        is_meant = ~np.isin(where, _standing(each, bounds.astype(np.int32))[0])
        stands[term] = where[is_meant], having[is_meant]
    rarest = min(range(len(row)), key=lambda step: len(stands[row[step]][0]))
    together, having = stands[row[rarest]]
    for step in {*range(len(row))} - {rarest}:
        there = np.zeros(size, np.bool_)
        there[stands[row[step]][0]] = True
        is_there = there[together + (step - rarest)]
        together, having = together[is_there], having[is_there]
    return _living(segment, np.bincount(having, minlength=segment.size))


def _standing(
    found: Sequence[tuple[Sequence[int], Sequence[int], Sequence[int]]], bounds: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of terms in the row of all places, each once, and their documents."""
    each = [np.repeat(documents, counts) for documents, counts, _ in found]
    having = np.concatenate(each) if each else np.zeros(0, np.intp)
    where = bounds[having]
    where += np.concatenate([places for *_, places in found]) if found else 0
    if len(found) == 1:
        return where, having
    where, first = np.unique(where, return_index=True)
    return where, having[first]


def word_counts(segment: SegmentReader, text: TextFields, word: CountedAlike) -> np.ndarray:
    """Return by document the count of a word in a text, as in `word_matches`; 0 without it."""
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
    """Return counts by document; 0 where there is none."""
    if isinstance(counts, DenseMapping):
        return np.nan_to_num(counts.numbers)
    every = np.zeros(segment.size)
    every[np.fromiter(counts, np.intp, len(counts))] = np.fromiter(counts.values(), float)
    return every


def scored(
    snapshot: Snapshot,
    found: Sequence[tuple[SegmentReader, np.ndarray, np.ndarray]],
    weight: float = 1.0,
) -> DenseMapping:
    """Do what `word_matches.scored` does, for counts in titles and bodies."""
    having = [(title != 0) | (body != 0) for _, title, body in found]
    rare = rarity(snapshot.size, sum(map(np.count_nonzero, having)))
    scores = []
    for (segment, title, body), here in zip(found, having, strict=True):
        corrected = body * _norms_of(segment, fields.BODY)
        corrected += TITLE_WEIGHT * title * _norms_of(segment, fields.TITLE)
        each = rare * (weight * corrected / (corrected + SATURATION))
        scores.append(np.where(here, each, np.nan))
    return DenseMapping(np.concatenate(scores))


def every(snapshot: Snapshot) -> DenseSet:
    """Return all living documents."""
    holds = np.ones(len(snapshot.dates), np.bool_)
    holds[[*chain.from_iterable(segment.dead() for segment in snapshot.segments)]] = False
    return DenseSet(holds)


def best(found: Sequence[Mapping[int, float]], size: int) -> DenseMapping:
    """Return the largest number of each document below a size."""
    return DenseMapping(reduce(np.fmax, (_numbers(one, size) for one in found)))


def total(found: Sequence[Mapping[int, float]], size: int) -> DenseMapping:
    """Return the sum of the numbers of each document below a size."""
    first, *others = (_numbers(one, size) for one in found)
    for other in others:
        first = np.where(np.isnan(first), other, first + np.nan_to_num(other))
    return DenseMapping(first)


def sorted_numbers(documents: DenseSet, column: Sequence[int]) -> list[int]:
    """Return the values of a column for some documents, sorted."""
    found: list[int] = np.sort(np.asarray(column)[documents.holds]).tolist()
    return found


def added_up(documents: DenseSet, found: Sequence[Mapping[int, float]]) -> DenseMapping:
    """Return the sums of numbers for some documents only; 0 for those without one."""
    numbers = np.where(documents.holds, 0.0, np.nan)
    for one in found:
        numbers += np.nan_to_num(_numbers(one, len(numbers)))
    return DenseMapping(numbers)


def first(
    documents: DenseSet, keys: Sequence[float] | Floats, most: int, *, descending: bool
) -> list[int]:
    """Return the `most` documents with the smallest or largest keys, and ties for the last."""
    having = np.flatnonzero(documents.holds)
    chosen = np.asarray(keys)[having]
    last = len(chosen) - most if descending else most - 1
    bound = np.partition(chosen, last)[last]
    found: list[int] = having[chosen >= bound if descending else chosen <= bound].tolist()
    return found


def _numbers(found: Mapping[int, float], size: int) -> np.ndarray:
    if isinstance(found, DenseMapping):
        return found.numbers
    numbers = np.full(size, np.nan)
    numbers[np.fromiter(found, np.intp, len(found))] = np.fromiter(found.values(), float)
    return numbers


def _norms_of(segment: SegmentReader, field: str) -> np.ndarray:
    return np.asarray(NORMS[field])[np.frombuffer(segment.field_lengths(field), np.uint8)]


def _dead(segment: SegmentReader) -> list[int]:
    return [dead - segment.base for dead in segment.dead()]


def _living(segment: SegmentReader, counts: np.ndarray) -> DenseMapping:
    counts[_dead(segment)] = 0
    return DenseMapping(np.where(counts, counts, np.nan))
