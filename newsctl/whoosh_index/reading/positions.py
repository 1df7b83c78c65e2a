"""Where a term stands in a document, as the index holds it: four bytes for each place.

Whoosh's own format pickles a list for each posting, which took a fifth of the time of writing.
"""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 4
"""Bytes of a place."""


def encoded(places: array[int], counts: Sequence[int]) -> list[bytes]:
    """Encode the places of several documents, of which the first has `counts[0]`."""
    data = packed(places)
    if len(counts) == len(places):
        return [data[start : start + SIZE] for start in range(0, len(data), SIZE)]
    ends = accumulate(counts)
    return [
        data[SIZE * (end - count) : SIZE * end] for end, count in zip(ends, counts, strict=True)
    ]


def decoded(value: bytes) -> list[int]:
    """Return the places of one document."""
    places = array("I", value)
    if sys.byteorder == "big":
        places.byteswap()
    return places.tolist()


def packed(places: array[int]) -> bytes:
    """Encode places."""
    if sys.byteorder == "big":
        places = array("I", places)
        places.byteswap()
    return places.tobytes()
