"""Lines in byte order, searched by bisection in data that need not be read as a whole.

Every line begins after a newline and ends in one: the data begins with an empty line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import mmap

    from newsctl.storage.pages import Pages

    Data: TypeAlias = bytes | mmap.mmap


_MOST_KEPT = 4_096
"""Lines that are kept of those that bisections look at: all begin with the same dozen."""


def first_line_from(pages: Pages, wanted: bytes, end: int) -> int:
    """Return where the first line of `pages[1:end]` starts whose head is not before `wanted`.

    The head of a line is what stands up to its first tab, the tab included. `end` is the same for
    all that is looked up. Raises IndexDamaged.
    """
    kept = pages.lines
    low, high = 1, end
    while low < high:
        place = (low + high) // 2
        line = kept.get(place)
        if line is None:
            line = _line_around(pages, place, end)
            if len(kept) < _MOST_KEPT:
                kept[place] = line
        start, head, next_line = line
        if head < wanted:
            low = next_line
        else:
            high = start
    return low


def _line_around(pages: Pages, place: int, end: int) -> tuple[int, bytes, int]:
    """Return where the line starts that holds a place, its head, and where the next one starts."""
    data = pages.data
    start = line_start(data, place)
    next_line = data.find(b"\n", place, end) + 1 or end
    tab = data.find(b"\t", start, next_line)
    pages.check(start - 1, next_line)
    return start, data[start : tab + 1], next_line


def line_start(data: Data, place: int) -> int:
    """Return where the line starts that holds a place."""
    return data.rfind(b"\n", 0, place) + 1


def line_with_head(pages: Pages, head: bytes, end: int) -> int | None:
    """Return where the line of `pages[1:end]` starts that begins with `head`, a word and a tab."""
    start = first_line_from(pages, head, end)
    if start >= end:
        return None
    pages.check(start, start + len(head))
    return start if pages.data[start : start + len(head)] == head else None


def rest_of_line(pages: Pages, start: int) -> bytes:
    """Return what stands from a place to the end of its line. Raises IndexDamaged."""
    end = pages.data.find(b"\n", start)
    pages.check(start, end + 1 if end >= 0 else pages.size)
    return pages.data[start:end]
