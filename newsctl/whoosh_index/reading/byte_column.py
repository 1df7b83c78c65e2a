"""Columns of a segment, a value for each document: Whoosh's own format, read without Whoosh."""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WITH_STARTS = ord("X")


class ByteColumn:
    """Values of any length: one after the other, then their lengths, then where they start.

    The last byte is the type code of the lengths; where starts are written too, the last three
    are that of the lengths, that of the starts, and an X.
    """

    def __init__(self, data: memoryview, size: int) -> None:
        self._data = data
        if data[-1] == _WITH_STARTS:
            starts_from = len(data) - 3 - size * array(chr(data[-2])).itemsize
            self._starts: Sequence[int] = numbers(data[starts_from:-3], chr(data[-2]))
            lengths_code, lengths_to = chr(data[-3]), starts_from
        else:
            lengths_code, lengths_to = chr(data[-1]), len(data) - 1
        lengths_from = lengths_to - size * array(lengths_code).itemsize
        self._lengths = numbers(data[lengths_from:lengths_to], lengths_code)
        if data[-1] != _WITH_STARTS:
            self._starts = array("Q", accumulate(self._lengths, initial=0))

    def __getitem__(self, document: int) -> memoryview:
        start = self._starts[document]
        return self._data[start : start + self._lengths[document]]

    def texts(self, documents: Iterable[int], errors: str) -> list[str]:
        """Return the values of many documents as text, with one call.

        `errors` tells what becomes of bytes that are not UTF-8.
        """
        data, starts, lengths = self._data, self._starts, self._lengths
        return [
            str(data[(start := starts[document]) : start + lengths[document]], "utf-8", errors)
            for document in documents
        ]


def numbers(data: memoryview, code: str) -> array[int]:
    """Return numbers of a type code of `array`, written with the big end first."""
    found = array(code)
    found.frombytes(data)
    if sys.byteorder == "little":
        found.byteswap()
    return found
