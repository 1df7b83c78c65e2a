"""Dates in Dutch, whatever the locale: `5 september 2019`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.dates import DUTCH_MONTHS, DUTCH_WEEKDAYS, SHORT_DUTCH_MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

_TO_THE_SECOND = len("2019-09-05T03:07:07+02:00")

_DIRECTIVE = re.compile(r"%(-?.?)", re.DOTALL)


def short_date(day: date) -> str:
    """Return `5 sep 2019`."""
    return f"{day.day} {SHORT_DUTCH_MONTHS[day.month - 1]} {day.year}"


def long_date(moment: datetime) -> str:
    """Return `5 september 2019`."""
    return f"{moment.day} {DUTCH_MONTHS[moment.month - 1]} {moment.year}"


def long_moment(moment: datetime) -> str:
    """Return `5 september 2019 03:07`, without the time at exactly midnight.

    A post that is dated only by its file name has midnight, which nobody wrote.
    """
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return long_date(moment)
    return f"{long_date(moment)} {moment.hour:02}:{moment.minute:02}"


def to_the_second(moment: str) -> str:
    """Return a date in ISO 8601 without fractions: `2019-09-05T03:07:07+02:00`."""
    return moment if len(moment) <= _TO_THE_SECOND else re.sub(r"\.\d+", "", moment)


def each_to_the_second(moments: Sequence[str]) -> Sequence[str]:
    """Apply `to_the_second` to all dates, hardly any of which has a fraction."""
    if max(map(len, moments), default=0) <= _TO_THE_SECOND:
        return moments
    return [*map(to_the_second, moments)]


def formatted(moment: datetime, pattern: str) -> str:
    """Format a date as strftime does, with Dutch names. Raises UsageError as `check_pattern`."""
    return _DIRECTIVE.sub(lambda match: _spelling(match.group(1))(moment), pattern)


def check_pattern(pattern: str) -> None:
    """Raise UsageError for an unknown directive."""
    for match in _DIRECTIVE.finditer(pattern):
        _spelling(match.group(1))


def _spelling(directive: str) -> Callable[[datetime], str]:
    """Return the function that formats a directive. Raises UsageError."""
    known = _SPELLINGS.get(directive)
    if known is None:
        raise UsageError(
            _("A date has no %{directive}.", directive=directive),
            hint=_("Known: {names}", names=" ".join(f"%{name}" for name in _SPELLINGS)),
        )
    return known


# Not strftime's own: its names and some of its numbers (%Y below 1000) depend on the system.
_SPELLINGS: Mapping[str, Callable[[datetime], str]] = {
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "-m": lambda moment: str(moment.month),
    "B": lambda moment: DUTCH_MONTHS[moment.month - 1],
    "b": lambda moment: SHORT_DUTCH_MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "-d": lambda moment: str(moment.day),
    "e": lambda moment: f"{moment.day:2}",
    "j": lambda moment: f"{moment.timetuple().tm_yday:03}",
    "A": lambda moment: DUTCH_WEEKDAYS[moment.weekday()],
    "a": lambda moment: DUTCH_WEEKDAYS[moment.weekday()][:2],
    "u": lambda moment: str(moment.isoweekday()),
    "G": lambda moment: f"{moment.isocalendar().year:04}",
    "V": lambda moment: f"{moment.isocalendar().week:02}",
    "H": lambda moment: f"{moment.hour:02}",
    "-H": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "s": lambda moment: str(int(moment.timestamp())),
    "z": lambda moment: to_the_second(moment.isoformat())[19:].replace(":", ""),
    "F": lambda moment: moment.isoformat()[:10],
    "T": lambda moment: moment.isoformat()[11:19],
    "%": lambda _moment: "%",
}
