"""Time series: the number of posts of several queries by period, and their share of a whole."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.research.calendar import counted, moment_of, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, tzinfo

    from newsctl.core.archive.hits import Dates
    from newsctl.core.research.calendar import Per, Tally


class Point(NamedTuple):
    """One period of a series: `posts` of the query among `total` posts of the whole.

    `is_partial` marks a period that the data covers only in part. `smoothed` is the moving average:
    of the shares, weighted by their totals so that small periods count less, or of the numbers if
    those are wanted.
    """

    period: str
    posts: int
    total: int
    is_partial: bool
    smoothed: float | None = None
    start: date | None = None

    @property
    def share(self) -> float | None:
        """The share of the whole, from 0 to 1; None if the whole is empty."""
        return self.posts / self.total if self.total else None


class Coverage(NamedTuple):
    """Which time the posts and a request cover.

    `seconds` are the sorted timestamps of posts of any date, `edges` the moments at which what is
    asked for begins or ends. `now` is in the archive's zone.
    """

    now: datetime
    seconds: Sequence[int]
    edges: Sequence[datetime] = ()


class Series(NamedTuple):
    """The text of a query, and a point for every period of the whole, including empty ones."""

    query: str
    points: tuple[Point, ...]
    undated: int


def series_of(
    asked: Iterable[tuple[str, Dates]],
    whole: Dates,
    per: Per,
    coverage: Coverage,
    *,
    smooth: int = 0,
    absolute: bool = False,
) -> list[Series]:
    """Return the series of each query."""
    zone = coverage.now.tzinfo
    if zone is None:
        raise ValueError("now has to have a zone")
    periods = spans(whole.seconds, per, zone)
    totals = counted(whole.seconds, periods, per, zone)
    partial = {one.period for one in periods if _is_partial(one, coverage, zone)}
    found: list[Series] = []
    for text, dates in asked:
        posts = counted(dates.seconds, periods, per, zone)
        smoothed = _smoothed(posts, totals, smooth, absolute=absolute, comes_round=per.comes_round)
        points = (
            Point(one.period, number, total, one.period in partial, mean, one.start)
            for one, number, total, mean in zip(periods, posts, totals, smoothed, strict=True)
        )
        found.append(Series(text, tuple(points), dates.undated))
    return found


def _is_partial(one: Tally, coverage: Coverage, zone: tzinfo) -> bool:
    """Tell whether a period is covered only in part.

    The posts, or the dates of the query, begin or end within it; or it is not over yet.
    """
    if one.start is None or one.end is None or not coverage.seconds:
        return False
    start, end = (datetime.combine(day, time.min, zone) for day in (one.start, one.end))
    if any(start < edge < end for edge in coverage.edges):
        return True
    begun, ended = (moment_of(coverage.seconds[at], zone).date() for at in (0, -1))
    is_over = coverage.now.date() >= one.end
    return begun > one.start or (one.end - ended).days > 1 or not is_over


def _smoothed(
    posts: Sequence[int], totals: Sequence[int], over: int, *, absolute: bool, comes_round: bool
) -> list[float | None]:
    """Return centred moving averages over `over` periods, fewer at both ends."""
    if over < 2 or comes_round:
        return [None] * len(posts)
    before, after = (over - 1) // 2, over // 2
    found: list[float | None] = []
    for at in range(len(posts)):
        around = slice(max(at - before, 0), at + after + 1)
        if absolute:
            found.append(sum(posts[around]) / len(posts[around]))
        else:
            total = sum(totals[around])
            found.append(sum(posts[around]) / total if total else None)
    return found
