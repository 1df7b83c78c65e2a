"""By what an answer can be narrowed: its years, and values of the fields that readers look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import FieldValue
from newsctl.core.query.describe import query_text
from newsctl.core.research.calendar import Per, counted, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import Dates, Facet
    from newsctl.core.query.ast import Query
    from newsctl.core.query.parser import QueryParser

_FIELDS = "bron", "category", "categories", "tags", "author"
MOST_VALUES = 8
"""Values of a field, the commonest of an answer, that it can be narrowed by."""

_MOST_LOOKED_AT = 20
"""Values of a field, the commonest of the archive, that are counted in an answer."""

_FEW_YEARS = 6
"""Years up to which posts through time are counted by month."""


class Narrowing(NamedTuple):
    """What leaves fewer posts, written as a part of a query: `bron:NOS`, for so many posts."""

    field: str
    clause: str
    value: str
    posts: int


class ThroughTime(NamedTuple):
    """Posts by period, from the first to the last that has any."""

    counts: Sequence[int] = ()
    first: str = ""
    last: str = ""


def narrowings(
    archive: Archive, parser: QueryParser, zone: tzinfo, query: Query
) -> list[list[Narrowing]]:
    """Return by which values of each field an answer can be narrowed, the commonest first.

    The latest years come first, those before them as one (`date:..2016`). A field that tells posts
    apart by one value alone is left out.
    """
    facets = filter(None, map(archive.facets().get, _FIELDS))
    values = ([*_values(archive, parser, query, facet)] for facet in facets)
    return [one for one in (_years(archive.dates(query), zone), *values) if len(one) > 1]


def narrowed(text: str, clause: str) -> str:
    """Return a query narrowed by a clause; or widened, where it ends with that clause."""
    words = text.rstrip()
    if words == clause or words.endswith(f" {clause}"):
        return words.removesuffix(clause).rstrip()
    return f"{words} {clause}".lstrip()


def through_time(dates: Dates, zone: tzinfo) -> ThroughTime:
    """Count the posts of an answer by year, those of few years by month."""
    if not dates.seconds:
        return ThroughTime()
    per = Per.YEAR
    periods = spans(dates.seconds, per, zone)
    if len(periods) <= _FEW_YEARS:
        per = Per.MONTH
        periods = spans(dates.seconds, per, zone)
    counts = counted(dates.seconds, periods, per, zone)
    return ThroughTime(counts, periods[0].period, periods[-1].period)


def _years(dates: Dates, zone: tzinfo) -> list[Narrowing]:
    periods = spans(dates.seconds, Per.YEAR, zone)
    counts = counted(dates.seconds, periods, Per.YEAR, zone)
    found = [
        Narrowing("date", f"date:{one.period}", one.period, posts)
        for one, posts in zip(periods, counts, strict=True)
        if posts
    ]
    if len(found) > MOST_VALUES:
        first = len(found) - MOST_VALUES + 1
        before, found = found[:first], found[first:]
        last = before[-1].value
        posts = sum(one.posts for one in before)
        found.insert(0, Narrowing("date", f"date:..{last}", f"..{last}", posts))
    return found[::-1]


def _values(
    archive: Archive, parser: QueryParser, query: Query, facet: Facet
) -> Iterator[Narrowing]:
    found: list[Narrowing] = []
    spellings = {folded(value): value for value in [*facet.values][::-1]}  # the commonest
    asked = [value for value in facet.values if spellings[folded(value)] == value]
    clauses = [FieldValue(facet.key, (value,)) for value in asked[:_MOST_LOOKED_AT]]
    counts = archive.counts(query, clauses)
    for value, clause, posts in zip(asked, clauses, counts, strict=False):
        text = query_text(clause)
        if posts and _reads_as(text, clause, parser):
            found.append(Narrowing(facet.key, text, value, posts))
    yield from sorted(found, key=lambda one: (-one.posts, one.value))[:MOST_VALUES]


def _reads_as(text: str, clause: Query, parser: QueryParser) -> bool:
    """Tell whether a text asks for a clause again: one with every kind of quotes does not."""
    try:
        return parser.parse(text) == clause
    except QuerySyntaxError:
        return False
