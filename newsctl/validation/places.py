"""From an offset to a line and a column, and from a file to its front matter."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsctl.core.problems import Position

_BOM = "\ufeff"
_LINE_END = r"(?:\r\n|[\r\n])"
_OPENING = re.compile(rf"\ufeff?---[ \t]*{_LINE_END}")
_CLOSING = re.compile(rf"[\r\n](?:---|\.\.\.)[ \t]*(?:{_LINE_END}|\Z)")


class Header(NamedTuple):
    """The front matter between its fences, which begins on line 2 of the file, as written."""

    text: str

    def place(self, offset: int) -> Position:
        """Return the place in the file of an offset into the front matter."""
        found = position_of(self.text, offset)
        return Position(found.line + 1, found.column)


def header_of(data: bytes) -> Header:
    """Return the front matter of a file, empty when it has none. Never raises."""
    text = data.decode("utf-8", "replace")
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening else None
    if opening is None or closing is None:
        return Header("")
    return Header(text[opening.end() : closing.start() + 1])


def position_of(text: str, offset: int) -> Position:
    """Return the line and the column of an offset, as editors count them: a BOM is no column."""
    before = text[:offset].removeprefix(_BOM)
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Position(lines + 1, len(before) - start + 1)
