"""The widths of columns, measured as a terminal displays characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

GAP = 2
"""Blanks between two columns."""


def fitted(natural: Sequence[int], room: int) -> list[int]:
    """Return widths that fit in `room`: the widest columns are narrowed first, equally.

    `room` includes the gaps between columns. No column becomes narrower than one.
    """
    left = room - GAP * (len(natural) - 1)
    widths = list(natural)
    for seen, at in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        share = max(left // (len(natural) - seen), 1)
        widths[at] = min(natural[at], share)
        left -= widths[at]
    return widths


def padded(
    rows: Sequence[Sequence[str]], *, right: Collection[int] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the rows with padded cells, those of the columns in `right` aligned right."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*shown, strict=True)]
    for row in shown:
        yield tuple(
            pad(cell, width, right=at in right)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Pad text with blanks to a width, on the left if it is aligned right."""
    blanks = " " * max(width - cell_len(text), 0)
    return blanks + text if right else text + blanks
