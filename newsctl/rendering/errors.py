"""An error as one or two lines, a query with the place that was not understood marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from newsctl.core.errors import AmbiguousPost, QuerySyntaxError
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.errors import NewsctlError
    from newsctl.rendering.terminal import Terminal

_INDENT = "  "


def error_text(error: NewsctlError, terminal: Terminal) -> str:
    """Return what the user reads of an error: what is wrong, where, and what to do about it."""
    return "".join(f"{line}\n" for line in _lines(error, terminal))


def notice_text(message: str, terminal: Terminal, *, kind: Label = Label.QUIET) -> str:
    """Return a line about what a user should know but need not act on."""
    return f"newsctl: {paint(one_line(message), kind, terminal)}\n"


def _lines(error: NewsctlError, terminal: Terminal) -> Iterator[str]:
    yield f"{paint('newsctl:', Label.ERROR, terminal)} {one_line(error.message)}"
    match error:
        case QuerySyntaxError():
            yield from _marked(error, terminal)
        case AmbiguousPost():
            yield from (_INDENT + one_line(candidate) for candidate in error.candidates)
    if error.hint:
        yield paint(one_line(error.hint), Label.QUIET, terminal)


def _marked(error: QuerySyntaxError, terminal: Terminal) -> Iterator[str]:
    """Yield the query and, under it, carets below what was not understood.

    A query longer than the window is cut around that place. A mark at its end, where something is
    missing, stands one column past the last letter.
    """
    ellipsis = "…" if terminal.unicode else "..."
    room = max(terminal.width - len(_INDENT) - 2 * len(ellipsis), 20)
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
    yield _INDENT + before + wrong + after
    carets = "^" * max(cell_len(wrong), 1)
    yield _INDENT + " " * cell_len(before) + paint(carets, Label.ERROR, terminal)


def _first_cells(text: str, room: int, ellipsis: str = "") -> str:
    return text if cell_len(text) <= room else set_cell_size(text, max(room, 0)) + ellipsis


def _last_cells(text: str, room: int, ellipsis: str) -> str:
    if cell_len(text) <= room:
        return text
    kept = text[-max(room, 0) :] if room > 0 else ""
    while cell_len(kept) > room:
        kept = kept[1:]
    return ellipsis + kept
