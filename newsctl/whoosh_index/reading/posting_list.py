"""The postings of a term, a block at a time: Whoosh's own format, read without Whoosh.

What the table of terms says of a term ends in where its postings are and how long, or else holds
the few there are. A block is its length, negative for the last; a pickled tuple of six numbers
for readers that skip; and three pickled lists, which Whoosh compresses and newsctl does not:
documents, each as its distance from the one before, weights, and values.
"""

from __future__ import annotations

import re
from itertools import accumulate, islice, repeat
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple
from zlib import decompress

from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.reading.plain_pickle import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.storage.pages import Part

_TOLD = Struct("!BfIBBfII")  # first whether the postings follow, then statistics
_EXTENT = Struct("!qi")
_INT = Struct("!i")
_START = b"W3Bl"
_PICKLE = 0x80
# The numbers before a block, by the opcodes of a pickle: integers of one, two and four bytes, a
# float, None. They are stepped over; nothing else tells where they end.
_NUMBERS = re.compile(rb"\x80\x02\((?:K.|M..|J....|G.{8}|N){6}tq\x00\.", re.DOTALL)


class Block(NamedTuple):
    """Up to 128 postings. `values` are joined where all have one length, None where they have none.

    `weights` tell how often a term is in each document; None when it is once in each.
    """

    documents: Sequence[int]
    weights: Sequence[float] | None
    values: Sequence[bytes] | bytes | None

    def occurrences(self) -> Iterable[tuple[int, float]]:
        """Return the documents, each with its weight."""
        return zip(self.documents, self.weights or repeat(1.0), strict=False)

    def each_value(self) -> Sequence[bytes]:
        """Return the value of each document; nothing where the format has none."""
        if self.values is None:
            return [b""] * len(self.documents)
        if not isinstance(self.values, bytes):
            return self.values
        size = len(self.values) // len(self.documents)
        return [self.values[at : at + size] for at in range(0, len(self.values), size)]


def blocks(told: memoryview, part: Part, base: int) -> Iterator[Block]:
    """Yield the postings of a term, its documents numbered from `base` on.

    `told` is what the table of terms has of it. Raises IndexDamaged.
    """
    if told[0]:
        documents, weights, values = plain(told[_TOLD.size :])
        if values[0] is None:
            values = None
        yield Block([base + document for document in documents], weights, values)
        return
    place, length = _EXTENT.unpack_from(told, _TOLD.size)
    part.check(place, place + length)
    postings = part.view
    if postings[place : place + len(_START)] != _START:
        raise IndexDamaged("postings are not where they should be")
    place += len(_START)
    is_last = False
    while not is_last:
        length = _INT.unpack_from(postings, place)[0]
        is_last = length < 0
        end = place + _INT.size + abs(length)
        yield _block(postings[place + _INT.size : end], base)
        place = end


def _block(data: memoryview, base: int) -> Block:
    numbers = _NUMBERS.match(data)
    if numbers is None:
        raise IndexDamaged("a block of postings is not as it was written")
    coded = data[numbers.end() :]
    steps, weights, values = plain(coded if coded[0] == _PICKLE else decompress(coded))
    if isinstance(weights, float):
        weights = (weights,) * len(steps)
    return Block(tuple(islice(accumulate(steps, initial=base), 1, None)), weights, values)
