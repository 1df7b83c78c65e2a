"""The days of the week that dates begin with, English and Dutch."""

from __future__ import annotations

import re

from newsctl.core.messages import _
from newsctl.core.post.dates import WEEKDAYS

_NUMBERS = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_NAMES = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_WORD = re.compile(r"\s*([A-Za-z]+)")


def weekday_in(text: str) -> int | None:
    """Return the day of the week at the beginning of a date; None without one. Monday is 0."""
    word = _WORD.match(text)
    return _NUMBERS.get(word[1].lower()) if word else None


def name_of(weekday: int) -> str:
    """Return the name of a day of the week."""
    return _NAMES[weekday]
