"""Import of CSV (RFC 4180): a header of keys, then a row for each post."""

from __future__ import annotations

import csv
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from newsctl.core.change.items import TOO_LONG, Item
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n, joined, said_by
from newsctl.core.post.post import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsctl.core.post.post import Value

    NameOf = Callable[[str], str]
    """Returns the key of a post that a column means; empty for one that is dropped."""

_BOM = "\ufeff"
_LARGEST_CELL = 8 * LARGEST_FILE
"""Bytes of a cell up to which only its row is refused. A longer one, as a quote without an end
makes, ends the reading."""

_MOST_TOLD, _LONGEST_TOLD = 20, 60
"""Columns that a message names, and characters of each: what is no CSV has any."""

_OWN = ["path", "date", "title"]
"""How the header of newsctl's own begins."""

_RUN = frozenset("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet would run, and `export --excel` puts a `'` before. Up to
0.2 newsctl did so in all CSV."""


def row_items(stream: BinaryIO, where: str, name_of: NameOf) -> Iterator[Item]:
    """Yield an item for each row; empty cells are ignored.

    `name_of` returns the key of a column. Raises UsageError without a column for the title, for
    duplicate columns, and for an unclosed quote.
    """
    csv.field_size_limit(_LARGEST_CELL)
    lines = _Lines(stream)
    rows = csv.reader(lines, delimiter=lines.separator, strict=True)
    begins = 1
    try:
        header = [name.strip() for name in next(rows, [])]
        _require_title(header, where, name_of)
        _refuse_twins(header, where, name_of)
        begins = lines.number + 1
        for row in rows:
            if row:
                yield Item(joined(":", (where, str(begins))), _object_of_row(header, row))
            begins = lines.number + 1
    except csv.Error as error:
        raise UsageError(
            _(
                "{where}:{begins}: This is no CSV: {error}.",
                where=where,
                begins=begins,
                error=said_by(error),
            )
        ) from error


def _require_title(header: Sequence[str], where: str, name_of: NameOf) -> None:
    if "title" not in map(name_of, header):
        raise UsageError(
            _(
                "{where} has no column title; its columns are: {some}.",
                where=where,
                some=_some_names(header),
            ),
            hint=_(
                "Say which it is: --map '{header}=title'",
                header=_some_names(header[:1]) or "titel",
            ),
        )


def _refuse_twins(header: Sequence[str], where: str, name_of: NameOf) -> None:
    """Raise UsageError if two columns have the same key."""
    twins = (name for name, times in Counter(header).items() if times > 1 and name_of(name))
    if name := _some_names([*twins][:1]):
        raise UsageError(
            _("{where} has two columns named {name}.", where=where, name=name),
            hint=_(
                "Give one of them another name in the first line, or drop both: --map {name}=",
                name=name,
            ),
        )


def _some_names(names: Sequence[str]) -> str:
    """Return the first of some names, shortened, and the number of the others."""
    more = (
        _(" and {names:,} more", names=len(names) - _MOST_TOLD) if len(names) > _MOST_TOLD else ""
    )
    shortened = (
        name[:_LONGEST_TOLD] + "…" * (len(name) > _LONGEST_TOLD) for name in names[:_MOST_TOLD]
    )
    return joined("", (", ".join(shortened), more))


def _object_of_row(header: Sequence[str], row: Sequence[str]) -> Mapping[str, Value] | UsageError:
    """Return the cells of a row by column name, or the error why it cannot be a post."""
    if len(row) != len(header):
        return UsageError(
            _(
                "The row has {row}, and the header {header}.",
                row=_n("{n:,} cell", "{n:,} cells", len(row)),
                header=len(header),
            )
        )
    if sum(map(len, row)) > LARGEST_FILE:
        return UsageError(TOO_LONG)
    is_guarded = [*header[: len(_OWN)]] == _OWN and not any(map(_is_unguarded, row))
    try:
        for cell in row:
            cell.encode()
    except UnicodeEncodeError:
        return UsageError(_("This is not UTF-8."), hint=_("Convert it: iconv -t utf-8"))
    cells = map(_bare, row) if is_guarded else row
    return {name: cell for name, cell in zip(header, cells, strict=True) if name and cell}


def _is_unguarded(cell: str) -> bool:
    """Tell whether a cell is of a row without guards; a sign may begin a number, which has none."""
    return cell[:1] in _RUN - {"+", "-"}


def _bare(cell: str) -> str:
    """Remove the prefix of a cell that a spreadsheet would execute (`formats.csv.guarded`)."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in _RUN else cell


class _Lines:
    """Lines of text with their number; bytes that are not UTF-8 are kept as surrogates."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = iter(partial(stream.readline, _LARGEST_CELL), b"")
        self._first = self._decoded(next(self._lines, b"")).removeprefix(_BOM)
        self.separator = max(",;\t", key=self._first.count)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        self.number = 1
        yield self._first
        for line in self._lines:
            self.number += 1
            yield self._decoded(line)

    def _decoded(self, line: bytes) -> str:
        return line.decode(errors="surrogateescape")
