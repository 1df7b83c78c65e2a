"""Tables for a terminal, or as markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, what it means in a line, and cells of text."""

    title: str
    meaning: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def share(value: float | None) -> str:
    """Write a share to two decimals, nothing where nothing was counted."""
    return "" if value is None else f"{value:.2f}"


def print_tables(tables: Iterable[Table], *, markdown: bool) -> None:
    """Print tables, as wide as they are when they are markdown."""
    console = Console()
    for table in tables:
        if markdown:
            print(_markdown(table))
        else:
            console.print(_rich(table))


def _rich(table: Table) -> RichTable:
    rich = RichTable(title=table.title, caption=table.meaning, title_justify="left")
    for column, numeric in zip(table.columns, _numeric(table), strict=True):
        rich.add_column(Text(column), justify="right" if numeric else "left", no_wrap=not numeric)
    for row in table.rows:
        rich.add_row(*map(Text, row))
    return rich


def _markdown(table: Table) -> str:
    rule = ["---:" if numeric else "---" for numeric in _numeric(table)]
    lines = (" | ".join(cells) for cells in (table.columns, rule, *table.rows))
    body = "\n".join(f"| {line} |" for line in lines)
    return f"### {table.title}\n\n{table.meaning}\n\n{body}\n"


def _numeric(table: Table) -> list[bool]:
    """Tell of each column whether it holds numbers."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    return [all(cell == "" or cell[0].isdigit() for cell in column) for column in columns]
