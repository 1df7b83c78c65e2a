"""The one entry for commands that answer with posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.rendering.delimited import csv_rows, tsv_lines
from newsctl.rendering.formats import Format
from newsctl.rendering.paths import path_lines
from newsctl.rendering.streams import write_plain, write_styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from newsctl.core.hits import Hit
    from newsctl.rendering.formats import Output
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


def write_hits(
    hits: Iterable[Hit], output: Output, *, out: BinaryIO, terminal: Terminal, place: Place
) -> int:
    """Write hits to `out`, and return how many there were.

    Hits are read one at a time and not kept; a table of `list` alone needs them all to align its
    columns. An empty answer is valid in its format. Errors of `out` (a closed pipe) are let
    through.
    """
    counted = _Counted(hits)
    if output.is_for_people:
        write_styled(_table(counted, output, terminal, place), out, terminal)
    else:
        write_plain(_plain(counted, output, place), out, terminal)
    return counted.number


class _Counted:
    """Hits on their way through, counted."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = hits
        self.number = 0

    def __iter__(self) -> Iterator[Hit]:
        for hit in self._hits:
            self.number += 1
            yield hit


def _plain(hits: Iterable[Hit], output: Output, place: Place) -> Iterator[str]:
    if output.template:
        return output.template.fill_all(hits, place)
    match output.format:
        case Format.CSV:
            return csv_rows(hits, output.columns, place)
        case Format.JSON | Format.JSONL:
            # As what writes markdown: lines for the shell do without, and are there 1 ms sooner
            from newsctl.rendering.json_output import (  # noqa: PLC0415
                json_array,
                json_lines,
                post_objects,
            )

            objects = post_objects(hits, place, fields=output.fields, more=output.more)
            return json_array(objects) if output.format is Format.JSON else json_lines(objects)
        case Format.PATH:
            return path_lines(hits, place, null=output.null)
        case Format.MD:
            from newsctl.rendering.markdown_output import markdown_list  # noqa: PLC0415

            return markdown_list(hits, place)
        case _:
            return tsv_lines(hits, output.columns, place)


def _table(hits: Iterable[Hit], output: Output, terminal: Terminal, place: Place) -> Iterator[str]:
    # Rich takes 50 ms to import, which no pipe should wait for
    from newsctl.rendering.result_list import result_list  # noqa: PLC0415
    from newsctl.rendering.table import table  # noqa: PLC0415

    if output.fields or not output.ranked:
        return table(hits, output.fields, terminal, place)
    return result_list(hits, terminal, place, explain=output.explain)
