"""Tab-separated lines for the shell, comma-separated values for spreadsheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.rendering.fields import field_text
from newsctl.rendering.harmless import one_line_of_data, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.paths import Place

_SEPARATORS = "\t\n\r"
_TO_SPACES = str.maketrans(dict.fromkeys(_SEPARATORS, " "))

# How a formula begins: https://owasp.org/www-community/attacks/CSV_Injection, full-width forms too.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"

# A number, then nothing but words: no operator, call, reference to a sheet, or pipe to a program.
_SIGNED_NUMBER = r"[+-] ?[0-9][0-9.,]*\s?(?:%|€|°[CF]?)?(\s[^\W\d_][\w\s.,:;?%°€'’‘-]*)?\Z"


def tsv_lines(found: Iterable[FieldColumns], fields: Sequence[str]) -> Iterator[str]:
    """Yield lines, some at a time: one for each hit, without a header.

    Tabs and line ends in values become spaces. Other control characters are shown as pictures,
    but in a path, which has to stay a path.
    """
    for some in found:
        columns = [_tsv_column(name, some[name]) for name in fields]
        yield "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def csv_rows(hits: Iterable[Hit], fields: Sequence[str], place: Place) -> Iterator[str]:
    """Yield a header and a row for each hit, as RFC 4180 has them: CRLF, quotes doubled."""
    import csv  # noqa: PLC0415 -- lines for the shell do without

    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow([_csv_cell(name) for name in fields])
    for hit in hits:
        yield writer.writerow([_csv_cell(field_text(hit, name, place)) for name in fields])


def csv_lines(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a header and rows of cells as `csv_rows` does."""
    import csv  # noqa: PLC0415 -- as above

    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow([_csv_cell(name) for name in names])
    for row in rows:
        yield writer.writerow([*map(_csv_cell, row)])


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets a leading `'`.

    A sign that begins a number is none: `-5`, `+3,5 %` and `-5 graden` stay as they are, as long
    as only words follow the number (`-5+cmd|' /C calc'!A0` is a formula).
    """
    if re.match(_FORMULA, cell) and not re.match(_SIGNED_NUMBER, cell):
        return f"'{cell}"
    return cell


def _tsv_column(name: str, texts: Sequence[str]) -> Sequence[str]:
    """Return cells, nearly always as they are.

    To look for three signs in a path takes a fiftieth of looking at each of its letters, which are
    most of a line.
    """
    together = "".join(texts)
    if name == "path":
        held = any(sign in together for sign in _SEPARATORS)
        return [text.translate(_TO_SPACES) for text in texts] if held else texts
    return texts if together.isprintable() else [*map(one_line_of_data, texts)]


def _csv_cell(text: str) -> str:
    return guarded(without_controls(text))


class _Echo:
    """A file that gives back what is written to it, and so writerow does."""

    def write(self, text: str) -> str:
        return text
