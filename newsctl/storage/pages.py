"""Verification of data by page: the CRC-32 of a page of 4 KiB is checked before its first use.

A reader first reads, and then verifies all that it read; since damaged bytes are in a damaged page,
it never relies on them. Verifying a page takes 1 to 3 µs, asking whether it is verified a quarter
of one.
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _

if TYPE_CHECKING:
    import mmap
    from collections.abc import Callable, Sequence

    Data: TypeAlias = bytes | mmap.mmap

_SHIFT = 12
PAGE = 1 << _SHIFT
"""Bytes of a page."""

_NOTHING = bytearray()


def sums_of(data: memoryview) -> array[int]:
    """Return the CRC-32 of each page of data."""
    return array("I", (crc32(data[at : at + PAGE]) for at in range(0, len(data), PAGE)))


class Pages:
    """The data of a file, verified page by page if there are `sums`.

    The sums cover the first `size` bytes; what follows is verified elsewhere.
    """

    __slots__ = ("_doubtful", "_name", "_sums", "data", "size")

    def __init__(
        self, data: Data, size: int = sys.maxsize, sums: Sequence[int] = (), name: str = ""
    ) -> None:
        self.data = data
        self.size = min(size, len(data))
        self._name = name
        self._sums = sums
        self._doubtful = bytearray(b"\1") * len(sums)

    def part(self, start: int, size: int) -> PagePart:
        """Return a part of the data."""
        view = memoryview(self.data)[: self.size][start : start + size]
        return PagePart(view, start, self._doubtful, self._hold)

    def whole(self) -> PagePart:
        """Return all of the data as one part."""
        return self.part(0, self.size)

    def check(self, start: int, end: int) -> None:
        """Verify a range that was read. Raises IndexDamaged."""
        first = start >> _SHIFT if start > 0 else 0  # damaged data may lead anywhere
        after = ((end - 1) >> _SHIFT) + 1
        if self._doubtful.find(1, first, after) >= 0:
            self._hold(first, after)

    def check_all(self) -> None:
        """Verify all of it. Raises IndexDamaged."""
        self.check(0, self.size)

    def _hold(self, first: int, after: int) -> None:
        """Verify the pages in a range that were not verified yet. Raises IndexDamaged."""
        doubtful, sums = self._doubtful, self._sums
        with memoryview(self.data) as data, data[: self.size] as content:
            for page in range(first, min(after, len(sums))):
                if doubtful[page]:
                    if crc32(content[page << _SHIFT : (page + 1) << _SHIFT]) != sums[page]:
                        raise IndexDamaged(_("{name} is not as it was written", name=self._name))
                    doubtful[page] = 0


class PagePart:
    """A part of a file, verified by the pages of the file."""

    __slots__ = ("_doubtful", "_hold", "_offset", "view")

    def __init__(
        self,
        view: memoryview,
        offset: int = 0,
        doubtful: bytearray = _NOTHING,
        hold: Callable[[int, int], None] = lambda _first, _after: None,
    ) -> None:
        self.view = view
        self._offset = offset
        self._doubtful = doubtful
        self._hold = hold

    def check(self, start: int, end: int) -> None:
        """Verify a range that was read. Raises IndexDamaged."""
        first = (start + self._offset) >> _SHIFT if start > 0 else self._offset >> _SHIFT
        after = ((end + self._offset - 1) >> _SHIFT) + 1
        if self._doubtful.find(1, first, after) >= 0:
            self._hold(first, after)

    def check_all(self) -> None:
        """Verify all of it. Raises IndexDamaged."""
        self.check(0, len(self.view))
