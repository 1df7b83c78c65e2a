"""Time series as rows, and for people as sparklines and bars with a common scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, translated
from newsctl.rendering.bars import bar, spark
from newsctl.rendering.harmless import one_line
from newsctl.rendering.rows import cell_text
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.research.series import Point, Series
    from newsctl.core.research.tables import Row
    from newsctl.rendering.terminal import Terminal

NAMES = ("period", "query", "posts", "total", "share", "partial")

_PARTIAL = _("* The posts begin or end within this period.")
_DIGITS = 6


def rows_of(all_series: Iterable[Series], *, smooth: bool, absolute: bool) -> list[Row]:
    """Return a row for each period of each query; shares are from 0 to 1, or None without posts."""
    rows: list[Row] = []
    for series in all_series:
        for point in series.points:
            share = point.share
            row: Row = {
                "period": point.period,
                "query": series.query,
                "posts": point.posts,
                "total": point.total,
                "share": None if share is None else round(share, _DIGITS),
                "partial": point.is_partial,
            }
            if smooth:
                name = "mean" if absolute else "smoothed"
                row[name] = None if point.smoothed is None else round(point.smoothed, _DIGITS)
            rows.append(row)
    return rows


def value_of(point: Point, *, absolute: bool) -> float:
    """Return the value to draw for a point: smoothed, else its number or its share."""
    if point.smoothed is not None:
        return point.smoothed
    return float(point.posts) if absolute else point.share or 0.0


def trend_lines(
    all_series: Sequence[Series], terminal: Terminal, *, absolute: bool
) -> Iterator[str]:
    """Yield each series with its name and a sparkline, and below it a bar for each period.

    Partial periods have an asterisk, which the last line explains.
    """
    points = [point for series in all_series for point in series.points]
    largest = max((value_of(point, absolute=absolute) for point in points), default=0.0)
    period = max((len(point.period) for point in points), default=0)
    numbers = max((len(_figure(point, absolute=absolute)) for point in points), default=0)
    room = terminal.width - period - numbers - 5
    for at, series in enumerate(all_series):
        name = one_line(series.query)
        line = spark(
            [value_of(point, absolute=absolute) for point in series.points],
            max(terminal.width - len(name) - 2, 1),
            terminal,
        )
        title = paint(name, Label.TITLE, terminal)
        yield ("\n" if at else "") + f"{title}  {paint(line, Label.KEY, terminal)}".rstrip() + "\n"
        for point in series.points:
            mark = "*" if point.is_partial else " "
            figure = _figure(point, absolute=absolute)
            start = f"{point.period:<{period}}{mark} {figure:>{numbers}}"
            drawn = ""
            if room > 2:
                value = value_of(point, absolute=absolute)
                drawn = paint(bar(value, largest, room, terminal), Label.KEY, terminal)
            yield f"{start}  {drawn}".rstrip() + "\n"
    if any(point.is_partial for point in points):
        for line in broken(translated(_PARTIAL), terminal, indent="  "):
            yield paint(line, Label.QUIET, terminal) + "\n"


def _figure(point: Point, *, absolute: bool) -> str:
    if absolute:
        return str(point.posts)
    share = cell_text(point.share, is_share=True) or "-"
    return f"{point.posts}/{point.total} {share:>6}"
