"""Calendar days, weeks, months, quarters and years as periods in a time zone."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.periods import Period

if TYPE_CHECKING:
    from datetime import tzinfo

_FIRST_YEAR, _LAST_YEAR = 1000, 9998
"""Four digits, with room for the year after: every moment can be written in every zone."""

_OUT_OF_REACH = _(
    "years run from {first_year} to {last_year}", first_year=_FIRST_YEAR, last_year=_LAST_YEAR
)


class Unit(StrEnum):
    """A unit of the calendar. A week runs from Monday to Sunday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class NoSuchDate(ValueError):
    """Why a date does not exist, in a few words that end a sentence."""


_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar relative to one day in one time zone."""

    today: date
    zone: tzinfo

    def whole(self, unit: Unit, day: date) -> Period:
        """Return the unit that contains a day, as a period. Raises NoSuchDate."""
        first = first_day(unit, day)
        return self.between(first, shifted(first, unit, 1))

    def between(self, first: date, after: date) -> Period:
        """Return the period from the start of one day until the start of another.

        Midnight is looked up in the zone, so that the days of a clock change have 23 or 25 hours.
        Raises NoSuchDate for a year that four digits cannot write.
        """
        _check_year(first)
        return Period(self._midnight(first), self._midnight(after))

    def time(self, start: datetime, length: timedelta) -> Period:
        """Return the period of some length from an aware moment, in the zone.

        For a time that the zone has twice, as its clocks are set back, the second one is `again`.
        Raises NoSuchDate.
        """
        period = self._period(start, length)
        later = start.replace(fold=1)
        is_twice = start.tzinfo is self.zone and _offset(later) < _offset(start)
        return period._replace(again=self._period(later, length)) if is_twice else period

    def _period(self, start: datetime, length: timedelta) -> Period:
        _check_year(start)
        after = start.astimezone(UTC) + length
        return Period(start.astimezone(self.zone), after.astimezone(self.zone))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=self.zone)


def first_day(unit: Unit, day: date) -> date:
    """Return the first day of the unit that contains a day."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case _:
            length = _MONTHS_IN[unit]
            return day.replace(month=day.month - (day.month - 1) % length, day=1)


def shifted(day: date, unit: Unit, count: int) -> date:
    """Return the day a number of units later, or earlier when the number is negative.

    A month without that day gives its last one: one month after 31 January is 28 February.
    Raises NoSuchDate outside the calendar.
    """
    try:
        return _shifted(day, unit, count)
    except (ValueError, OverflowError) as error:
        raise NoSuchDate(_OUT_OF_REACH) from error


def day_in_year(year: int, month: int, day: int) -> date | None:
    """Return a day; None if that year does not have it (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_in_year(year: int, week: int) -> date | None:
    """Return the Monday of an ISO week; None if that year has no such week (53)."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _shifted(day: date, unit: Unit, count: int) -> date:
    match unit:
        case Unit.DAY:
            return day + timedelta(days=count)
        case Unit.WEEK:
            return day + timedelta(weeks=count)
        case _:
            year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit], 12)
            last = monthrange(year, month + 1)[1]
            return date(year, month + 1, min(day.day, last))


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _check_year(day: date) -> None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise NoSuchDate(_OUT_OF_REACH)
