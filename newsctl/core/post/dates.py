"""Parsing of dates, in every format that a post may have."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsctl.core.errors import SettingsError, SkippedTime
from newsctl.core.messages import _, said_by

if TYPE_CHECKING:
    from newsctl.core.post.post import Value

MONTHS = (
    ("jan", "january", "januari", "jan"),
    ("feb", "february", "februari", "feb", "febr"),
    ("mar", "march", "maart", "mrt"),
    ("apr", "april", "april", "apr"),
    ("may", "may", "mei", "mei"),
    ("jun", "june", "juni", "jun"),
    ("jul", "july", "juli", "jul"),
    ("aug", "august", "augustus", "aug"),
    ("sep", "september", "september", "sep", "sept"),
    ("oct", "october", "oktober", "okt"),
    ("nov", "november", "november", "nov"),
    ("dec", "december", "december", "dec"),
)
"""The names of each month: in English short and long, in Dutch long and short, and then what else
is written."""

WEEKDAYS = (
    ("mon", "monday", "maandag", "ma"),
    ("tue", "tuesday", "dinsdag", "di", "tues"),
    ("wed", "wednesday", "woensdag", "wo"),
    ("thu", "thursday", "donderdag", "do", "thur", "thurs"),
    ("fri", "friday", "vrijdag", "vr"),
    ("sat", "saturday", "zaterdag", "za"),
    ("sun", "sunday", "zondag", "zo"),
)
"""The names of each day of the week, Monday first, in the order of those of months."""

ENGLISH_MONTHS = tuple(names[1].capitalize() for names in MONTHS)
"""The months as English writes them; the first three letters of each are its short name."""

ENGLISH_WEEKDAYS = tuple(names[1].capitalize() for names in WEEKDAYS)
"""The days of the week as English writes them, as ENGLISH_MONTHS."""

DUTCH_MONTHS = tuple(names[2] for names in MONTHS)
SHORT_DUTCH_MONTHS = tuple(names[3] for names in MONTHS)
DUTCH_WEEKDAYS = tuple(names[2] for names in WEEKDAYS)

_MONTH_OF = {name: f"{number:02}" for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY_NAMES = "|".join(name for names in WEEKDAYS for name in names)
_MONTH_NAMES = "|".join(_MONTH_OF)

_ZONE_HOURS = {"Z": 0, "UTC": 0, "UT": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2}
_ZONE_HOURS |= {"MET": 1, "MEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_ZONE_HOURS |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7}

_OFFSET = r"(?P<sign>[+-])(?P<zh>\d{1,2})(?::?(?P<zm>\d{2})|h)?"
_ZONE = rf"(?:{_OFFSET}|(?P<zone>{'|'.join(_ZONE_HOURS)}))"
_SECONDS = r"(?P<s>\d{2})(?:[.,](?P<fraction>\d+))?"
_TIME = rf"(?P<h>\d{{1,2}})(?:[:.hu](?P<min>\d{{2}})(?::{_SECONDS})?(?: ?uur)?|h|u| ?uur)"
_BASIC_TIME = rf"(?P<h>\d{{2}})(?P<min>\d{{2}})(?:{_SECONDS})?"
_CLOCK = rf"(?:(?:t|,? (?:om )?){_TIME}(?: ?{_ZONE}(?: ?\(\w+\))?)?)?"
_WEEKDAY = rf"(?:(?:{_WEEKDAY_NAMES})\.?,? )?"
_MONTH = rf"(?P<month>{_MONTH_NAMES})\.?"
_DAY = r"(?P<d>\d{1,2})"
_YEAR = r"(?P<y>\d{4})"


_FORMS = (
    rf"{_WEEKDAY}{_DAY}[ -]{_MONTH}[ -]{_YEAR}{_CLOCK}",  # RFC 2822, and Dutch in words
    rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}{_CLOCK}",  # ISO 8601, extended
    rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})(?:t{_BASIC_TIME}{_ZONE}?)?",  # ISO 8601, basic
    rf"{_YEAR}-?w(?P<week>\d{{2}})-?(?P<weekday>\d){_CLOCK}",  # ISO 8601, week
    rf"{_YEAR}-(?P<ordinal>\d{{3}}){_CLOCK}",  # ISO 8601, day of the year
    rf"{_WEEKDAY}{_DAY}(?P<sep>[-./])(?P<m>\d{{1,2}})(?P=sep){_YEAR}{_CLOCK}",  # Dutch order
    rf"{_YEAR}/(?P<m>\d{{1,2}})/{_DAY}{_CLOCK}",
    rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}{_CLOCK}",  # English in words
    rf"{_WEEKDAY}{_MONTH} {_DAY} {_TIME}(?: {_ZONE})? {_YEAR}",  # C's asctime
)
_USUAL = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) ([12]\d{3})"
    r"|([12]\d{3}-\d\d-\d\d))"
    r"(?:[ T](\d\d:[0-5]\d:[0-5]\d)(?: ?([+-](?:0\d|1[0-3])[0-5]\d))?)?",
    re.ASCII,
)
"""The forms of RFC 2822 and ISO 8601 that programs write, in years in which no zone leaves the
calendar. Nearly all dates have them."""
_EPOCH = r"-?[0-9]{9,11}(?:\.[0-9]+)?"
_TWO_DIGIT_YEAR = r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}\b.*"
_DAY_OR_MONTH = r"0?([0-9]{1,2})[-.]0?([0-9]{1,2})[-.][0-9]{4}(?![0-9])"
_ZONE_BEHIND = r"(.*[0-9].*?) ?\((?:utc|gmt)(?: ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?)?\)"
_LONGEST = 80
_MINUTE = timedelta(minutes=1)
_SOME_DAY = datetime(2019, 9, 5, tzinfo=UTC)  # only its offset is written


class DateProblem(NamedTuple):
    """Why a value is not a date, in a few words that end a sentence."""

    reason: str


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of that name. Raises SettingsError when the system has none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise SettingsError(
            _("There is no time zone {name!r}.", name=name),
            hint=_('For example: time_zone = "Europe/Amsterdam".'),
        ) from unknown


def parse_date(value: Value, zone: tzinfo) -> datetime | DateProblem:
    """Parse the value of a date field into an aware datetime, or return why that fails.

    The moment keeps the offset that was written; without one, `tzinfo` is `zone`. A time that
    occurs twice (the end of summer time) is the first of the two, one that never was (02:30 at its
    start) is as far after the jump as it was written. A date alone is its midnight.

    Day, month and a year of four digits with hyphens or dots are read in that order, as Dutch is
    written (`is_doubtful` tells where it may be another); with slashes they may be American, and
    are read only where the month cannot be a day. Years of two digits are never read. Eight digits
    are a date (YYYYMMDD), nine to eleven the seconds since 1970. A weekday is not checked against
    the date: that is a rule of validation.
    """
    match value:
        case bool() | None:
            return DateProblem(_("it is not a date"))
        case int() | float():
            return _moment_of_text(str(value), zone)
        case str():
            return _moment_of_text(value, zone)
        case _:
            return DateProblem(_("it is not one value"))


@lru_cache(maxsize=64)
def offset_digits(offset: timedelta) -> str:
    """Write a distance from UTC as `+0200`, to the nearest minute."""
    return f"{_SOME_DAY.replace(tzinfo=timezone(_whole_minutes(offset))):%z}"


def iso_text(moment: datetime) -> str:
    """Write an aware moment as ISO 8601 with an offset of hours and minutes.

    The Netherlands were 19 minutes and 32 seconds ahead of UTC until 1937: such a moment is written
    at the nearest offset that there is a form for, and stays the same (RFC 3339, section 5.8).
    """
    offset = moment.utcoffset() or timedelta()
    if offset % _MINUTE:
        moment = moment.astimezone(timezone(_whole_minutes(offset)))
    return moment.isoformat()


def refuse_skipped(moment: datetime, written: str) -> None:
    """Raise SkippedTime for a time of day that the clocks of its zone leave out (PEP 495).

    It could be meant as the hour before or the one after.
    """
    utc = moment.astimezone(UTC)
    if moment.tzinfo and utc.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(
        tzinfo=None
    ):
        raise SkippedTime(
            _("{written} is a time that clocks skip, when summer time begins.", written=written),
            hint=_("Try another time, or one with its offset: 2025-03-30 02:30 +0100"),
        )


def other_hour(moment: datetime) -> datetime | None:
    """Return the moment that clocks tell alike, where they were set back; None for any other.

    A time that clocks skip has none either.
    """
    first, second = (moment.replace(fold=fold) for fold in (0, 1))
    is_twice = (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta())
    return (first if moment.fold else second) if is_twice else None


def is_doubtful(written: str) -> bool:
    """Tell whether day and month of a date could be either way round: `03-04-2018`."""
    found = re.match(_DAY_OR_MONTH, written.strip(), re.ASCII)
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 >= int(found[2])


def doubt_message(written: str, day: date) -> str:
    """Return the message that tells how an ambiguous date was read."""
    return _(
        "{written_date} is taken for {date}; its day and month could be either way round.",
        written_date=written,
        date=day,
    )


def _whole_minutes(offset: timedelta) -> timedelta:
    return timedelta(minutes=round(offset / _MINUTE))


@lru_cache(maxsize=16)  # several rules ask for the moment of one post
def _moment_of_text(written: str, zone: tzinfo) -> datetime | DateProblem:
    if moment := _usual_moment(written, zone):
        return moment
    text = " ".join(written[: _LONGEST + 1].split())
    return _usual_moment(text, zone) or _unusual_moment(text, zone)


def _unusual_moment(text: str, zone: tzinfo) -> datetime | DateProblem:
    """Parse a date by trying each format, or return why that fails."""
    if not text:
        return DateProblem(_("it is empty"))
    if re.fullmatch(_EPOCH, text):
        return _moment_of_seconds(float(text), zone)
    if found := re.fullmatch(_ZONE_BEHIND, text[: _LONGEST + 1], re.IGNORECASE | re.ASCII):
        return _moment_with_zone_behind(*found.groups())
    for form in _FORMS if len(text) <= _LONGEST else ():
        if match := _compiled(form).fullmatch(text):
            return _moment_of_parts(match.groupdict(), zone)
    if re.fullmatch(_TWO_DIGIT_YEAR, text):
        return DateProblem(_("its year has two digits, so that the order is not certain"))
    return DateProblem(_("it has no form that newsctl knows"))


def _moment_with_zone_behind(
    bare: str, sign: str | None, hours: str | None, minutes: str | None
) -> datetime | DateProblem:
    """Read a date with its zone between parentheses: `5-9-2019 03:07 (UTC +02:00)`."""
    parts = {"sign": sign or "+", "zh": hours or "0", "zm": minutes}
    try:
        zone = _zone(parts) or UTC
    except ValueError as impossible:
        return DateProblem(_in_a_few_words(impossible))
    moment = _moment_of_text(bare, zone)
    if isinstance(moment, datetime) and moment.utcoffset() != zone.utcoffset(None):
        return DateProblem(_("it has two zones, which differ"))
    return moment


def _usual_moment(text: str, zone: tzinfo) -> datetime | None:
    """Parse a date in one of the usual formats, five times as fast as trying every format.

    Returns None for any other format, and for a day or time that does not exist.
    """
    if (found := _USUAL.fullmatch(text)) is None:
        return None
    day, month, year, date, time, offset = found.groups()
    try:
        date = date or f"{year}-{_MONTH_OF[month.lower()]}-{day}"
        moment = datetime.fromisoformat(f"{date}T{time or '00:00:00'}{offset or ''}")
    except (KeyError, ValueError):
        return None
    return moment if offset else moment.replace(tzinfo=zone)


def _moment_of_seconds(seconds: float, zone: tzinfo) -> datetime | DateProblem:
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
        moment.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return DateProblem(_("so many seconds since 1970 are outside the calendar"))
    return moment


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Compile a format on first use: compiling all of them takes 10 ms."""
    return re.compile(form, re.IGNORECASE | re.ASCII)


def _moment_of_parts(parts: dict[str, str | None], zone: tzinfo) -> datetime | DateProblem:
    """Return the date of the groups of a match, or why there is none."""
    if parts.get("sep") == "/" and int(parts["m"] or 0) <= 12 and int(parts["d"] or 0) <= 12:
        return DateProblem(_("day and month could be either way round"))
    try:
        moment = (_day(parts) + _time_of_day(parts)).replace(tzinfo=_zone(parts) or zone)
        moment.astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError) as impossible:
        return DateProblem(_in_a_few_words(impossible))
    return moment


def _day(parts: dict[str, str | None]) -> datetime:
    """Return the midnight of a calendar, week or ordinal date. Raises ValueError."""
    year = int(parts["y"] or 0)
    if week := parts.get("week"):
        return datetime.fromisocalendar(year, int(week), int(parts["weekday"] or 0))
    if ordinal := parts.get("ordinal"):
        day = datetime(year, 1, 1) + timedelta(days=int(ordinal) - 1)  # noqa: DTZ001  zone follows
        if day.year != year:
            raise ValueError(_("there is no such day of the year"))
        return day
    name = parts.get("month")
    month = _MONTH_OF[name.lower()] if name else parts["m"]
    return datetime(year, int(month or 0), int(parts["d"] or 0))  # noqa: DTZ001  the zone follows


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; 24:00:00 and the leap second 60 are the next moment."""
    hour, minute, second = (int(parts.get(part) or 0) for part in ("h", "min", "s"))
    fraction = float(f"0.{parts.get('fraction') or 0}")
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second or fraction)):
        raise ValueError(_("there is no such time of day"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction * 1e6)


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    """Return the zone of a date; None if it has none. Raises ValueError."""
    if name := parts.get("zone"):
        return timezone(timedelta(hours=_ZONE_HOURS[name.upper()]))
    if parts.get("sign") is None:
        return None
    hours, minutes = int(parts["zh"] or 0), int(parts["zm"] or 0)
    if minutes > 59 or hours > 14:  # Kiritimati's +14 is the largest there is
        raise ValueError(_("there is no such offset from UTC"))
    return _offset(str(parts["sign"]), hours, minutes)


@lru_cache(maxsize=64)  # most archives have two
def _offset(sign: str, hours: int | str, minutes: int | str) -> timezone:
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)


def _in_a_few_words(impossible: Exception) -> str:
    reason = said_by(impossible)
    return reason if reason.startswith("there is no") else _("there is no such date")
