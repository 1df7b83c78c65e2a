"""How often posts of several queries appear through time, in numbers and as shares of a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.research.calendar import counted, moment_of, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from newsctl.core.archive.hits import Dates
    from newsctl.core.research.calendar import Per, Tally


class Point(NamedTuple):
    """A period of a series: `posts` of the query among the `total` of the whole.

    It `is_partial` where the posts of the whole begin or end within it, or it is not over yet.
    `smoothed` is the mean over the periods around it: of the shares weighed by their totals, so
    that a period of few posts tells little, or of the numbers where these are asked for.
    """

    period: str
    posts: int
    total: int
    is_partial: bool
    smoothed: float | None = None
    start: date | None = None

    @property
    def share(self) -> float | None:
        """The share of the whole, from 0 to 1; None of nothing."""
        return self.posts / self.total if self.total else None


class Series(NamedTuple):
    """A query, by the text it was typed as, through all periods of the whole, also empty ones."""

    query: str
    points: tuple[Point, ...]
    undated: int


def series_of(
    asked: Iterable[tuple[str, Dates]],
    whole: Dates,
    per: Per,
    now: datetime,
    *,
    smooth: int = 0,
    absolute: bool = False,
) -> list[Series]:
    """Return a series for each query. `now` is in the zone of the archive."""
    zone = now.tzinfo
    if zone is None:
        raise ValueError("now has to have a zone")
    periods = spans(whole.seconds, per, zone)
    totals = counted(whole.seconds, periods, per, zone)
    partial = _partial(periods, whole.seconds, now, zone)
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


def _partial(
    periods: Sequence[Tally], seconds: Sequence[int], now: datetime, zone: tzinfo
) -> set[str]:
    """Return the periods, first or last, of which the posts are a part."""
    if not periods or not seconds:
        return set()
    first, last = periods[0], periods[-1]
    if first.start is None or last.end is None:
        return set()
    begun, ended = (moment_of(one, zone).date() for one in (seconds[0], seconds[-1]))
    found = {first.period} if begun > first.start else set()
    is_over = now.date() >= last.end
    if (last.end - ended).days > 1 or not is_over:
        found.add(last.period)
    return found


def _smoothed(
    posts: Sequence[int], totals: Sequence[int], over: int, *, absolute: bool, comes_round: bool
) -> list[float | None]:
    """Return means over so many periods around each, at the ends over as many as there are."""
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
