"""Dates as a Dutch reader writes them, to the period that they mean. Small and strict: no guesses.

| written | means |
|---|---|
| `2019`, `2019-09`, `9-2019`, `2019-W36`, `2019-Q3` | that year, month, ISO week, quarter |
| `2019-09-05`, `5-9-2019`, `5 september 2019`, … | that day, in any form a post's date may have |
| `2019-09-05 03:07`, `2019-09-05T03:07:07+02:00` | that minute, that second |
| `september 2019`, `week 36 2019`, `kwartaal 3 2019` | that month, ISO week, quarter |
| `september`, `5 september`, `week 36`, `kwartaal 3` | the latest one that has begun |
| `vandaag`, `gisteren`, `eergisteren` | that day |
| `maandag` | the latest Monday, today included |
| `afgelopen maandag`, `vorige maandag` | the latest Monday before today |
| `deze week`, `dit jaar` | the whole of it, what is still to come included |
| `vorige week`, `vorig jaar` | the one before it: Monday to Sunday, January to December |
| `afgelopen 7 dagen`, `laatste 3 maanden` | so many units up to and including today |
| `afgelopen week` | `afgelopen 1 week`: seven days, today the last |
| `3 maanden geleden`, `een week geleden` | that one day; 31 May less three months is 28 February |

English says the same: `last week` is `vorige week`, `past week` is `afgelopen week`, `last 7 days`,
`3 months ago`, `today`, `last monday`.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsctl.core.messages import _, said_by
from newsctl.core.periods import DateWordsError, Period
from newsctl.core.post.dates import DateProblem, parse_date
from newsctl.dutch.calendar_units import Calendar, NoSuchDate, Unit
from newsctl.dutch.date_forms import read_words

_LONGEST = 60
_TO_THE_SECOND = re.compile(r":\d\d:\d\d|t\d{6}|^-?\d{9}", re.ASCII | re.IGNORECASE)
_TO_THE_MINUTE = re.compile(r":\d\d|t\d{4}|uur", re.ASCII | re.IGNORECASE)


def resolve(text: str, *, now: datetime) -> Period:
    """Return the period of a date in words, relative to the aware `now` in the archive's zone.

    Raises DateWordsError for invalid text and for days that do not exist, and ValueError if `now`
    is not aware.
    """
    if now.tzinfo is None:
        raise ValueError("now has to be aware")
    words = " ".join(text[: _LONGEST + 1].split())
    calendar = Calendar(now.date(), now.tzinfo)
    try:
        return read_words(words.casefold(), calendar) or _in_full(words, calendar)
    except NoSuchDate as error:
        raise DateWordsError(
            _("Not a date: {text!r}: {error}.", text=text, error=said_by(error)),
            hint=_("Try 2019-09 or 'vorige week'."),
        ) from error


def _in_full(words: str, calendar: Calendar) -> Period:
    """Parse a complete date, with or without a time of day, as the date of a post."""
    moment = parse_date(words, calendar.zone)
    if isinstance(moment, DateProblem):
        raise NoSuchDate(moment.reason)
    if _TO_THE_SECOND.search(words):
        return calendar.time(moment, timedelta(seconds=1))
    if _TO_THE_MINUTE.search(words) or moment.hour or moment.minute:
        return calendar.time(moment, timedelta(minutes=1))
    return calendar.whole(Unit.DAY, moment.date())
