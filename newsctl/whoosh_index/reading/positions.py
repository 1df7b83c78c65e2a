"""Where a term stands in a document, as the index holds it: two bytes for each place.

Whoosh's own format pickles a list for each posting, which took a fifth of the time of writing.
Where a place is above 65,535, all of the posting take four bytes, after one that tells so: it
makes their length odd.
"""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from struct import unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_SHORT = 0xFFFF
_SIZE, _LONG_SIZE = 2, 4
_LONG = b"\0"


class _Bytes(dict[int, str]):
    """What stands for so many places in a format of `struct`."""

    def __missing__(self, count: int) -> str:
        self[count] = f"{_SIZE * count}s"
        return self[count]


_BYTES = _Bytes()


def encoded(places: array[int], counts: Sequence[int]) -> Sequence[bytes]:
    """Encode the places of several documents, of which the first has `counts[0]`."""
    if max(places) > _MOST_SHORT:
        ends = accumulate(counts)
        return [packed(places[end - count : end]) for end, count in zip(ends, counts, strict=True)]
    parted = "".join(map(_BYTES.__getitem__, counts))  # a third of the time of as many slices
    return unpack(parted, _bytes(array("H", places)))


def decoded(value: bytes) -> list[int]:
    """Return the places of one document."""
    is_long = len(value) % _SIZE
    places = array("I", value[1:]) if is_long else array("H", value)
    if sys.byteorder == "big":
        places.byteswap()
    return places.tolist()


def packed(places: Iterable[int]) -> bytes:
    """Encode the places of one document, in rising order."""
    found = array("I", places)
    if found and found[-1] > _MOST_SHORT:
        return _LONG + _bytes(found)
    return _bytes(array("H", found))


def number_of_places(value: bytes) -> int:
    """Return how many places were encoded."""
    return len(value) // (_LONG_SIZE if len(value) % _SIZE else _SIZE)


def _bytes(places: array[int]) -> bytes:
    if sys.byteorder == "big":
        places.byteswap()
    return places.tobytes()
