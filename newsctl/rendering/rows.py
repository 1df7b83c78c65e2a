"""Tables of figures: aligned for people, as lines or objects for scripts."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from newsctl.core.messages import _, translated
from newsctl.rendering.bars import bar
from newsctl.rendering.fields import value_text
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.research.tables import Cell, Row
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.terminal import Terminal

GAP = "  "
_NARROWEST_BAR = 5


class RowTable(Renderable):
    """Rows with the columns `names`; without rows it is empty in the format.

    On a terminal the column `drawn` is also drawn as bars, if there is room. If `lines` are given,
    people get these instead.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        names: Sequence[str],
        terminal: Terminal,
        *,
        drawn: str | None = None,
        lines: Iterable[str] | None = None,
    ) -> None:
        self.names = names
        self._rows = rows
        self._terminal = terminal
        self._drawn = drawn
        self._lines = lines

    def columns(self) -> Iterator[FieldColumns]:
        """Yield all columns at once, if there is a row."""
        if self._rows:
            yield {name: [value_text(row[name]) for row in self._rows] for name in self.names}

    def objects(self) -> Sequence[Row]:
        """Return the rows."""
        return self._rows

    def as_table(self) -> Iterable[str]:
        """Return the lines for people: those given, or an aligned table."""
        if self._lines is not None:
            return self._lines
        return table_lines(self._rows, self.names, self._terminal, drawn=self._drawn)

    def as_md(self) -> Iterator[str]:
        """Yield a table in markdown."""
        from newsctl.rendering.markdown_output import escaped  # noqa: PLC0415 -- lines do without

        yield f"| {' | '.join(map(escaped, self.names))} |\n|{'---|' * len(self.names)}\n"
        for row in self._rows:
            texts = (cell_text(row[name], is_share=name in SHARES) for name in self.names)
            yield f"| {' | '.join(map(escaped, texts))} |\n"


def cell_text(cell: Cell, *, is_share: bool = False) -> str:
    """Return a cell as people read it: a share as a percentage."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return translated(_("yes")) if cell else ""
    if isinstance(cell, float):
        return f"{cell:.1%}" if is_share else f"{cell:.1f}"
    return one_line(str(cell))


def table_lines(
    rows: Sequence[Row], names: Sequence[str], terminal: Terminal, *, drawn: str | None = None
) -> Iterator[str]:
    """Yield the lines of a table: numbers first, so that long names do not move them.

    In a time series, the names of periods precede the numbers.
    """
    if not rows:
        return
    from newsctl.rendering.columns import pad  # noqa: PLC0415 -- Rich, which no pipe should load

    numbers = [name for name in names if all(_is_number(row[name]) for row in rows)]
    first = [name for name in names if name == "period"]
    others = [name for name in names if name not in numbers and name not in first]
    order = [*first, *numbers, *others]
    unknown = translated(_("many")) if "values" in names else ""
    texts = [
        {name: cell_text(row[name], is_share=name in SHARES) or unknown for name in order}
        for row in rows
    ]
    widths = {name: max(len(name), *(columns_of(row[name]) for row in texts)) for name in order}
    heading = GAP.join(pad(name, widths[name], right=name in numbers) for name in order)
    yield paint(heading.rstrip(), Label.QUIET, terminal) + "\n"
    room = terminal.width - sum(widths.values()) - len(GAP) * len(order)
    bars = _bars([_number(row[drawn]) for row in rows], room, terminal) if drawn else None
    for shown, drawing in zip(texts, bars or repeat("", len(texts)), strict=True):
        cells = [pad(shown[name], widths[name], right=name in numbers) for name in order]
        yield GAP.join((*cells, drawing)).rstrip() + "\n"


def _bars(numbers: Sequence[float], room: int, terminal: Terminal) -> list[str] | None:
    """Return a bar for each number; None if there is no room."""
    if room < _NARROWEST_BAR:
        return None
    largest = max(numbers)
    return [paint(bar(one, largest, room, terminal), Label.KEY, terminal) for one in numbers]


SHARES = frozenset(["share", "smoothed"])
"""Columns that hold shares of a whole, from 0 to 1."""


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
