"""Rows of figures: with a heading and aligned for people, as lines or objects for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from newsctl.rendering.bars import bar
from newsctl.rendering.formats import RowFormat
from newsctl.rendering.harmless import one_line, one_line_of_data
from newsctl.rendering.json_output import SCHEMA_VERSION, json_array, json_lines
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from newsctl.core.post.post import Value
    from newsctl.rendering.terminal import Terminal

Cell: TypeAlias = "str | int | float | bool | None"
Row: TypeAlias = "dict[str, Cell]"
"""The cells of a line by their headings; a number that is not known is None."""

GAP = "  "
_NARROWEST_BAR, _WIDEST_BAR = 5, 60


def write_rows(
    rows: Sequence[Row],
    names: Sequence[str],
    form: RowFormat,
    out: BinaryIO,
    terminal: Terminal,
    *,
    drawn: str | None = None,
) -> None:
    """Write rows, whose headings are `names`; without a row what is empty in the format.

    A table draws the numbers of the column `drawn` as bars, where the window has room for them.
    """
    match form:
        case RowFormat.JSON:
            write_plain(json_array(map(_object, rows)), out, terminal)
        case RowFormat.JSONL:
            write_plain(json_lines(map(_object, rows)), out, terminal)
        case RowFormat.TSV:
            write_plain(_lines(rows), out, terminal)
        case RowFormat.CSV:
            write_plain(_csv(rows, names), out, terminal)
        case RowFormat.MD:
            write_plain(_markdown(rows, names), out, terminal)
        case RowFormat.TABLE:
            write_styled(table_lines(rows, names, terminal, drawn=drawn), out, terminal)


def cell_text(cell: Cell, *, is_share: bool = False) -> str:
    """Return a cell as people read it: a share as a percentage."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, float):
        return f"{cell:.1%}" if is_share else f"{cell:.1f}"
    return one_line(str(cell))


def data_text(cell: Cell) -> str:
    """Return a cell for a script: numbers as JSON has them, truth as `true`, nothing for none."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return one_line_of_data(str(cell))


def table_lines(
    rows: Sequence[Row], names: Sequence[str], terminal: Terminal, *, drawn: str | None = None
) -> Iterator[str]:
    """Yield the lines of a table: first the numbers, so that no long name pushes them about.

    Names that stand first in a row of time, `period`, come before the numbers.
    """
    if not rows:
        return
    from newsctl.rendering.columns import pad  # noqa: PLC0415 -- Rich, which no pipe should load

    numbers = [name for name in names if all(_is_number(row[name]) for row in rows)]
    first = [name for name in names if name == "period"]
    others = [name for name in names if name not in numbers and name not in first]
    order = [*first, *numbers, *others]
    unknown = "many" if "values" in names else ""
    texts = [
        {name: cell_text(row[name], is_share=name in SHARES) or unknown for name in order}
        for row in rows
    ]
    widths = {name: max(len(name), *(_width(row[name]) for row in texts)) for name in order}
    heading = GAP.join(pad(name, widths[name], right=name in numbers) for name in order)
    yield paint(heading.rstrip(), Label.QUIET, terminal) + "\n"
    room = min(terminal.width - sum(widths.values()) - len(GAP) * len(order), _WIDEST_BAR)
    draws = drawn is not None and room >= _NARROWEST_BAR
    largest = max((_number(row[drawn]) for row in rows), default=0) if drawn is not None else 0
    for row, shown in zip(rows, texts, strict=True):
        line = GAP.join(pad(shown[name], widths[name], right=name in numbers) for name in order)
        if draws and drawn is not None:
            drawing = bar(_number(row[drawn]), largest, room, terminal)
            line = f"{line}{GAP}{paint(drawing, Label.KEY, terminal)}"
        yield line.rstrip() + "\n"


SHARES = frozenset(["share", "smoothed"])
"""Columns that hold shares of a whole, from 0 to 1."""


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 -- as above

    return cell_len(text)


def _object(row: Row) -> dict[str, Value]:
    return {"schema_version": SCHEMA_VERSION, **row}


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(map(data_text, row.values())) + "\n"


def _csv(rows: Iterable[Row], names: Sequence[str]) -> Iterator[str]:
    from newsctl.rendering.delimited import csv_lines  # noqa: PLC0415 -- lines do without

    yield from csv_lines(names, ([data_text(row[name]) for name in names] for row in rows))


def _markdown(rows: Iterable[Row], names: Sequence[str]) -> Iterator[str]:
    from newsctl.rendering.markdown_output import escaped  # noqa: PLC0415 -- lines do without

    yield f"| {' | '.join(map(escaped, names))} |\n|{'---|' * len(names)}\n"
    for row in rows:
        cells = (escaped(cell_text(row[name], is_share=name in SHARES)) for name in names)
        yield f"| {' | '.join(cells)} |\n"
