"""The front matter of a file as it was written, with the places of its letters."""

from __future__ import annotations

from typing import NamedTuple

from newsctl.core.post.fences import HEADER_LINE, Fenced, split_below_blanks
from newsctl.core.problems import Position, position_at

_BOM = "\ufeff"


class HeaderSource(NamedTuple):
    """The text between the fences, empty for a file without front matter.

    `lines_above` is how many blank lines stand before the first of these.
    """

    text: str
    lines_above: int = 0

    def place(self, offset: int) -> Position:
        """Return the place in the file of an offset into the front matter."""
        found = position_at(self.text, offset)
        return Position(found.line + HEADER_LINE - 1 + self.lines_above, found.column)


def header_of(text: str) -> HeaderSource:
    """Return the front matter of a file's text, empty when it has none."""
    fenced = split_below_blanks(text.removeprefix(_BOM))
    return HeaderSource(fenced.header if isinstance(fenced, Fenced) else "")
