"""The words of dates: months, weekdays, units and numbers, in Dutch and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.post.dates import MONTHS, WEEKDAYS
from newsctl.dutch.calendar_units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable


def _numbered(rows: Iterable[str], *, start: int) -> dict[str, int]:
    return {name: number for number, row in enumerate(rows, start) for name in row.split()}


MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
WEEKDAY_NUMBERS = {name: day for day, names in enumerate(WEEKDAYS) for name in names[1:3]}
DAYS_AGO = _numbered(("vandaag today", "gisteren yesterday", "eergisteren"), start=0)
NUMBERS = _numbered(
    (
        "een één 'n a an one",
        "twee two",
        "drie three",
        "vier four",
        "vijf five",
        "zes six",
        "zeven seven",
        "acht eight",
        "negen nine",
        "tien ten",
    ),
    start=1,
)
UNITS = {
    name: unit
    for unit, names in {
        Unit.DAY: "dag dagen day days",
        Unit.WEEK: "week weken weeks",
        Unit.MONTH: "maand maanden month months",
        Unit.QUARTER: "kwartaal kwartalen quarter quarters",
        Unit.YEAR: "jaar jaren year years",
    }.items()
    for name in names.split()
}
