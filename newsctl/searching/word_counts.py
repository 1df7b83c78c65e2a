"""Word counts over the posts of queries, from postings alone. Imports NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np

from newsctl.core.archive.hits import CountedWord
from newsctl.dutch.normalise import fold
from newsctl.dutch.stop_words import is_stop_word
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.directory import raises_index_damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.ports import Progress
    from newsctl.core.query.ast import Query
    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.formats.postings import PostingsReader
    from newsctl.whoosh_index.snapshot import Snapshot

WORD_FIELDS = fields.TITLE_WORD, fields.BODY_WORD
_ACUTE = "\u0301"
_AT_ONCE = 1 << 20
"""Postings whose counts are in memory at a time, unless a single term has more."""


def words_of(
    evaluator: Evaluator, queries: Sequence[Query], progress: Progress
) -> list[CountedWord]:
    """Count every word of titles and texts in the posts of each query."""
    snapshot = evaluator.snapshot
    counts = counts_in(snapshot, [evaluator.documents(query) for query in queries], progress)
    return with_keys(snapshot, counts)


@raises_index_damaged
def with_keys(snapshot: Snapshot, counts: Mapping[str, tuple[int, ...]]) -> list[CountedWord]:
    """Return counted words without accents, with their keys and parts in the vocabulary.

    A word with a trema, a cedilla or a grave accent keeps that spelling, which decides its key
    (*oliën*); an acute accent does not count, since it also marks stress.
    """
    found: dict[str, CountedWord] = {}
    for word, key, parts in snapshot.vocabulary.keyed():
        bare = word if word.isascii() else fold(word)
        is_spelt = bare is not word and bare != word
        if bare not in counts or (is_spelt and _ACUTE in normalize("NFD", word)):
            continue
        if is_spelt or bare not in found:
            found[bare] = CountedWord(word, key, parts, is_stop_word(bare), counts[bare])
    return [*found.values()]


@raises_index_damaged
def counts_in(
    snapshot: Snapshot, answers: Sequence[Iterable[int]], progress: Progress
) -> dict[str, tuple[int, ...]]:
    """Return the counts of each word in each of at least one set of documents."""
    size = sum(segment.size for segment in snapshot.segments)
    masks = [_mask(size, documents) for documents in answers]
    with_postings = [
        (segment, postings)
        for segment in snapshot.segments
        for field in WORD_FIELDS
        if (postings := segment.postings(field)) is not None
    ]
    total, done = sum(len(postings.terms) for _, postings in with_postings), 0
    sums = _Sums(len(masks))
    for segment, postings in with_postings:
        own = [mask[segment.base : segment.base + segment.size] for mask in masks]
        for terms, counts in _counts(postings, own):
            sums.add(terms, counts)
            done += len(terms)
            progress(done, total)
    return sums.by_word()


class _Sums:
    """Sums of counts by term, with a column for each set of documents."""

    def __init__(self, columns: int) -> None:
        self._numbers: dict[bytes, int] = {}
        self._sums = np.zeros((_AT_ONCE, columns), np.int64)

    def add(self, terms: Sequence[bytes], counts: np.ndarray) -> None:
        """Add the counts of distinct terms."""
        numbers = self._numbers
        rows = [numbers.setdefault(term, len(numbers)) for term in terms]
        while len(self._sums) < len(numbers):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
        self._sums[rows] += counts

    def by_word(self) -> dict[str, tuple[int, ...]]:
        """Return the terms with non-zero counts."""
        sums = self._sums[: len(self._numbers)]
        rows = zip(*sums.T.tolist(), strict=True)
        return {
            term.decode(): row for term, row in zip(self._numbers, rows, strict=True) if any(row)
        }


def _mask(size: int, documents: Iterable[int]) -> np.ndarray:
    """Return an array with 1 for the documents in a set, and 0 for others."""
    mask = np.zeros(size, np.uint8)
    mask[np.fromiter(documents, np.int64)] = 1
    return mask


def _counts(
    postings: PostingsReader, masks: Sequence[np.ndarray]
) -> Iterator[tuple[list[bytes], np.ndarray]]:
    """Yield batches of terms, each with its counts in the documents of each mask."""
    bounds, documents, each = postings.occurrences()
    starts, in_documents = np.asarray(bounds, np.int64), np.asarray(documents)
    counts = None if each is None else np.asarray(each)
    first = 0
    while first < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[first] + _AT_ONCE, "right")) - 1
        last = max(last, first + 1)
        some = slice(int(starts[first]), int(starts[last]))
        edges = starts[first:last] - starts[first]
        sums = [
            np.add.reduceat(_counted(mask[in_documents[some]], counts, some), edges, dtype=np.int64)
            for mask in masks
        ]
        yield postings.terms.terms(first, last), np.column_stack(sums)
        first = last


def _counted(is_wanted: np.ndarray, counts: np.ndarray | None, some: slice) -> np.ndarray:
    """Return the counts of some postings; 0 for documents that are not wanted."""
    return is_wanted if counts is None else is_wanted * counts[some]
