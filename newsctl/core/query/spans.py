"""Spans of the text of a query, and errors about them."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from newsctl.core.errors import QuerySyntaxError


class Placed(Protocol):
    """Anything with a start and an end in a text."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset after its last character."""


class Span(NamedTuple):
    """The piece `text[start:end]` of a text."""

    start: int
    end: int


def syntax_error(
    text: str, place: Placed, message: str, *, hint: str | None = None
) -> QuerySyntaxError:
    """Return an error with this `message` about the span `place` of `text`."""
    return QuerySyntaxError(message, text=text, start=place.start, end=place.end, hint=hint)
