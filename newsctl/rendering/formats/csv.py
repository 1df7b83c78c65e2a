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
    """Yield a header and rows, as RFC 4180 has them: CRLF, quotes doubled."""
    import csv  # noqa: PLC0415 -- help lists all formats and writes none

    writer = csv.writer(_Echo(), lineterminator="\r\n", delimiter=separator)
    yield writer.writerow(map(_cell, answer.names))
    for some in answer.columns():
        columns = [some[name] for name in answer.names]
        yield from (writer.writerow(map(_cell, row)) for row in zip(*columns, strict=True))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets a leading `'`.

    A sign that begins a number is none: `-5`, `+3,5 %` and `-5 graden` stay as they are, as long
    as only words follow the number (`-5+cmd|' /C calc'!A0` is a formula). A cell that looks
    guarded as it is gets one more, so that taking one away gives every cell back.
    """
    if re.match(f"'*{_FORMULA}", cell) and not re.match(_SIGNED_NUMBER, cell):
        return f"'{cell}"
    return cell


def _cell(text: str) -> str:
    return guarded(without_controls(text))


class _Echo:
    """A file that gives back what is written to it, and so writerow does."""

    def write(self, text: str) -> str:
        return text


FORMAT = Format(
    "csv",
    "columns with a header, for spreadsheets",
    "columns",
    csv_rows,
    fields=("path", "date", "title", "bron", "category", "externe_link"),
)
