"""The format in which a date is written, and other dates written in that format."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.dates import ENGLISH_MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from newsctl.core.post.post import Value

_FORM = re.compile(
    r"(?P<day>.*?)(?:(?P<between>[T ])\d\d:\d\d(?P<seconds>:\d\d(?:\.(?P<fraction>\d{1,6}))?)?"
    r"(?:(?P<gap> ?)(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
)
_YEAR_FIRST = re.compile(r"\d{4}([-/])\d\d?\1\d\d?")
_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])([-.])(?:0?[1-9]|1[0-2])\1\d{4}")
_MONTH_FIRST = re.compile(r"([A-Z][a-z]+) (\d\d?)(,?) \d{4}")
_OF_RFC_2822 = re.compile(r"(\w{3}, )?\d\d? \w{3} \d{4}")
_OF_ONE_DIGIT = re.compile(r"\b\d\b")

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?)?",
    re.ASCII,
)

_SHORT_MONTHS = tuple(name[:3] for name in ENGLISH_MONTHS)
_KIND_OF_NAME = dict.fromkeys(ENGLISH_MONTHS, "long") | dict.fromkeys(_SHORT_MONTHS, "short")

_ISO_DAY = "{year:04}-{month:02}-{day:02}"
_RFC_DAY = "{day:02} {short} {year:04}"


class DateText(str):
    """A date as front matter has it: without quotes, where other text like it would be a date."""

    __slots__ = ()


def is_timestamp(text: str) -> bool:
    """Tell whether programs read text without quotes as a date (https://yaml.org/type/timestamp)."""
    return _TIMESTAMP.fullmatch(text) is not None


def is_impossible(text: str) -> bool:
    """Tell whether text is a timestamp of no day or time that there is.

    PyYAML fails on such a value, js-yaml makes it another day.
    """
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        return False
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return True
    return False


def as_date(text: str) -> DateText | None:
    """Return text as a date if it is a timestamp, and one that there is."""
    return DateText(text) if is_timestamp(text) and not is_impossible(text) else None


class DateForm(NamedTuple):
    """The format of a date; by default that of RFC 2822.

    `day` is the pattern of the day. `between` is the text between day and time, None for a format
    without a time; `fraction` is the number of digits after the seconds. `gap` is the text before
    the zone, and `zone` is a name (Z, UTC, GMT), an offset with or without a colon, or empty. A
    format without a zone is `in_utc` where the site reads such times as UTC.
    """

    day: str = "{weekday}, " + _RFC_DAY
    between: str | None = " "
    seconds: bool = True
    fraction: int = 0
    gap: str = " "
    zone: str = "+0000"
    in_utc: bool = False

    def holds_time(self) -> bool:
        """Tell whether the form has the time of day."""
        return self.between is not None


RFC_2822 = DateForm()
"""What `add` writes."""

DAY = DateForm(_ISO_DAY, between=None, seconds=False, gap="", zone="")
"""A day without a time."""

_WITH_TIME = DateForm(_ISO_DAY)
_STRICT = DateForm(_ISO_DAY, between="T", gap="", zone="+00:00")
"""What JavaScript reads too (https://tc39.es/ecma262/#sec-date-time-string-format)."""


def form_of(written: Value) -> DateForm | None:
    """Return the format of a date in front matter; None for a format that newsctl never writes.

    Never written are rare formats, such as `24 januari 2018` or seconds since 1970, and days in
    digits whose order is ambiguous: `03-04-2018`.
    """
    found = _FORM.fullmatch(written.strip()) if isinstance(written, str) else None
    day = _pattern_of(found["day"], is_zoned=bool(found["zone"])) if found else None
    if found is None or day is None:
        return None
    return DateForm(
        day=day,
        between=found["between"],
        seconds=bool(found["seconds"]),
        fraction=len(found["fraction"] or ""),
        gap=found["gap"] or "",
        zone=_zone_like(found["zone"]),
    )


def _pattern_of(day: str, *, is_zoned: bool) -> str | None:
    """Return the pattern of a day; `5 Sep 2019` may be Dutch unless a zone follows it."""
    zeros = "" if _OF_ONE_DIGIT.search(day) else ":02"
    if found := _YEAR_FIRST.fullmatch(day):
        return found[1].join(("{year:04}", f"{{month{zeros}}}", f"{{day{zeros}}}"))
    if found := _DAY_FIRST.fullmatch(day):
        return found[1].join((f"{{day{zeros}}}", f"{{month{zeros}}}", "{year:04}"))
    if (found := _MONTH_FIRST.fullmatch(day)) and (name := _KIND_OF_NAME.get(found[1])):
        zeros = "" if found[3] and not found[2].startswith("0") else zeros
        return f"{{{name}}} {{day{zeros}}}{found[3]} {{year:04}}"
    if is_zoned and (found := _OF_RFC_2822.fullmatch(day)):
        return ("{weekday}, " if found[1] else "") + _RFC_DAY
    return None


def usual_form(written: Iterable[Value], *, bare_times: BareTimes = BareTimes.LOCAL) -> DateForm:
    """Return the commonest format of these dates; that of a day if none has a format.

    `bare_times` are the times without a zone that are read as UTC.
    """
    forms = Counter(form for value in written if (form := form_of(value)))
    form = forms.most_common(1)[0][0] if forms else DAY
    is_exact = bare_times is BareTimes.ALL or (form.seconds and form.day == _ISO_DAY)
    return form._replace(in_utc=True) if bare_times and is_exact and not form.zone else form


def written_in(moment: datetime, forms: Iterable[DateForm | None], zone: tzinfo) -> DateText:
    """Write a date in the first of these formats that can hold it; a bare day can hold midnight.

    The offset is that of `zone`, the archive's; a format with the name of a zone is written in UTC.
    If no format can hold the date, it is written with date, time and offset.
    """
    known = [form for form in forms if form]
    local = moment.astimezone(zone)
    is_midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    fitting = (form for form in known if form.holds_time() or is_midnight)
    form = next(fitting, _STRICT if any(form.in_utc for form in known) else _WITH_TIME)
    is_utc = form.zone.isalpha() or (form.in_utc and form.holds_time())
    return _written(moment.astimezone(UTC) if is_utc else local, form)


def _written(moment: datetime, form: DateForm) -> DateText:
    """Format a date."""
    is_whole = not (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    if not is_whole and form.zone:  # an offset of before the war, which no form can hold
        moment = moment.astimezone(UTC)
    day = form.day.format(
        year=moment.year,
        month=moment.month,
        day=moment.day,
        weekday=WEEKDAYS[moment.weekday()][0].capitalize(),
        short=_SHORT_MONTHS[moment.month - 1],
        long=ENGLISH_MONTHS[moment.month - 1],
    )
    if form.between is None:
        return DateText(day)
    clock = f"{moment:%H:%M:%S}" if form.seconds or moment.second else f"{moment:%H:%M}"
    if form.fraction:
        clock += f".{moment.microsecond:06}"[: form.fraction + 1]
    return DateText(f"{day}{form.between}{clock}{form.gap}{_zone_of(moment, form)}")


def _zone_like(zone: str | None) -> str:
    if zone is None or zone.isalpha():
        return zone or ""
    return "+00:00" if ":" in zone else "+0000"


def _zone_of(moment: datetime, form: DateForm) -> str:
    if not form.zone or form.zone.isalpha():
        return form.zone
    digits = f"{moment:%z}"
    return f"{digits[:3]}:{digits[3:]}" if ":" in form.zone else digits
