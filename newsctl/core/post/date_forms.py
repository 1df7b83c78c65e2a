"""The form in which a moment is written, and other moments in that form."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.dates import format_rfc_2822

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from newsctl.core.post.post import Value

_ZONE = r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)"
_ISO = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:(?P<between>[T ])\d\d:\d\d(?P<seconds>:\d\d)?(?:(?P<gap> ?){_ZONE})?)?"
)
_RFC_2822 = re.compile(
    rf"(?P<weekday>\w{{3}}, )?(?P<day>\d\d?) \w{{3}} \d{{4}} \d\d:\d\d(?P<seconds>:\d\d)? {_ZONE}"
)


class DateForm(NamedTuple):
    """How a moment is written: ISO 8601 in one of its spellings, or else as in RFC 2822.

    `between` stands before the time of day, None where there is none; `gap` before the zone, which
    is a name (Z, UTC, GMT), or an offset with a colon or without, or empty for none. What has none
    is `in_utc` where a time without a zone is read so.
    """

    is_iso: bool = False
    between: str | None = " "
    seconds: bool = True
    gap: str = " "
    zone: str = "+0000"
    weekday: bool = True
    in_utc: bool = False

    def holds_time(self) -> bool:
        """Tell whether the form has the time of day."""
        return self.between is not None


RFC_2822 = DateForm()
"""What `add` writes."""

DAY = DateForm(is_iso=True, between=None)
"""A day without a time."""

_WITH_TIME = DateForm(is_iso=True)
_STRICT = DateForm(is_iso=True, between="T", gap="", zone="+00:00")
"""What JavaScript reads too (https://tc39.es/ecma262/#sec-date-time-string-format)."""


def form_of(written: Value) -> DateForm | None:
    """Return the form of a moment as front matter has it; None for one that nothing is written in.

    What is read but seldom written, such as `24 januari 2018` or seconds since 1970, has none.
    """
    if not isinstance(written, str):
        return None
    text = written.strip()
    if found := _ISO.fullmatch(text):
        zone = _zone_like(found["zone"])
        seconds, gap = bool(found["seconds"]), found["gap"] or ""
        return DateForm(is_iso=True, between=found["between"], seconds=seconds, gap=gap, zone=zone)
    if found := _RFC_2822.fullmatch(text):
        zone = _zone_like(found["zone"])
        seconds, weekday = bool(found["seconds"]), bool(found["weekday"])
        return DateForm(seconds=seconds, zone=zone, weekday=weekday)
    return None


def usual_form(written: Iterable[Value], *, bare_times: BareTimes = BareTimes.LOCAL) -> DateForm:
    """Return the form that most of these moments have, that of `add` where none has any.

    `bare_times` are those that are read in UTC.
    """
    forms = Counter(form for value in written if (form := form_of(value)))
    form = forms.most_common(1)[0][0] if forms else RFC_2822
    is_exact = form.is_iso and (form.seconds or bare_times is BareTimes.ALL)
    return form._replace(in_utc=True) if bare_times and is_exact and not form.zone else form


def written_in(moment: datetime, forms: Iterable[DateForm | None], zone: tzinfo) -> str:
    """Write a moment in the first of these forms that can hold it: a day alone holds midnights.

    Its offset is that of `zone`, the archive's; a form with the name of a zone has it in UTC. What
    none can hold has date, time and offset.
    """
    known = [form for form in forms if form]
    local = moment.astimezone(zone)
    is_midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    fitting = (form for form in known if form.holds_time() or is_midnight)
    form = next(fitting, _STRICT if any(form.in_utc for form in known) else _WITH_TIME)
    is_utc = form.zone.isalpha() or (form.in_utc and form.holds_time())
    return _written(moment.astimezone(UTC) if is_utc else local, form)


def _written(moment: datetime, form: DateForm) -> str:
    is_whole = not (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    if not is_whole and form.zone:  # an offset of before the war, which no form can hold
        moment = moment.astimezone(UTC)
    clock = f"{moment:%H:%M:%S}" if form.seconds or moment.second else f"{moment:%H:%M}"
    if not form.is_iso:
        text = format_rfc_2822(moment)
        day = text.partition(", ")[2].rpartition(" ")[0].rpartition(" ")[0]
        before = text.partition(" ")[0] + " " if form.weekday else ""
        return f"{before}{day} {clock} {_zone_of(moment, form)}"
    day = f"{moment.year:04}-{moment:%m-%d}"
    if form.between is None:
        return day
    return f"{day}{form.between}{clock}{form.gap}{_zone_of(moment, form)}"


def _zone_like(zone: str | None) -> str:
    if zone is None or zone.isalpha():
        return zone or ""
    return "+00:00" if ":" in zone else "+0000"


def _zone_of(moment: datetime, form: DateForm) -> str:
    if not form.zone or form.zone.isalpha():
        return form.zone
    digits = f"{moment:%z}"
    return f"{digits[:3]}:{digits[3:]}" if ":" in form.zone else digits
