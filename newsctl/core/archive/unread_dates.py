"""Posts that dates in a query leave out because their own date cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    FieldDateRange,
    FieldPresent,
    Not,
    Or,
    all_of,
    any_of,
    walk,
)

if TYPE_CHECKING:
    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query


def may_leave_out(archive: Archive, moment: str, query: Query) -> bool:
    """Tell whether a query asks for dates that some posts lack; `moment` is the field of these."""
    if any(isinstance(one, FieldDateRange) for one in walk(query)):
        return True
    return any(_is_of(one, moment) for one in walk(query)) and archive.has_undated()


def left_out_by_dates(archive: Archive, moment: str, query: Query) -> int:
    """Count the posts that a query leaves out by dates, while theirs cannot be read."""
    if not may_leave_out(archive, moment, query):
        return 0
    unread = any_of(
        all_of((FieldPresent(one.field), Not(one.replaced(start=None, end=None))))
        for one in walk(query)
        if _is_of(one, moment)
    )
    left_out = (unread, Not(query), _without_dates(query, moment))
    return archive.count(all_of(left_out))


def _is_of(query: Query, moment: str) -> TypeGuard[DateRange | FieldDateRange]:
    is_moment = isinstance(query, DateRange) and query.field == moment
    return is_moment or isinstance(query, FieldDateRange)


def _without_dates(query: Query, moment: str) -> Query:
    """Return a query that asks for no dates of posts."""
    match query:
        case And():
            return all_of(_without_dates(one, moment) for one in query.operands)
        case Or():
            return any_of(_without_dates(one, moment) for one in query.operands)
        case Not():
            return Not(_without_dates(query.operand, moment))
        case _:
            return Everything() if _is_of(query, moment) else query
