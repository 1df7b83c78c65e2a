"""Corrections of single parts of a date, leaving the rest as written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsctl.core.post.date_forms import form_of, written_in
from newsctl.core.post.dates import WEEKDAYS, offset_digits, parse_date
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from datetime import date, tzinfo

_FIRST_WORD = re.compile(r"\s*([A-Za-z]+)")
_ISO_TIME = re.compile(r"\d[Tt]\d")
_DAY_OF_NAME = re.compile(r"(?<![^/])\d{2,4}-\d{1,2}-\d{1,2}(?=-[^/]*\Z)")
_FORMS = 4  # short and long in English, long and short in Dutch; what follows are variants


def with_weekday(written: str, weekday: int) -> str | None:
    """Return a date with another day of the week in the same format."""
    word = _FIRST_WORD.match(written)
    if word is None:
        return None
    for names in WEEKDAYS:
        if word[1].lower() in names:
            form = names.index(word[1].lower())
            right = _in_case_of(word[1], WEEKDAYS[weekday][form if form < _FORMS else 0])
            return written[: word.start(1)] + right + written[word.end(1) :]
    return None


def is_other_season(moment: datetime, zone: tzinfo) -> bool:
    """Tell whether a date has the offset of the zone's other season.

    Then summer and winter time were probably confused. Any other offset is that of another place,
    and as valid as the zone's own.
    """
    here = moment.astimezone(zone).utcoffset()
    year = moment.replace(tzinfo=zone, day=1)
    seasons = {year.replace(month=month).utcoffset() for month in (1, 7)}
    return moment.utcoffset() != here and moment.utcoffset() in seasons


def with_offset(written: str, zone: tzinfo) -> str | None:
    """Return a date whose offset is that of the other season with the right one.

    It is the same moment, so that the time of day changes. None for a date with any other offset,
    and for a format that is never written.
    """
    moment, form = parse_date(written, zone), form_of(written)
    if form is None or not isinstance(moment, datetime) or not is_other_season(moment, zone):
        return None
    return _if_it_reads(written_in(moment, [form], zone), moment.astimezone(zone), zone)


def with_zone(written: str, zone: tzinfo) -> str | None:
    """Return a date without zone with the offset that the time has in this zone."""
    moment = parse_date(written, zone)
    if not isinstance(moment, datetime):
        return None
    is_iso = _ISO_TIME.search(written) is not None
    offset = _digits(moment, colon=is_iso)
    return _if_it_reads(f"{written}{'' if is_iso else ' '}{offset}", moment, zone)


def with_day(path: PostPath, day: date) -> PostPath | None:
    """Return a post's path with another day in its file name; None if it has none."""
    other = _DAY_OF_NAME.sub(f"{day:%Y-%m-%d}", path)
    return PostPath(other) if other != path else None


def _in_case_of(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def _digits(moment: datetime, *, colon: bool) -> str:
    digits = offset_digits(moment.utcoffset() or timedelta())
    return f"{digits[:3]}:{digits[3:]}" if colon else digits


def _if_it_reads(written: str, moment: datetime, zone: tzinfo) -> str | None:
    """Return a date if it parses to this moment, with this offset."""
    read = parse_date(written, zone)
    right = isinstance(read, datetime) and read == moment and read.utcoffset() == moment.utcoffset()
    return written if right else None
