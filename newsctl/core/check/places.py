"""Places in a file, in the numbering of an editor: lines and columns from 1."""

from __future__ import annotations

from newsctl.core.problems import Position

_BOM = "\ufeff"


def position_at(text: str, offset: int) -> Position:
    """Return the position of a character of a text, whose lines end in LF, CRLF or CR.

    A byte order mark at the beginning is no column.
    """
    before = text[:offset].removeprefix(_BOM)
    line_ends = before.count("\n") + before.count("\r") - before.count("\r\n")
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Position(line_ends + 1, len(before) - line_start + 1)
