"""Comma-separated values with a header (RFC 4180): for programs as they are, for Excel guarded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import without_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsctl.rendering.formats.tsv import InColumns

_BOM = "\ufeff"

# How a formula begins: https://owasp.org/www-community/attacks/CSV_Injection, full-width forms too.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"

# A number, then nothing but words: no operator, call, reference to a sheet, or pipe to a program.
_SIGNED_NUMBER = r"[+-] ?[0-9][0-9.,]*\s?(?:%|€|°[CF]?)?(\s[^\W\d_][\w\s.,:;?%°€'’‘-]*)?\Z"


def csv_rows(answer: InColumns) -> Iterator[str]:
    """Yield a header and rows, as RFC 4180 has them: CRLF, quotes doubled, all else as it is."""
    return _rows(answer, ",", _cell)


def excel_rows(answer: InColumns) -> Iterator[str]:
    """Yield the same as Excel opens it where commas are decimal, and runs none of it."""
    yield _BOM
    yield from _rows(answer, ";", lambda text: guarded(_cell(text)))


def _rows(answer: InColumns, separator: str, cell: Callable[[str], str]) -> Iterator[str]:
    import csv  # noqa: PLC0415 -- help lists all formats and writes none

    writer = csv.writer(_Echo(), lineterminator="\r\n", delimiter=separator)
    yield writer.writerow(map(cell, answer.names))
    for some in answer.columns():
        columns = [some[name] for name in answer.names]
        yield from (writer.writerow(map(cell, row)) for row in zip(*columns, strict=True))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet executes: a formula gets a leading `'`.

    The sign of a number is not a formula: `-5`, `+3,5 %` and `-5 graden` stay as they are, if only
    words follow the number (`-5+cmd|' /C calc'!A0` is a formula). A cell that already looks guarded
    gets one more `'`, so that removing one restores every cell.
    """
    if re.match(f"'*{_FORMULA}", cell) and not re.match(_SIGNED_NUMBER, cell):
        return f"'{cell}"
    return cell


def _cell(text: str) -> str:
    """Return text without what steers a screen; the line ends of a file stay what they are."""
    if text.isprintable():
        return text
    return "\r\n".join(map(without_controls, text.split("\r\n")))


class _Echo:
    """A file whose `write` returns its argument, so that writerow does too."""

    def write(self, text: str) -> str:
        return text


FORMAT = Format(
    "csv",
    "columns with a header, for programs",
    "columns",
    csv_rows,
    fields=("path", "date", "title", "bron", "category", "externe_link"),
)
