"""The one entry for commands that answer with posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.rendering.delimited import csv_rows, tsv_lines
from newsctl.rendering.fields import IN_COLUMNS, fields_in, fields_of
from newsctl.rendering.formats import Format
from newsctl.rendering.paths import path_lines
from newsctl.rendering.streams import write_plain, write_styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from newsctl.core.archive.hits import Columns, Hit, Page
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.formats import Output
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


def write_page(
    page: Page,
    output: Output,
    *,
    out: BinaryIO,
    terminal: Terminal,
    place: Place,
    numbered: bool = False,
) -> int:
    """Write the hits of a page to `out`, and return how many there were.

    Where it is `numbered`, a table for people gives each its number in the whole answer, from 1.

    They are read one at a time, or some for lines, and not kept; a table of `list` alone needs
    them all to align its columns. An empty answer is valid in its format. Errors of `out` (a
    closed pipe) are let through.
    """
    counted = _CountedPage(page)
    if output.is_for_people:
        first = page.offset + 1 if numbered else None
        table = _table(counted.hits(), output, terminal, place, first)
        write_styled(table, out, terminal)
    else:
        write_plain(_plain(counted, output, place), out, terminal)
    return counted.number


class _CountedPage:
    """A page whose hits are counted on their way through."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.number = 0

    def hits(self) -> Iterator[Hit]:
        for hit in self._page.hits:
            self.number += 1
            yield hit

    def columns(self) -> Iterator[Columns]:
        for columns in self._page.columns:
            self.number += columns.size
            yield columns


def _plain(page: _CountedPage, output: Output, place: Place) -> Iterator[str]:
    if output.template:
        return output.template.fill_all(page.hits(), place)
    match output.format:
        case Format.CSV:
            return csv_rows(page.hits(), output.columns, place)
        case Format.JSON | Format.JSONL:
            # As what writes markdown: lines for the shell do without, and are there 1 ms sooner
            from newsctl.rendering.json_output import (  # noqa: PLC0415
                json_array,
                json_lines,
                post_objects,
            )

            objects = post_objects(page.hits(), place, fields=output.fields, more=output.more)
            return json_array(objects) if output.format is Format.JSON else json_lines(objects)
        case Format.PATH:
            return path_lines(page.columns(), place, null=output.null)
        case Format.MD:
            from newsctl.rendering.markdown_output import markdown_list  # noqa: PLC0415

            return markdown_list(page.hits(), place)
        case _:
            return tsv_lines(_fields(page, output.columns, place), output.columns)


def _fields(page: _CountedPage, names: Sequence[str], place: Place) -> Iterator[FieldColumns]:
    """Yield the fields that are named; where columns tell them, no object is made of a hit."""
    if IN_COLUMNS.issuperset(names):
        return (fields_in(columns, place) for columns in page.columns())
    return fields_of(page.hits(), names, place)


def _table(
    hits: Iterable[Hit],
    output: Output,
    terminal: Terminal,
    place: Place,
    first: int | None,
) -> Iterator[str]:
    # Rich takes 50 ms to import, which no pipe should wait for
    from newsctl.rendering.result_list import result_list  # noqa: PLC0415
    from newsctl.rendering.table import table  # noqa: PLC0415

    if output.fields or not output.ranked:
        return table(hits, output.fields, terminal, place, first)
    return result_list(hits, terminal, place, first, explain=output.explain)
