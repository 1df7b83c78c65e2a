"""The blocks of terms with many postings, each a few slices of the bytes of all."""

from __future__ import annotations

from itertools import islice
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from newsctl.whoosh_index.indexing import array_pickles as pickles
from newsctl.whoosh_index.indexing.coding import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.whoosh_index.indexing.array_pickles import Parts
    from newsctl.whoosh_index.indexing.inversion import Grouped

_SHORT, _LONG = 2, 3  # bytes of a pickle
_STRING = 2  # bytes of a number among `strings`

_length = Struct("!i").pack
_float = Struct(">d").pack


class ArrayBlocks:
    """The blocks of a field. `lengths` has the length byte of each posting's document."""

    def __init__(self, found: Grouped, parts: Parts, lengths: np.ndarray) -> None:
        self._found = found
        self._lengths = lengths
        self._documents, self._weights = parts.documents.tobytes(), parts.weights.tobytes()
        self._strings = None if parts.strings is None else parts.strings.tobytes()
        self._string_bounds = _STRING * parts.string_bounds
        self._starts = found.starts_of_blocks(BLOCK)
        self._steps = np.diff(found.documents, prepend=0)
        self._steps[self._starts] = 0  # a block begins with its document as it is
        self._short = pickles.short(self._steps).tobytes()
        self._long = pickles.long(self._steps).tobytes()

    def of(self, terms: np.ndarray) -> Iterator[bytes]:
        """Yield the blocks of some terms, those of each in one. `terms` tells which they are."""
        numbers = -(-np.diff(self._found.bounds) // BLOCK)
        blocks = self._cut(np.repeat(terms, numbers))
        for number in numbers[terms].tolist():
            *before, last = islice(blocks, number)
            yield b"".join((WHOOSH3_HEADER_MAGIC, *map(self._block, before), self._last(last)))

    def _cut(self, chosen: np.ndarray) -> Iterator[_Block]:
        found, starts = self._found, self._starts
        ends = np.append(starts[1:], len(found.documents))
        lightest = np.minimum.reduceat(found.weights, starts)
        heaviest = np.maximum.reduceat(found.weights, starts)
        is_near = np.maximum.reduceat(self._steps, starts) < 256
        heads = pickles.heads_of_blocks(
            number=(ends - starts)[chosen],
            last=found.documents[ends - 1][chosen],
            heaviest=heaviest[chosen],
            shortest=np.minimum.reduceat(self._lengths, starts)[chosen],
            longest=np.maximum.reduceat(self._lengths, starts)[chosen],
        )
        first, last = self._string_bounds[starts], self._string_bounds[ends]
        columns = (starts, ends, is_near, lightest, heaviest, first, last)
        return map(_Block, heads, *(column[chosen].tolist() for column in columns))

    def _block(self, block: _Block) -> bytes:
        data = self._data(block)
        return _length(len(data)) + data

    def _last(self, block: _Block) -> bytes:
        data = self._data(block)
        return _length(-len(data)) + data

    def _data(self, block: _Block) -> bytes:
        document = self._documents[_LONG * block.start : _LONG * (block.start + 1)]
        steps, size = (self._short, _SHORT) if block.is_near else (self._long, _LONG)
        others = steps[size * (block.start + 1) : size * block.end]
        if block.lightest < block.heaviest:
            weights = b"C%c%b" % (block.end - block.start, self._weights[block.start : block.end])
        else:
            weights = b"N" if block.heaviest == 1 else b"G" + _float(block.heaviest)
        strings = self._strings
        values = b"N" if strings is None else b"(%bt" % strings[block.first : block.last]
        return b"%b\x80\x03(%b%bt%b%b\x87." % (block.head, document, others, weights, values)


class _Block(NamedTuple):
    """Up to 128 postings: from which on, up to which, and what their bytes follow from.

    Their strings are those from the byte `first` up to `last`.
    """

    head: bytes
    start: int
    end: int
    is_near: bool
    lightest: int
    heaviest: int
    first: int
    last: int
