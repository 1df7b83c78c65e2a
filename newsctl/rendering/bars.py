"""Bars and sparklines made of characters; in ASCII where a terminal has no others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.rendering.terminal import Terminal

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS, _ASCII_HEIGHTS = "▁▂▃▄▅▆▇█", "_.-=+*#@"
_NOTHING, _ASCII_NOTHING = " ", " "


def bar(value: float, largest: float, width: int, terminal: Terminal) -> str:
    """Return a bar for a value, scaled so that `largest` fills the width.

    A value above zero shows at least a little.
    """
    if largest <= 0 or value <= 0:
        return ""
    eighths = max(round(min(value / largest, 1.0) * width * 8), 1)
    if not terminal.unicode:
        return "#" * max(round(eighths / 8), 1)
    whole, part = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")


def spark(values: Sequence[float], width: int, terminal: Terminal) -> str:
    """Return a sparkline: one column for each value, scaled to the largest.

    Too many values for the width are averaged. Zero is a blank, to be distinct from a small value.
    """
    heights, nothing = (
        (_HEIGHTS, _NOTHING) if terminal.unicode else (_ASCII_HEIGHTS, _ASCII_NOTHING)
    )
    columns = _joined(values, max(width, 1))
    largest = max(columns, default=0)
    if largest <= 0:
        return nothing * len(columns)
    return "".join(
        heights[min(int(value / largest * len(heights)), len(heights) - 1)]
        if value > 0
        else nothing
        for value in columns
    )


def _joined(values: Sequence[float], width: int) -> list[float]:
    """Average adjacent values, so that as many are left as there is room for."""
    if len(values) <= width:
        return list(values)
    edges = [at * len(values) // width for at in range(width + 1)]
    return [sum(values[start:end]) / (end - start) for start, end in pairwise(edges)]
