"""The postings of a text, cut out of arrays: what `coding` encodes, for many terms at once.

The bytes of documents, weights and places are made for all postings of a field together. A term is
then a few slices of them, where its postings would be some hundred objects.
"""

from __future__ import annotations

from itertools import pairwise
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from newsctl.whoosh_index.reading.positions import packed
from newsctl.whoosh_index.writing import array_pickles as pickles
from newsctl.whoosh_index.writing.coding import BLOCK, FEW, coded
from newsctl.whoosh_index.writing.inversion import grouped
from newsctl.whoosh_index.writing.postings import Coded, Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.whoosh_index.writing.inversion import Grouped, Placed, TermsOfWords
    from newsctl.whoosh_index.writing.texts import TextFields

_SHORT, _LONG = 2, 3  # bytes of a pickle
_length = Struct("!i").pack
_float = Struct(">d").pack


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

    def terms(self, field: str, lengths: bytes | None) -> Iterator[tuple[bytes, Coded]]:
        """Yield the terms of a field in byte order."""
        found = grouped(self._placed, self._kinds[field])
        return _Cut(found, lengths, placed=field == self._text.keys).terms()


class _Cut:
    """The terms of a field, each cut out of the bytes of all."""

    def __init__(self, found: Grouped, lengths: bytes | None, *, placed: bool) -> None:
        self._found = found
        self._lengths = lengths
        number = len(found.documents)
        known = np.frombuffer(lengths, np.uint8) if lengths else np.zeros(1, np.uint8)
        self._length_of_each = known[found.documents if lengths else np.zeros(number, np.int32)]
        self._documents = pickles.long(found.documents)
        self._weights = found.weights.astype(np.uint8).tobytes()
        self._values = pickles.strings(found) if placed else None
        self._value_bounds: list[int] = pickles.string_bounds(found).tolist() if placed else []
        starts = found.starts_of_blocks(BLOCK)
        steps = np.diff(found.documents, prepend=0)
        steps[starts] = 0  # a block begins with its document as it is
        self._short_steps, self._long_steps = pickles.short(steps), pickles.long(steps)
        self._blocks = self._cut_blocks(starts, steps)

    def terms(self) -> Iterator[tuple[bytes, Coded]]:
        """Yield the terms in byte order."""
        found, start = self._found, 0
        ends = found.bounds[1:].tolist()
        for term, end, told, is_odd in zip(
            found.terms, ends, self._told(), self._odd().tolist(), strict=True
        ):
            blocks = [next(self._blocks) for _ in range(start, end, BLOCK)]
            if is_odd:
                yield term.encode(), coded(self._postings(start, end), self._lengths)
            elif end - start <= FEW:
                yield term.encode(), Coded(told + self._few(blocks[0]))
            else:
                *before, last = blocks
                cut = [*map(self._block, before), self._block(last, sign=-1)]
                yield term.encode(), Coded(told, b"".join((WHOOSH3_HEADER_MAGIC, *cut)))
            start = end

    def _told(self) -> list[bytes]:
        found, starts = self._found, self._found.bounds[:-1]
        numbers = np.diff(found.bounds)
        return pickles.records_of_terms(
            follow=numbers <= FEW,
            weight=np.add.reduceat(found.weights, starts),
            number=numbers,
            shortest=np.minimum.reduceat(self._length_of_each, starts),
            longest=np.maximum.reduceat(self._length_of_each, starts),
            heaviest=np.maximum.reduceat(found.weights, starts),
            first=found.documents[starts],
            last=found.documents[found.bounds[1:] - 1],
        )

    def _odd(self) -> np.ndarray:
        """Tell of each term whether it has numbers that take more bytes than most do."""
        found, starts = self._found, self._found.bounds[:-1]
        heaviest = np.maximum.reduceat(found.weights, starts)
        farthest = np.maximum.reduceat(found.places, found.place_bounds[starts])
        last = found.documents[found.bounds[1:] - 1]
        return (heaviest > pickles.MOST_PLACES) | (np.maximum(last, farthest) > pickles.MOST)

    def _cut_blocks(self, starts: np.ndarray, steps: np.ndarray) -> Iterator[_Block]:
        """Yield the blocks of all terms; one for each that has few postings."""
        found = self._found
        ends = np.append(starts[1:], len(found.documents))
        heaviest = np.maximum.reduceat(found.weights, starts)
        heads = pickles.heads_of_blocks(
            number=ends - starts,
            last=found.documents[ends - 1],
            heaviest=heaviest,
            shortest=np.minimum.reduceat(self._length_of_each, starts),
            longest=np.maximum.reduceat(self._length_of_each, starts),
        )
        is_near = np.maximum.reduceat(steps, starts) < 256
        lightest = np.minimum.reduceat(found.weights, starts)
        columns = (starts, ends, is_near, lightest, heaviest)
        return map(_Block, heads, *(column.tolist() for column in columns))

    def _few(self, block: _Block) -> bytes:
        documents = self._documents[_LONG * block.start : _LONG * block.end]
        weights = self._weights_of(block) if block.heaviest > 1 else b"N"
        values = self._values_of(block) or b"(%bt" % (b"N" * (block.end - block.start))
        return b"\x80\x03(%bt%b%b\x87." % (documents, weights, values)

    def _block(self, block: _Block, sign: int = 1) -> bytes:
        first = self._documents[_LONG * block.start : _LONG * (block.start + 1)]
        steps, size = (self._short_steps, _SHORT) if block.is_near else (self._long_steps, _LONG)
        others = steps[size * (block.start + 1) : size * block.end]
        if block.lightest < block.heaviest:
            weights = self._weights_of(block)
        else:
            weights = b"N" if block.heaviest == 1 else b"G" + _float(block.heaviest)
        values = self._values_of(block) or b"N"
        data = b"%b\x80\x03(%b%bt%b%b\x87." % (block.head, first, others, weights, values)
        return _length(sign * len(data)) + data

    def _weights_of(self, block: _Block) -> bytes:
        return b"C%c%b" % (block.end - block.start, self._weights[block.start : block.end])

    def _values_of(self, block: _Block) -> bytes:
        """Return the places of a block, nothing where the field has none."""
        if self._values is None:
            return b""
        start, end = self._value_bounds[block.start], self._value_bounds[block.end]
        return b"(%bt" % self._values[start:end]

    def _postings(self, start: int, end: int) -> Postings:
        """Return the postings of a term one by one."""
        found = self._found
        bounds = found.place_bounds[start : end + 1].tolist()
        each = [found.places[one:after].tolist() for one, after in pairwise(bounds)]
        weights = list(map(len, each))
        values = () if self._values is None else tuple(map(packed, each))
        return Postings(found.documents[start:end].tolist(), weights, values)


class _Block(NamedTuple):
    """Up to 128 postings: from which on, up to which, and what their bytes follow from."""

    head: bytes
    start: int
    end: int
    is_near: bool
    lightest: int
    heaviest: int
