"""Words in context: aligned at the word for people, with its place in the file for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.rendering.dutch_dates import to_the_second
from newsctl.rendering.formats import RowFormat
from newsctl.rendering.harmless import one_line, one_line_of_data
from newsctl.rendering.json_output import SCHEMA_VERSION, json_array, json_lines
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from newsctl.core.post.post import Value
    from newsctl.core.research.concordance import Occurrence
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

NAMES = ("path", "line", "column", "date", "title", "field", "left", "hit", "right")

_DAY = len("2019-09-05")
_WITH_DAY = 60
"""Columns of a window from which on there is room for the day of each line."""


class PlacedMatch(NamedTuple):
    """An occurrence, and its line and column in the file of its post, from 1."""

    found: Occurrence
    line: int
    column: int


def write_concordance(
    found: Iterable[PlacedMatch], form: RowFormat, out: BinaryIO, terminal: Terminal, place: Place
) -> int:
    """Write occurrences one by one as they come, and return how many there were."""
    counted = _CountedLines(found)
    match form:
        case RowFormat.TABLE:
            write_styled(_table(counted, terminal), out, terminal)
        case RowFormat.JSON:
            write_plain(json_array(_object(one, place) for one in counted), out, terminal)
        case RowFormat.JSONL:
            write_plain(json_lines(_object(one, place) for one in counted), out, terminal)
        case RowFormat.CSV:
            from newsctl.rendering.delimited import csv_lines  # noqa: PLC0415 -- lines do without

            rows = ([*map(str, _object(one, place).values())][1:] for one in counted)
            write_plain(csv_lines(NAMES, rows), out, terminal)
        case RowFormat.MD:
            write_plain((_item(one) for one in counted), out, terminal)
        case _:
            write_plain((_line(one, place) for one in counted), out, terminal)
    return counted.number


class _CountedLines:
    def __init__(self, found: Iterable[PlacedMatch]) -> None:
        self._found = found
        self.number = 0

    def __iter__(self) -> Iterator[PlacedMatch]:
        for one in self._found:
            self.number += 1
            yield one


def sides(terminal: Terminal) -> int:
    """Return how many letters of context a window has room for on each side of a word."""
    day = _DAY + 2 if terminal.width >= _WITH_DAY else 0
    return max((terminal.width - day - 2) * 2 // 5, 8)


def _table(found: Iterable[PlacedMatch], terminal: Terminal) -> Iterator[str]:
    """Yield lines with the word at the same column in each, cut at the end of the window."""
    from rich.cells import cell_len  # noqa: PLC0415 -- for people alone

    from newsctl.rendering.columns import pad  # noqa: PLC0415 -- as above

    side = sides(terminal)
    with_day = terminal.width >= _WITH_DAY
    for one in found:
        left, hit, right = map(one_line, one.found[1:4])
        while cell_len(left) > side:
            left = left[1:]
        used = side + cell_len(hit) + (_DAY + 2 if with_day else 0)
        while right and used + cell_len(right) > terminal.width:
            right = right[:-1]
        day = f"{paint(f'{one.found.post.moment[:_DAY]:<{_DAY}}', Label.QUIET, terminal)}  "
        start = (day if with_day else "") + pad(left, side, right=True)
        yield f"{start}{paint(hit, Label.MATCH, terminal)}{right}".rstrip() + "\n"


def _line(one: PlacedMatch, place: Place) -> str:
    """Return `path:line:column:` and the three parts, with tabs between, as editors read it."""
    parts = "\t".join(map(one_line_of_data, one.found[1:4]))
    return f"{place.line(one.found.post.path)}:{one.line}:{one.column}:\t{parts}\n"


def _item(one: PlacedMatch) -> str:
    from newsctl.rendering.markdown_output import escaped  # noqa: PLC0415 -- lines do without

    left, hit, right = map(escaped, one.found[1:4])
    return f"- {left.lstrip()}**{hit}**{right.rstrip()}\n"


def _object(one: PlacedMatch, place: Place) -> dict[str, Value]:
    post, left, hit, right, *_ = one.found
    return {
        "schema_version": SCHEMA_VERSION,
        "path": place.path(post.path),
        "line": one.line,
        "column": one.column,
        "date": to_the_second(post.moment) or None,
        "title": post.title,
        "field": "title" if one.found.in_title else "body",
        "left": left,
        "hit": hit,
        "right": right,
    }
