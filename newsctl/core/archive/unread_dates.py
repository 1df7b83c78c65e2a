"""Posts that dates and numbers in a query leave out because their own cannot be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeGuard

from newsctl.core.archive.hits import Request, Sort
from newsctl.core.post.dates import parse_date
from newsctl.core.post.text_lists import values_of
from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    FieldDateRange,
    FieldPresent,
    Not,
    NumberRange,
    Or,
    all_of,
    any_of,
    walk,
)
from newsctl.core.query.fields import NUMBER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query


_NEWEST_READ = 20
"""Posts by whose values it is told whether a key holds dates."""


def may_leave_out(archive: Archive, moment: str, query: Query) -> bool:
    """Tell whether a query asks for what some posts may lack; `moment` is the field of dates."""
    return any(map(_is_of_numbers, walk(query))) or _asks_for_dates(archive, moment, query)


def left_out_by_dates(archive: Archive, moment: str, query: Query) -> int:
    """Count the posts that a query leaves out by dates, while theirs cannot be read."""
    if not _asks_for_dates(archive, moment, query):
        return 0
    unread = any_of(
        all_of((FieldPresent(one.field), Not(one.replaced(start=None, end=None))))
        for one in walk(query)
        if _is_of(one, moment)
    )
    without = _without(query, lambda one: _is_of(one, moment))
    return archive.count(all_of((unread, Not(query), without)))


def left_out_by_numbers(archive: Archive, query: Query) -> dict[str, int]:
    """Count by key the posts that a query leaves out by numbers, while they have something else."""
    without = _without(query, _is_of_numbers)
    keys = dict.fromkeys(one.field for one in walk(query) if _is_of_numbers(one))
    counts = {
        key: archive.count(
            all_of((FieldPresent(key), Not(NumberRange(key, None, None)), Not(query), without))
        )
        for key in keys
    }
    return {key: posts for key, posts in counts.items() if posts}


def holds_dates(archive: Archive, key: str, zone: tzinfo) -> bool:
    """Tell whether a key holds dates, by the newest posts that have it."""
    hits = archive.search(Request(FieldPresent(key), Sort("date"), limit=_NEWEST_READ)).hits
    values = (value for hit in hits for value in values_of(hit.summary.front_matter.get(key)))
    return any(
        not value.isdecimal() and isinstance(parse_date(value, zone), datetime) for value in values
    )


def _asks_for_dates(archive: Archive, moment: str, query: Query) -> bool:
    if any(isinstance(one, FieldDateRange) for one in walk(query)):
        return True
    return any(_is_of(one, moment) for one in walk(query)) and archive.has_undated()


def _is_of_numbers(query: Query) -> TypeGuard[NumberRange]:
    return isinstance(query, NumberRange) and query.field not in NUMBER_FIELDS


def _is_of(query: Query, moment: str) -> TypeGuard[DateRange | FieldDateRange]:
    is_moment = isinstance(query, DateRange) and query.field == moment
    return is_moment or isinstance(query, FieldDateRange)


def _without(query: Query, is_left: Callable[[Query], bool]) -> Query:
    """Return a query without some of its clauses."""
    match query:
        case And():
            return all_of(_without(one, is_left) for one in query.operands)
        case Or():
            return any_of(_without(one, is_left) for one in query.operands)
        case Not():
            return Not(_without(query.operand, is_left))
        case _:
            return Everything() if is_left(query) else query
