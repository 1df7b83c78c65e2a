"""Comma-separated values for spreadsheets, with a header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.rendering.formats.tsv import InColumns

# How a formula begins: https://owasp.org/www-community/attacks/CSV_Injection, full-width forms too.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"

# A number, then nothing but words: no operator, call, reference to a sheet, or pipe to a program.
_SIGNED_NUMBER = r"[+-] ?[0-9][0-9.,]*\s?(?:%|€|°[CF]?)?(\s[^\W\d_][\w\s.,:;?%°€'’‘-]*)?\Z"


def csv_rows(answer: InColumns, separator: str = ",") -> Iterator[str]:
    """Yield a header and rows as in RFC 4180: with CRLF and doubled quotes."""
    import csv  # noqa: PLC0415 -- help lists all formats and writes none

    writer = csv.writer(_Echo(), lineterminator="\r\n", delimiter=separator)
    yield writer.writerow(map(_cell, answer.names))
    for some in answer.columns():
        columns = [some[name] for name in answer.names]
        yield from (writer.writerow(map(_cell, row)) for row in zip(*columns, strict=True))


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
    return guarded(without_controls(text))


class _Echo:
    """A file whose `write` returns its argument, so that writerow does too."""

    def write(self, text: str) -> str:
        return text


FORMAT = Format(
    "csv",
    "columns with a header, for spreadsheets",
    "columns",
    csv_rows,
    fields=("path", "date", "title", "bron", "category", "externe_link"),
)
