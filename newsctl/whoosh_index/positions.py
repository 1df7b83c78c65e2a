"""Where a term stands in a document, as the index holds it: four bytes for each place.

Whoosh's own format pickles a list for each posting, which took a fifth of the time of writing.
"""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from whoosh import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIZE = 4


class PackedPositions(formats.Positions):
    """Whoosh's format of positions in fewer bytes."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Encode the places of one document."""
        return _packed(array("I", poslist))

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the places of one document."""
        return decoded(valuestring)

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many places there are."""
        return len(valuestring) // _SIZE

    def decode_weight(self, valuestring: bytes) -> Any:
        """Return how many places there are."""
        return self.decode_frequency(valuestring)


def encoded(places: array[int], counts: Sequence[int]) -> list[bytes]:
    """Encode the places of several documents, of which the first has `counts[0]`."""
    data = _packed(places)
    if len(counts) == len(places):
        return [data[start : start + _SIZE] for start in range(0, len(data), _SIZE)]
    ends = accumulate(counts)
    return [
        data[_SIZE * (end - count) : _SIZE * end] for end, count in zip(ends, counts, strict=True)
    ]


def decoded(value: bytes) -> list[int]:
    """Return the places of one document."""
    places = array("I", value)
    if sys.byteorder == "big":
        places.byteswap()
    return places.tolist()


def _packed(places: array[int]) -> bytes:
    if sys.byteorder == "big":
        places = array("I", places)
        places.byteswap()
    return places.tobytes()
