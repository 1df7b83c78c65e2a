"""The words of dates: months, weekdays, units and numbers, in Dutch and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.dutch.calendar_units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable


def _numbered(rows: Iterable[str], *, start: int) -> dict[str, int]:
    return {name: number for number, row in enumerate(rows, start) for name in row.split()}


MONTHS = _numbered(
    (
        "januari january jan",
        "februari february feb febr",
        "maart march mrt mar",
        "april apr",
        "mei may",
        "juni june jun",
        "juli july jul",
        "augustus august aug",
        "september sept sep",
        "oktober october okt oct",
        "november nov",
        "december dec",
    ),
    start=1,
)
WEEKDAYS = _numbered(
    (
        "maandag monday",
        "dinsdag tuesday",
        "woensdag wednesday",
        "donderdag thursday",
        "vrijdag friday",
        "zaterdag saturday",
        "zondag sunday",
    ),
    start=0,
)
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
