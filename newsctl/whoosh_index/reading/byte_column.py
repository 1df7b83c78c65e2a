"""Columns of a segment, a value for each document: Whoosh's own format, read without Whoosh."""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from newsctl.storage.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.storage.pages import Part

_WITH_STARTS = ord("X")


class ByteColumn:
    """Values of any length: one after the other, then their lengths, then where they start.

    The last byte is the type code of the lengths; where starts are written too, the last three
    are that of the lengths, that of the starts, and an X.
    """

    def __init__(self, part: Part, size: int) -> None:
        self._part = part
        self._data = data = part.view
        if data[-1] == _WITH_STARTS:
            starts_from = len(data) - 3 - size * array(chr(data[-2])).itemsize
            lengths_code, lengths_to = chr(data[-3]), starts_from
        else:
            starts_from = lengths_to = len(data) - 1
            lengths_code = chr(data[-1])
        self._end = lengths_to - size * array(lengths_code).itemsize
        part.check(self._end, len(data))
        self._lengths = numbers(data[self._end : lengths_to], lengths_code)
        self._starts: Sequence[int] = (
            numbers(data[starts_from:-3], chr(data[-2]))
            if data[-1] == _WITH_STARTS
            else array("Q", accumulate(self._lengths, initial=0))
        )

    def __getitem__(self, document: int) -> memoryview:
        start = self._starts[document]
        end = start + self._lengths[document]
        self._part.check(start, end)
        return self._data[start:end]

    def texts(self, documents: Sequence[int], errors: str) -> list[str]:
        """Return the values of many documents as text, with one call.

        `errors` tells what becomes of bytes that are not UTF-8.
        """
        data, starts, lengths = self._data, self._starts, self._lengths
        if len(documents) > self._end // PAGE:
            self._part.check(0, self._end)
        else:
            for document in documents:
                self._part.check(start := starts[document], start + lengths[document])
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
