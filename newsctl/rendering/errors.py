"""An error as one or two lines, a query with the place that was not understood marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import AmbiguousPost, InvalidPost, QuerySyntaxError
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.errors import NewsctlError
    from newsctl.rendering.terminal import Terminal

_INDENT = "  "
_CANDIDATES = 10


def error_text(error: NewsctlError, terminal: Terminal) -> str:
    """Return what the user reads of an error: what is wrong, where, and what to do about it.

    What was noted on it on its way (`add_note`) follows.
    """
    return "".join(f"{line}\n" for line in _lines(error, terminal))


def notice_text(message: str, terminal: Terminal, *, kind: Label = Label.QUIET) -> str:
    """Return a line about what a user should know but need not act on."""
    return f"newsctl: {paint(one_line(message), kind, terminal)}\n"


def hint_text(hint: str, terminal: Terminal) -> str:
    """Return a line that says what to do about what the lines before it told."""
    return f"{paint(one_line(hint), Label.QUIET, terminal)}\n"


def _lines(error: NewsctlError, terminal: Terminal) -> Iterator[str]:
    yield f"{paint('newsctl:', Label.ERROR, terminal)} {one_line(error.message)}"
    match error:
        case QuerySyntaxError():
            # Rich knows how wide letters are; no other error needs it
            from newsctl.rendering.marked_query import marked_query  # noqa: PLC0415

            yield from (_INDENT + line for line in marked_query(error, terminal, len(_INDENT)))
        case AmbiguousPost():
            shown = error.candidates[:_CANDIDATES]
            yield from (_INDENT + one_line(candidate) for candidate in shown)
        case InvalidPost():
            yield from (_INDENT + one_line(reason) for reason in error.reasons)
    for line in filter(None, (error.hint, *getattr(error, "__notes__", ()))):
        yield paint(one_line(line), Label.QUIET, terminal)
