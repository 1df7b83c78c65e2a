"""Lines in byte order, searched by bisection in data that need not be read as a whole.

Every line begins after a newline and ends in one: the data begins with an empty line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import mmap

    Data: TypeAlias = bytes | mmap.mmap


def first_line_from(data: Data, wanted: bytes, end: int) -> int:
    """Return where the first line of `data[1:end]` starts whose head is not before `wanted`.

    The head of a line is what stands up to its first tab, the tab included.
    """
    low, high = 1, end
    while low < high:
        middle = max(line_start(data, (low + high) // 2), low)
        if data[middle : data.find(b"\t", middle, high) + 1] < wanted:
            low = data.find(b"\n", middle, end) + 1 or end
        else:
            high = middle
    return low


def line_start(data: Data, place: int) -> int:
    """Return where the line starts that holds a place."""
    return data.rfind(b"\n", 0, place) + 1


def line_with_head(data: Data, head: bytes, end: int) -> int | None:
    """Return where the line of `data[1:end]` starts that begins with `head`, a word and a tab."""
    start = first_line_from(data, head, end)
    return start if start < end and data[start : start + len(head)] == head else None
