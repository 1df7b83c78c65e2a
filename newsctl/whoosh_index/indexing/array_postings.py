"""The postings of a text, cut out of arrays: what `coding` encodes, for many terms at once.

The bytes of documents, weights and places are made for all postings of a field together. A term is
then a few slices of them, where its postings would be some hundred objects; and the terms that have
as few postings as one another, nine in ten, are made together.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from newsctl.whoosh_index.indexing import array_pickles as pickles
from newsctl.whoosh_index.indexing.array_blocks import ArrayBlocks
from newsctl.whoosh_index.indexing.array_pickles import Parts
from newsctl.whoosh_index.indexing.array_rows import MANY_PLACES, ArrayRows
from newsctl.whoosh_index.indexing.coding import FEW, coded
from newsctl.whoosh_index.indexing.inversion import grouped
from newsctl.whoosh_index.indexing.postings import Postings
from newsctl.whoosh_index.reading.positions import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.whoosh_index.indexing.inversion import Grouped, Placed, TermsOfWords
    from newsctl.whoosh_index.indexing.postings import Coded, CodedTerm
    from newsctl.whoosh_index.indexing.texts import TextFields


class ArrayPostings:
    """The postings of one text of each document of a batch; `kinds` are keys, words and parts."""

    def __init__(self, text: TextFields, placed: Placed, kinds: Sequence[TermsOfWords]) -> None:
        self._text = text
        self._placed = placed
        self._kinds = dict(zip(text, kinds, strict=True))

    @cached_property
    def words(self) -> Grouped:
        """The postings of the words."""
        return grouped(self._placed, self._kinds[self._text.words], with_places=False)

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        words = self._placed.words
        return sorted(field for field, kind in self._kinds.items() if kind.occurs(words))

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order."""
        kind = self._kinds[field]
        if field == self._text.words:
            found = self.words
        else:
            found = grouped(self._placed, kind, with_places=field == self._text.keys)
        terms = [kind.encoded[number] for number in found.terms.tolist()]
        return _Field(found, lengths).coded(terms)


class _Field:
    """The terms of a field: those with few postings made in rows, of the others blocks cut out.

    A term with numbers that take more bytes than most do is encoded posting by posting.
    """

    def __init__(self, found: Grouped, lengths: bytes | None) -> None:
        self._found = found
        self._lengths = lengths
        self._numbers = np.diff(found.bounds)
        self._occurrences = np.diff(found.place_bounds[found.bounds])
        known = np.frombuffer(lengths or b"\0", np.uint8)
        number = len(found.documents)
        self._length_of_each = known[found.documents if lengths else np.zeros(number, np.int32)]

    def coded(self, terms: Sequence[bytes]) -> Iterator[CodedTerm]:
        """Yield these terms in byte order, encoded."""
        found, parts = self._found, Parts.of(self._found)
        is_small, is_few = self._has_small_numbers(), self._numbers <= FEW
        in_rows = is_small & is_few & (self._occurrences < MANY_PLACES)
        in_blocks = is_small & ~is_few
        others = {
            one: self._one_by_one(one) for one in np.flatnonzero(~in_rows & ~in_blocks).tolist()
        }
        statistics = self._statistics()
        told = pickles.cut(statistics)
        for number, row in ArrayRows(found, parts, statistics).of(np.flatnonzero(in_rows)):
            told[number] = row
        for number, term in others.items():
            told[number] = term.told
        blocks = ArrayBlocks(found, parts, self._length_of_each).of(in_blocks)
        each = (
            next(blocks) if has_blocks else others[number].blocks if number in others else b""
            for number, has_blocks in enumerate(in_blocks.tolist())
        )
        return zip(terms, told, each, strict=True)

    def _has_small_numbers(self) -> np.ndarray:
        """Tell of each term whether all its numbers take as few bytes as in most terms."""
        found, starts = self._found, self._found.bounds[:-1]
        heaviest = np.maximum.reduceat(found.weights, starts)
        last = found.documents[found.bounds[1:] - 1]
        is_small: np.ndarray = (heaviest <= pickles.MOST_PLACES) & (last <= pickles.MOST)
        if found.places is not None:
            farthest = np.maximum.reduceat(found.places, found.place_bounds[starts])
            is_small &= farthest <= pickles.MOST
        return is_small

    def _statistics(self) -> np.ndarray:
        found, starts = self._found, self._found.bounds[:-1]
        return pickles.statistics(
            follow=self._numbers <= FEW,
            weight=self._occurrences,
            number=self._numbers,
            shortest=np.minimum.reduceat(self._length_of_each, starts),
            longest=np.maximum.reduceat(self._length_of_each, starts),
            heaviest=np.maximum.reduceat(found.weights, starts),
            first=found.documents[starts],
            last=found.documents[found.bounds[1:] - 1],
        )

    def _one_by_one(self, term: int) -> Coded:
        """Encode a term posting by posting."""
        found, (start, end) = self._found, self._found.bounds[term : term + 2].tolist()
        documents, weights = found.documents[start:end].tolist(), found.weights[start:end].tolist()
        return coded(Postings(documents, weights, self._values(start, end)), self._lengths)

    def _values(self, start: int, end: int) -> Sequence[bytes]:
        found = self._found
        if found.places is None:
            return ()
        bounds = found.place_bounds[start : end + 1].tolist()
        return [packed(found.places[one:after].tolist()) for one, after in pairwise(bounds)]
