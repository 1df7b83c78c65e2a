"""Errors, notices and hints as lines for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import AmbiguousPost, InvalidPost, QuerySyntaxError
from newsctl.core.messages import translated
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.errors import NewsctlError
    from newsctl.rendering.terminal import Terminal

_NAME = "newsctl:"
_INDENT = "  "
_CANDIDATES = 10


def error_text(error: NewsctlError, terminal: Terminal) -> str:
    """Return the text of an error: what is wrong, where, and what to do about it.

    Notes added by `add_note` follow.
    """
    return "".join(f"{line}\n" for line in _lines(error, terminal))


def notice_text(message: str, terminal: Terminal) -> str:
    """Return a line with a notice that needs no action."""
    first, *more = broken(
        one_line(translated(message)), terminal, before=len(_NAME) + 1, indent=_INDENT
    )
    lines = [
        f"{_NAME} {paint(first, Label.QUIET, terminal)}",
        *_painted(more, Label.QUIET, terminal),
    ]
    return "".join(f"{line}\n" for line in lines)


def hint_text(hint: str, terminal: Terminal) -> str:
    """Return a line that says what to do about the lines before it."""
    return "".join(f"{line}\n" for line in _hint(hint, terminal))


def _lines(error: NewsctlError, terminal: Terminal) -> Iterator[str]:
    """Yield the lines of an error: message, details by type, hints."""
    first, *more = broken(
        one_line(translated(error.message)), terminal, before=len(_NAME) + 1, indent=_INDENT
    )
    yield f"{paint(_NAME, Label.ERROR, terminal)} {first}"
    yield from more
    match error:
        case QuerySyntaxError():
            # Rich knows how wide letters are; no other error needs it
            from newsctl.rendering.marked_query import marked_query  # noqa: PLC0415

            yield from (_INDENT + line for line in marked_query(error, terminal, len(_INDENT)))
        case AmbiguousPost():
            shown = error.candidates[:_CANDIDATES]
            yield from (_INDENT + one_line(candidate) for candidate in shown)
        case InvalidPost():
            for reason in error.reasons:
                text = _INDENT + one_line(translated(reason))
                yield from broken(text, terminal, indent=_INDENT * 2)
    for line in filter(None, (error.hint, *getattr(error, "__notes__", ()))):
        yield from _hint(line, terminal)


def _hint(hint: str, terminal: Terminal) -> Iterator[str]:
    return _painted(broken(one_line(translated(hint)), terminal), Label.QUIET, terminal)


def _painted(lines: Iterable[str], label: Label, terminal: Terminal) -> Iterator[str]:
    return (paint(line, label, terminal) for line in lines)
