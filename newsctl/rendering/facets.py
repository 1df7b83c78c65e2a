"""What an archive's front matter holds: its keys, or the values of one, with their numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.rendering.harmless import one_line, one_line_of_data
from newsctl.rendering.json_output import SCHEMA_VERSION, json_array
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from newsctl.core.archive.hits import Facet
    from newsctl.core.post.post import Value
    from newsctl.rendering.terminal import Terminal

Row = dict[str, "str | int | None"]
"""The cells of a line by their headings, the name first; a number that is not known is None."""


class FacetFormat(StrEnum):
    """How facets are written."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


def key_rows(facets: Iterable[Facet]) -> list[Row]:
    """Return a row for each key: in how many posts, and with how many values. Commonest first."""
    found = sorted(facets, key=lambda facet: (-facet.posts, facet.key))
    return [
        {"field": one.key, "posts": one.posts, "values": len(one.values) or None} for one in found
    ]


def value_rows(facet: Facet) -> list[Row]:
    """Return a row for each value, in the facet's order."""
    return [{"value": value, "posts": posts} for value, posts in facet.values.items()]


def write_rows(rows: Sequence[Row], form: FacetFormat, out: BinaryIO, terminal: Terminal) -> None:
    """Write rows: with a heading and aligned for people, as plain lines or objects for scripts."""
    match form:
        case FacetFormat.JSON:
            write_plain(json_array(map(_object, rows)), out, terminal)
        case FacetFormat.TSV:
            write_plain(_lines(rows), out, terminal)
        case FacetFormat.TABLE:
            write_styled(_table(rows, terminal), out, terminal)


def _object(row: Row) -> dict[str, Value]:
    return {"schema_version": SCHEMA_VERSION, **row}


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(map(_text, row.values())) + "\n"


def _table(rows: Sequence[Row], terminal: Terminal) -> Iterator[str]:
    """Yield numbers and then the name, so that a long name cannot push them about."""
    if not rows:
        return
    name, *numbers = rows[0]
    texts = [{key: _text(cell) or "many" for key, cell in row.items()} for row in rows]
    widths = {key: max(len(key), *(len(row[key]) for row in texts)) for key in numbers}
    heading = "  ".join([*(f"{key:>{widths[key]}}" for key in numbers), name])
    yield paint(heading, Label.QUIET, terminal) + "\n"
    for row in texts:
        yield "  ".join([*(f"{row[key]:>{widths[key]}}" for key in numbers), one_line(row[name])])
        yield "\n"


def _text(cell: str | int | None) -> str:
    return "" if cell is None else one_line_of_data(str(cell))
