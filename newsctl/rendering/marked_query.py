"""A query with the invalid place marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.errors import QuerySyntaxError
    from newsctl.rendering.terminal import Terminal


def marked_query(error: QuerySyntaxError, terminal: Terminal, indent: int) -> Iterator[str]:
    """Yield the query and, below it, carets under the invalid part.

    A query longer than the window is cut around that part. If something is missing at its end, the
    caret is one column past the last letter.
    """
    ellipsis = "…" if terminal.unicode else "..."
    room = max(terminal.width - indent - 2 * len(ellipsis), 20)
    before, wrong, after = (
        one_line(part)
        for part in (
            error.text[: error.start],
            error.text[error.start : error.end],
            error.text[error.end :],
        )
    )
    wrong = _first_cells(wrong, room)
    before = _last_cells(before, (room - cell_len(wrong)) * 2 // 3, ellipsis)
    after = _first_cells(after, room - cell_len(before) - cell_len(wrong), ellipsis)
    yield before + wrong + after
    carets = "^" * max(cell_len(wrong), 1)
    yield " " * cell_len(before) + paint(carets, Label.ERROR, terminal)


def _first_cells(text: str, room: int, ellipsis: str = "") -> str:
    return text if cell_len(text) <= room else set_cell_size(text, max(room, 0)) + ellipsis


def _last_cells(text: str, room: int, ellipsis: str) -> str:
    if cell_len(text) <= room:
        return text
    kept = text[-max(room, 0) :] if room > 0 else ""
    while cell_len(kept) > room:
        kept = kept[1:]
    return ellipsis + kept
