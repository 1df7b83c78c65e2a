"""The formats of dates in words: a pattern for each, and its interpretation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.messages import _
from newsctl.dutch.calendar_units import (
    NoSuchDate,
    Unit,
    day_in_year,
    first_day,
    shifted,
    week_in_year,
)
from newsctl.dutch.date_vocabulary import DAYS_AGO, MONTH_NUMBERS, NUMBERS, UNITS, WEEKDAY_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from newsctl.core.periods import Period
    from newsctl.dutch.calendar_units import Calendar

    DateReading: TypeAlias = Callable[[re.Match[str], Calendar], Period]

# From next year on: 29 February may be eight years back (1904 follows 1896), week 53 seven.
_YEARS_BACK = 10


def read_words(words: str, calendar: Calendar) -> Period | None:
    """Parse a date in lower case with single spaces; None if it has none of the formats.

    Raises NoSuchDate for a format with a day, week or year that does not exist.
    """
    for form, read in _FORMS:
        if match := re.fullmatch(form, words):
            return read(match, calendar)
    return None


def _year(match: re.Match[str], calendar: Calendar) -> Period:
    return _in_year(match["year"], Unit.YEAR, lambda year: day_in_year(year, 1, 1), calendar)


def _month(match: re.Match[str], calendar: Calendar) -> Period:
    month = _month_number(match["month"])
    return _in_year(match["year"], Unit.MONTH, lambda year: day_in_year(year, month, 1), calendar)


def _day_of_month(match: re.Match[str], calendar: Calendar) -> Period:
    month, day = _month_number(match["month"]), int(match["day"])
    return _in_year(None, Unit.DAY, lambda year: day_in_year(year, month, day), calendar)


def _week(match: re.Match[str], calendar: Calendar) -> Period:
    week = int(match["week"])
    return _in_year(match["year"], Unit.WEEK, lambda year: week_in_year(year, week), calendar)


def _quarter(match: re.Match[str], calendar: Calendar) -> Period:
    month = int(match["quarter"]) * 3 - 2
    return _in_year(match["year"], Unit.QUARTER, lambda year: day_in_year(year, month, 1), calendar)


_NO_SUCH = {
    Unit.DAY: _("there is no such day"),
    Unit.WEEK: _("there is no such week"),
    Unit.MONTH: _("there is no such month"),
    Unit.QUARTER: _("there is no such quarter"),
    Unit.YEAR: _("there is no such year"),
}


def _in_year(
    written: str | None, unit: Unit, first_in: Callable[[int], date | None], calendar: Calendar
) -> Period:
    """Return a unit in the given year; without one, the latest unit that has begun."""
    # An ISO year may begin in the December before it.
    latest = calendar.today.year + 1
    years = [int(written)] if written else range(latest, latest - _YEARS_BACK, -1)
    for year in years:
        first = first_in(year)
        if first and (written or first <= calendar.today):
            return calendar.whole(unit, first)
    raise NoSuchDate(_NO_SUCH[unit])


def _named_day(match: re.Match[str], calendar: Calendar) -> Period:
    return _days_ago(calendar, DAYS_AGO[match["named"]])


def _weekday(match: re.Match[str], calendar: Calendar) -> Period:
    ago = (calendar.today.weekday() - WEEKDAY_NUMBERS[match["weekday"]]) % 7
    return _days_ago(calendar, ago or (7 if match["before"] else 0))


def _this(match: re.Match[str], calendar: Calendar) -> Period:
    return calendar.whole(UNITS[match["unit"]], calendar.today)


def _previous(match: re.Match[str], calendar: Calendar) -> Period:
    unit = UNITS[match["unit"]]
    return calendar.whole(unit, shifted(first_day(unit, calendar.today), unit, -1))


def _past(match: re.Match[str], calendar: Calendar) -> Period:
    return _up_to_today(calendar, UNITS[match["unit"]], 1)


def _past_several(match: re.Match[str], calendar: Calendar) -> Period:
    return _up_to_today(calendar, UNITS[match["unit"]], _count(match["count"]))


def _ago(match: re.Match[str], calendar: Calendar) -> Period:
    day = shifted(calendar.today, UNITS[match["unit"]], -_count(match["count"]))
    return calendar.whole(Unit.DAY, day)


def _days_ago(calendar: Calendar, days: int) -> Period:
    return calendar.whole(Unit.DAY, shifted(calendar.today, Unit.DAY, -days))


def _up_to_today(calendar: Calendar, unit: Unit, count: int) -> Period:
    tomorrow = shifted(calendar.today, Unit.DAY, 1)
    return calendar.between(shifted(tomorrow, unit, -count), tomorrow)


def _month_number(written: str) -> int:
    return MONTH_NUMBERS.get(written) or int(written)


def _count(written: str) -> int:
    count = NUMBERS.get(written) or int(written)
    if not count:
        raise NoSuchDate(_("there is no period of nothing"))
    return count


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_YEAR = r"(?P<year>[0-9]{4})"
_MONTH_NAME = rf"(?P<month>{_one_of(MONTH_NUMBERS)})\.?"
_UNIT = rf"(?P<unit>{_one_of(UNITS)})"
_COUNT = rf"(?P<count>[0-9]{{1,4}}|{_one_of(NUMBERS)})"
_BEFORE = r"(?:(?P<before>afgelopen|vorige|last|past) )?"
_ARTICLE = r"(?:(?:de|het|the) )?"

# not compiled before they are used, which would take 5 ms of every search
_FORMS: tuple[tuple[str, DateReading], ...] = (
    (_YEAR, _year),
    (rf"{_YEAR}-(?P<month>[0-9]{{1,2}})", _month),
    (rf"(?P<month>[0-9]{{1,2}})-{_YEAR}", _month),
    (rf"{_MONTH_NAME}(?: {_YEAR})?", _month),
    (rf"(?P<day>[0-9]{{1,2}}) {_MONTH_NAME}", _day_of_month),
    (rf"{_YEAR}-?w(?P<week>[0-9]{{1,2}})", _week),
    (rf"week (?P<week>[0-9]{{1,2}})(?: {_YEAR})?", _week),
    (rf"{_YEAR}-?q(?P<quarter>[1-4])", _quarter),
    (rf"(?:kwartaal |quarter |q)(?P<quarter>[1-4])(?: {_YEAR})?", _quarter),
    (rf"(?P<quarter>[1-4])e kwartaal(?: {_YEAR})?", _quarter),
    (rf"(?P<named>{_one_of(DAYS_AGO)})", _named_day),
    (
        rf"(?:(?P<before>afgelopen|vorige|last|past) )?(?P<weekday>{_one_of(WEEKDAY_NUMBERS)})",
        _weekday,
    ),
    (rf"(?:deze|dit|this) {_UNIT}", _this),
    (rf"{_ARTICLE}(?:vorige?|last|previous) {_UNIT}", _previous),
    (rf"{_ARTICLE}(?:afgelopen|laatste|past) {_UNIT}", _past),
    (rf"{_ARTICLE}(?:afgelopen|laatste|last|past) {_COUNT} {_UNIT}", _past_several),
    (rf"{_COUNT} {_UNIT} (?:geleden|ago)", _ago),
)
