"""Lines in byte order, searched by bisection in data that need not be read as a whole.

Lines stand in sections of the data. Each begins after a newline, which is the end of another
section or the first byte of the data, and ends in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.storage.pages import Pages  # noqa: TC001 -- of a named tuple

if TYPE_CHECKING:
    import mmap

    Data: TypeAlias = bytes | mmap.mmap


_MOST_KEPT = 4_096
"""Lines that are kept of those that bisections look at: all begin with the same dozen."""

_PAST_ANY_LETTER = b"\xff"
"""What no line goes on with: it is no byte of UTF-8."""


class SortedLines(NamedTuple):
    """The lines from `start` to `end`, in order. Whatever reads them raises IndexDamaged.

    The head of a line is what stands up to its first tab, the tab included.
    """

    pages: Pages
    start: int
    end: int

    def first_from(self, wanted: bytes) -> int:
        """Return where the first line starts whose head is not before `wanted`."""
        kept = self.pages.lines
        low, high = self.start, self.end
        while low < high:
            place = (low + high) // 2
            line = kept.get(place)
            if line is None:
                line = self._line_around(place)
                if len(kept) < _MOST_KEPT:
                    kept[place] = line
            start, head, next_line = line
            if head < wanted:
                low = next_line
            else:
                high = start
        return low

    def starting(self, prefix: bytes) -> bytes:
        """Return the lines that begin with some bytes."""
        start = self.first_from(prefix)
        if not self._begins(start, prefix):  # most that is sought is not there
            return b""
        return self._read(start, self.first_from(prefix + _PAST_ANY_LETTER))

    def with_head(self, head: bytes) -> bytes | None:
        """Return the line that begins with `head`, a word and a tab, without its newline."""
        start = self.first_from(head)
        if not self._begins(start, head):
            return None
        end = self.pages.data.find(b"\n", start, self.end)
        return self._read(start, end if end >= 0 else self.end)

    def all(self) -> bytes:
        """Return all lines."""
        return self._read(self.start, self.end)

    def _begins(self, start: int, wanted: bytes) -> bool:
        end = start + len(wanted)
        if end > self.end:
            return False
        self.pages.check(start, end)
        return self.pages.data[start:end] == wanted

    def _read(self, start: int, end: int) -> bytes:
        self.pages.check(start, end)
        return self.pages.data[start:end]

    def _line_around(self, place: int) -> tuple[int, bytes, int]:
        """Return where the line starts that holds a place, its head, and where the next starts."""
        data = self.pages.data
        start = line_start(data, place)
        next_line = data.find(b"\n", place, self.end) + 1 or self.end
        tab = data.find(b"\t", start, next_line)
        self.pages.check(start - 1, next_line)
        return start, data[start : tab + 1], next_line


def line_start(data: Data, place: int) -> int:
    """Return where the line starts that holds a place."""
    return data.rfind(b"\n", 0, place) + 1
