"""Trends: the posts of several queries in each period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.query.ast import And, DateRange, Everything, Not, Or, all_of, any_of, walk
from newsctl.core.research.series import Coverage, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import Dates
    from newsctl.core.archive.ports import Progress
    from newsctl.core.query.ast import Query
    from newsctl.core.query.parser import QueryParser
    from newsctl.core.research.calendar import Per
    from newsctl.core.research.series import Series


class Trend(NamedTuple):
    """A request: the queries as typed, the filter on all of them, and how to count."""

    queries: tuple[str, ...]
    filters: Query
    within: str | None
    per: Per
    smooth: int = 0
    absolute: bool = False


class CountedTrend(NamedTuple):
    """The result: each query, its posts and its series, and the whole they are a share of."""

    asked: Trend
    queries: Sequence[Query]
    whole_query: Query
    posts: Sequence[int]
    series: Sequence[Series]
    whole: Dates


def counted_trend(
    archive: Archive, parser: QueryParser, asked: Trend, now: datetime, progress: Progress
) -> CountedTrend:
    """Count the posts of queries by period. `now` is in the archive's zone."""
    queries = [parser.parse_typed(text) for text in asked.queries]
    within = [parser.parse_typed(asked.within)] if asked.within else []
    whole_query = all_of([asked.filters, *within])
    whole = archive.dates(whole_query)
    dates: list[Dates] = []
    for query in queries:
        progress(len(dates) + 1, len(queries) + 1)
        dates.append(archive.dates(all_of([query, whole_query])))
    edges = [edge for edge in _edges(whole_query) if edge]
    found = series_of(
        zip(asked.queries, dates, strict=True),
        whole,
        asked.per,
        Coverage(now, archive.dates(_without_dates(whole_query)).seconds, edges),
        smooth=asked.smooth,
        absolute=asked.absolute,
    )
    return CountedTrend(asked, queries, whole_query, [one.posts for one in dates], found, whole)


def _edges(query: Query) -> Iterator[datetime | None]:
    """Yield the moments at which the ranges of dates in a query begin and end."""
    for one in walk(query):
        if isinstance(one, DateRange):
            yield from (one.start, one.end)


def _without_dates(query: Query) -> Query:
    """Return a query that asks for posts of any date."""
    match query:
        case DateRange() | Not(DateRange()):
            return Everything()
        case And():
            return all_of(map(_without_dates, query.operands))
        case Or():
            return any_of(map(_without_dates, query.operands))
        case _:
            return query
