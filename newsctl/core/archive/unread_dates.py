"""Posts that dates in a query leave out because their own date cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Request
from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
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
    return any(_is_of(moment, one) for one in walk(query)) and archive.has_undated()


def left_out_by_dates(archive: Archive, moment: str, query: Query) -> int:
    """Count the posts that a query leaves out by dates, while theirs cannot be read."""
    if not may_leave_out(archive, moment, query):
        return 0
    any_date = DateRange(moment, None, None)
    unread = (FieldPresent(moment), Not(any_date), Not(query), _without_dates(query, moment))
    return archive.search(Request(all_of(unread), limit=0)).total


def _is_of(moment: str, query: Query) -> bool:
    return isinstance(query, DateRange) and query.field == moment


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
            return Everything() if _is_of(moment, query) else query
