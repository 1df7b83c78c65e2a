"""A list of posts as a table, fitted to the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from newsctl.rendering.columns import GAP, fitted, pad
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.fields import field_text, front_matter_value, title_of, value_text
from newsctl.rendering.screen import Screen
from newsctl.rendering.styles import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_WIDEST_ORIGIN = 16
_READABLE_TITLE = 56
_TELLING_TITLE = 20
_TELLING_PATH = 20
"""Columns below which a title or a path tells too little beside others."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def table(
    hits: Iterable[Hit],
    fields: Sequence[str],
    terminal: Terminal,
    place: Place,
    first: int | None = None,
) -> Iterator[str]:
    """Yield the hits as the rows of a table: `fields` with a heading, or else what fits.

    Cells are cut only on a terminal; in a pipe columns are as wide as necessary. Rows are numbered
    from `first` on, if it is given.
    """
    screen = Screen(terminal)
    names = tuple(fields) or ("date", "title", "origin", "path")
    rows = [[_cell(hit, name, screen, place) for name in names] for hit in hits]
    if not rows:
        return
    columns = zip(*rows, strict=True)
    right = [_stands_right(name, column) for name, column in zip(names, columns, strict=True)]
    if fields:
        rows.insert(0, [screen.text(name, Label.QUIET) for name in names])
    natural = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    before = _numbers(first, len(rows), heading=bool(fields))
    room = screen.width - sum(map(len, before[:1]))
    widths = fitted(natural, room) if fields else _list_widths(natural, room)
    for number, row in zip(before, rows, strict=True):
        line = _joined(row, names, widths, right, screen)
        yield screen.lines([screen.text(number, Label.QUIET) + line])


def _numbers(first: int | None, rows: int, *, heading: bool) -> list[str]:
    """Return the aligned number of each row; empty for the heading."""
    if first is None:
        return [""] * rows
    numbers = [str(number) for number in range(first, first + rows - heading)]
    width = max(map(len, numbers), default=0)
    return [pad(cell, width, right=True) + " " * GAP for cell in [""] * heading + numbers]


def _stands_right(name: str, column: Sequence[Text]) -> bool:
    """Tell whether a column is aligned right, as dates and numbers are."""
    if name in {"date", "score"}:
        return True
    return all(not cell.plain or _NUMBER.fullmatch(cell.plain) for cell in column)


def _cell(hit: Hit, name: str, screen: Screen, place: Place) -> Text:
    post = hit.summary
    match name:
        case "date":
            return screen.text(short_date(post.date) if post.date else "", Label.QUIET)
        case "title":
            return screen.highlighted(title_of(hit), "", Label.MATCH, link=place.uri(post.path))
        case "path":
            return screen.text(place.path(post.path), Label.QUIET, link=place.uri(post.path))
        case "origin":
            return screen.text(_origin(hit), link=_text_of(hit, "externe_link"))
        case "score":
            return screen.text(f"{hit.score:.2f}")
        case _:
            text = field_text(hit, name, place)
            return screen.text(text, link=text)


def _origin(hit: Hit) -> str:
    """Return the source of a post, or else its category."""
    return next(
        filter(None, (_text_of(hit, key) for key in ("bron", "category", "categories"))), ""
    )


def _text_of(hit: Hit, key: str) -> str:
    return value_text(front_matter_value(hit.summary, key))


def _list_widths(natural: Sequence[int], room: int) -> list[int]:
    """Return the widths of date, title, origin and path; 0 for a column that is dropped.

    The title comes first; the path is shown if there is enough room to recognise the post by it,
    and otherwise only the title is a link.
    """
    if not natural:
        return []
    date, title, origin, path = natural
    origin = min(origin, _WIDEST_ORIGIN)
    left = room - sum(width + GAP for width in (date, origin) if width)
    if left < min(title, _TELLING_TITLE):
        return [date, min(title, max(room - date - GAP, 1)), 0, 0]
    for_path = left - GAP - min(title, _READABLE_TITLE)
    if for_path < min(path, _TELLING_PATH):
        return [date, min(title, left), origin, 0]
    title = min(title, max(left - GAP - path, _READABLE_TITLE))
    return [date, title, origin, min(path, left - GAP - title)]


def _joined(
    row: Sequence[Text],
    names: Sequence[str],
    widths: Sequence[int],
    right: Sequence[bool],
    screen: Screen,
) -> Text:
    """Return the cells of one row, cut and padded to their widths."""
    line = Text(end="")
    for cell, name, width, is_right in zip(row, names, widths, right, strict=True):
        if width:
            shown = (screen.cut_middle if name == "path" else screen.cut)(cell, width)
            blanks = " " * (width - shown.cell_len)
            line.append(" " * GAP if line else "")
            line.append_text(Text.assemble(*((blanks, shown) if is_right else (shown, blanks))))
    return line
