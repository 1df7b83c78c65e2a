"""The postings of a text, cut out of arrays: what `coding` encodes, for many terms at once.

The bytes of documents, weights and places are made for all postings of a field together. A term is
then a few slices of them, where its postings would be some hundred objects; and the terms that have
as few postings as one another, nine in ten, are made together.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from newsctl.whoosh_index.reading.positions import packed
from newsctl.whoosh_index.writing import array_pickles as pickles
from newsctl.whoosh_index.writing.array_blocks import ArrayBlocks
from newsctl.whoosh_index.writing.array_pickles import Parts
from newsctl.whoosh_index.writing.array_rows import MANY_PLACES, ArrayRows
from newsctl.whoosh_index.writing.coding import FEW, coded
from newsctl.whoosh_index.writing.inversion import grouped
from newsctl.whoosh_index.writing.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.whoosh_index.writing.inversion import Grouped, Placed, TermsOfWords
    from newsctl.whoosh_index.writing.postings import Coded, CodedTerm
    from newsctl.whoosh_index.writing.texts import TextFields


class ArrayPostings:
    """The postings of one text of each document of a batch; `kinds` are keys, words and parts."""

    def __init__(self, text: TextFields, placed: Placed, kinds: Sequence[TermsOfWords]) -> None:
        self._text = text
        self._placed = placed
        each = zip(text, kinds, strict=True)
        self._kinds = {field: kind for field, kind in each if kind.occurs(placed.words)}

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._kinds)

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order."""
        found = grouped(self._placed, self._kinds[field])
        return _Field(found, lengths, placed=field == self._text.keys).terms()


class _Field:
    """The terms of a field: those with few postings made in rows, of the others blocks cut out.

    A term with numbers that take more bytes than most do is encoded posting by posting.
    """

    def __init__(self, found: Grouped, lengths: bytes | None, *, placed: bool) -> None:
        self._found = found
        self._lengths = lengths
        self._is_placed = placed
        self._numbers = np.diff(found.bounds)
        self._occurrences = np.diff(found.place_bounds[found.bounds])
        known = np.frombuffer(lengths or b"\0", np.uint8)
        number = len(found.documents)
        self._length_of_each = known[found.documents if lengths else np.zeros(number, np.int32)]

    def terms(self) -> Iterator[CodedTerm]:
        """Yield the terms in byte order."""
        found, parts = self._found, Parts.of(self._found, placed=self._is_placed)
        is_small, is_few = self._has_small_numbers(), self._numbers <= FEW
        in_rows = is_small & is_few & (self._occurrences < MANY_PLACES)
        in_blocks = is_small & ~is_few
        others = {one: self._coded(one) for one in np.flatnonzero(~in_rows & ~in_blocks).tolist()}
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
        return zip([term.encode() for term in found.terms], told, each, strict=True)

    def _has_small_numbers(self) -> np.ndarray:
        """Tell of each term whether all its numbers take as few bytes as in most terms."""
        found, starts = self._found, self._found.bounds[:-1]
        heaviest = np.maximum.reduceat(found.weights, starts)
        farthest = np.maximum.reduceat(found.places, found.place_bounds[starts])
        last = found.documents[found.bounds[1:] - 1]
        is_small: np.ndarray = np.maximum(last, farthest) <= pickles.MOST
        return is_small & (heaviest <= pickles.MOST_PLACES)

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

    def _coded(self, term: int) -> Coded:
        """Encode the postings of a term one by one."""
        found, (start, end) = self._found, self._found.bounds[term : term + 2].tolist()
        bounds = found.place_bounds[start : end + 1].tolist()
        each = [found.places[one:after].tolist() for one, after in pairwise(bounds)]
        weights = list(map(len, each))
        values = tuple(map(packed, each)) if self._is_placed else ()
        return coded(Postings(found.documents[start:end].tolist(), weights, values), self._lengths)
