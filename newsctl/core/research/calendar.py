"""The periods by which posts are counted: years to days, days of the week, hours."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _
from newsctl.core.post.dates import DUTCH_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

MOST_PERIODS = 100_000
"""Rows of a table at most; by day that is 270 years."""


class Per(StrEnum):
    """The unit of a period. Days of the week and hours are cyclic and have no order in time."""

    YEAR = "jaar"
    QUARTER = "kwartaal"
    MONTH = "maand"
    WEEK = "week"
    DAY = "dag"
    WEEKDAY = "weekdag"
    HOUR = "uur"

    @property
    def comes_round(self) -> bool:
        """Whether the unit is cyclic: a day of the week or an hour of the day."""
        return self in {Per.WEEKDAY, Per.HOUR}


_ENGLISH = {
    "year": Per.YEAR,
    "quarter": Per.QUARTER,
    "month": Per.MONTH,
    "day": Per.DAY,
    "weekday": Per.WEEKDAY,
    "hour": Per.HOUR,
}


class Tally(NamedTuple):
    """The number of posts in a period, by its name; `start` is its first day, if it is not cyclic.

    Names sort as periods do: `2019`, `2019-Q3`, `2019-09`, `2019-W36` (ISO 8601), `2019-09-05`,
    `maandag`, `07`.
    """

    period: str
    posts: int
    start: date | None = None
    end: date | None = None


def per_named(written: str) -> Per:
    """Return a unit by its Dutch or English name. Raises QuerySyntaxError for an unknown one."""
    name = written.strip().casefold()
    if name in _ENGLISH:
        return _ENGLISH[name]
    try:
        return Per(name)
    except ValueError:
        hint = suggestion(alike(name, [*Per, *_ENGLISH]), _("Known: {per}", per=", ".join(Per)))
        before = "--per "
        raise QuerySyntaxError(
            _("There is no period {written!r}.", written=written),
            text=before + written,
            start=len(before),
            end=len(before) + len(written),
            hint=hint,
        ) from None


def name_of(per: Per, moment: datetime) -> str:
    """Return the name of the period of a moment, which is in the archive's zone."""
    return _NAMES[per](moment)


_NAMES: Mapping[Per, Callable[[datetime], str]] = {
    Per.YEAR: lambda moment: f"{moment.year:04}",
    Per.QUARTER: lambda moment: f"{moment.year:04}-Q{(moment.month + 2) // 3}",
    Per.MONTH: lambda moment: f"{moment.year:04}-{moment.month:02}",
    Per.WEEK: lambda moment: "{:04}-W{:02}".format(*moment.isocalendar()),
    Per.DAY: lambda moment: moment.date().isoformat(),
    Per.WEEKDAY: lambda moment: DUTCH_WEEKDAYS[moment.weekday()],
    Per.HOUR: lambda moment: f"{moment.hour:02}",
}


def moment_of(seconds: float, zone: tzinfo) -> datetime:
    """Return the datetime of a timestamp in a zone, clamped to the years 1 to 9999."""
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (ValueError, OverflowError):
        edge = datetime.min if seconds < 0 else datetime.max  # noqa: DTZ901 -- it gets one below
        return edge.replace(tzinfo=zone)


def spans(seconds: Sequence[int], per: Per, zone: tzinfo) -> list[Tally]:
    """Return every period from the first timestamp to the last, with a count of zero.

    The timestamps are sorted. Cyclic units have all their periods. Raises UsageError for more
    periods than a table has room for.
    """
    if per is Per.WEEKDAY:
        return [Tally(name, 0) for name in DUTCH_WEEKDAYS]
    if per is Per.HOUR:
        return [Tally(f"{hour:02}", 0) for hour in range(24)]
    if not seconds:
        return []
    start = _first_day(per, moment_of(seconds[0], zone).date())
    last = moment_of(seconds[-1], zone).date()
    found: list[Tally] = []
    while start <= last:
        end = _next(per, start)
        found.append(
            Tally(name_of(per, datetime.combine(start, datetime.min.time())), 0, start, end)
        )
        if end == date.max:
            break
        if len(found) > MOST_PERIODS:
            raise UsageError(
                _("These are more than {most_periods:,} periods.", most_periods=MOST_PERIODS),
                hint=_(
                    "From {period} on; narrow it with --since, or take a longer period.",
                    period=found[0].period,
                ),
            )
        start = end
    return found


def counted(seconds: Sequence[int], periods: Sequence[Tally], per: Per, zone: tzinfo) -> list[int]:
    """Count sorted timestamps in each of the periods of `spans`."""
    if per.comes_round:
        names = [tally.period for tally in periods]
        counts = dict.fromkeys(names, 0)
        for one in seconds:
            counts[name_of(per, moment_of(one, zone))] += 1
        return list(counts.values())
    if not periods:
        return []
    days = [one.start for one in periods] + [periods[-1].end]
    edges = [bisect_left(seconds, _midnight(day, zone)) for day in days if day]
    return [after - before for before, after in pairwise(edges)]


def by_day(seconds: Sequence[int], zone: tzinfo) -> Counter[date]:
    """Count sorted timestamps by day."""
    days: Counter[date] = Counter()
    at = 0
    while at < len(seconds):
        day = moment_of(seconds[at], zone).date()
        end = max(bisect_left(seconds, _midnight(_next(Per.DAY, day), zone), at), at + 1)
        days[day] += end - at
        at = end
    return days


def _midnight(day: date, zone: tzinfo) -> float:
    if day == date.max:
        return float("inf")
    if day == date.min:
        return float("-inf")
    return datetime.combine(day, datetime.min.time(), zone).timestamp()


def _first_day(per: Per, day: date) -> date:
    """Return the first day of the period of a day."""
    match per:
        case Per.YEAR:
            return day.replace(month=1, day=1)
        case Per.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Per.MONTH:
            return day.replace(day=1)
        case Per.WEEK:
            return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case _:
            return day


def _next(per: Per, start: date) -> date:
    """Return the first day of the next period; after the last period, the last possible day."""
    try:
        match per:
            case Per.YEAR:
                return start.replace(year=start.year + 1)
            case Per.QUARTER | Per.MONTH:
                months = start.month - 1 + (3 if per is Per.QUARTER else 1)
                return start.replace(year=start.year + months // 12, month=months % 12 + 1)
            case Per.WEEK:
                return start + timedelta(days=7 - start.weekday())
            case _:
                return start + timedelta(days=1)
    except (ValueError, OverflowError):
        return date.max
