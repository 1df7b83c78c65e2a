"""Key words in context: aligned for people, with file positions for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.rendering.dutch_dates import to_the_second
from newsctl.rendering.fields import value_text
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line, one_line_of_data
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.research.concordance import Occurrence
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_DAY = len("2019-09-05")
_WITH_DAY = 60
"""Columns of a window from which on there is room for the day of each line."""


class PlacedMatch(NamedTuple):
    """An occurrence with its line and column in the file, both from 1."""

    found: Occurrence
    line: int
    column: int


class OccurrenceList(Renderable):
    """Occurrences, as an iterator."""

    without_places = ("table", "md")
    """Formats without the places of occurrences in the files."""

    names = ("path", "line", "column", "date", "title", "field", "left", "hit", "right")

    def __init__(
        self, occurrences: Iterable[PlacedMatch], terminal: Terminal, place: Place
    ) -> None:
        self._found = occurrences
        self._terminal = terminal
        self._place = place

    def columns(self) -> Iterator[FieldColumns]:
        """Yield the columns of each occurrence."""
        for one in self.objects():
            yield {name: [value_text(value)] for name, value in one.items()}

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each occurrence."""
        return (_object(one, self._place) for one in self._found)

    def as_table(self) -> Iterator[str]:
        """Yield lines aligned at the key word."""
        return _table(self._found, self._terminal)

    def as_tsv(self) -> Iterator[str]:
        """Yield lines with `path:line:column`, which editors can follow."""
        return (_line(one, self._place) for one in self._found)

    def as_md(self) -> Iterator[str]:
        """Yield items of a list."""
        return map(_item, self._found)


def sides(terminal: Terminal) -> int:
    """Return how many characters of context fit on each side of a key word."""
    day = _DAY + 2 if terminal.width >= _WITH_DAY else 0
    return max((terminal.width - day - 2) * 2 // 5, 8)


def _table(occurrences: Iterable[PlacedMatch], terminal: Terminal) -> Iterator[str]:
    """Yield lines with the key word in the same column, cut at the width of the window."""
    from rich.cells import cell_len  # noqa: PLC0415 -- for people alone

    from newsctl.rendering.columns import pad  # noqa: PLC0415 -- as above

    side = sides(terminal)
    with_day = terminal.width >= _WITH_DAY
    for one in occurrences:
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
    """Return `path:line:column:` and the three parts of an occurrence, separated by tabs."""
    parts = "\t".join(map(one_line_of_data, one.found[1:4]))
    return f"{place.line(one.found.post.path)}:{one.line}:{one.column}:\t{parts}\n"


def _item(one: PlacedMatch) -> str:
    from newsctl.rendering.markdown_output import escaped  # noqa: PLC0415 -- lines do without

    left, hit, right = map(escaped, one.found[1:4])
    return f"- {left.lstrip()}**{hit}**{right.rstrip()}\n"


def _object(one: PlacedMatch, place: Place) -> dict[str, Value]:
    post, left, hit, right, *_ = one.found
    return {
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
