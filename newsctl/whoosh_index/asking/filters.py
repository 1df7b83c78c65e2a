"""Filters: the documents whose front matter fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.query import DateRange, FieldPresent, FieldValue, NumberRange
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.reading.documents import number_term, value_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.query import Filter
    from newsctl.whoosh_index.asking.snapshot import Snapshot


def documents(snapshot: Snapshot, query: Filter) -> set[int]:
    """Return the documents that pass a filter."""
    match query:
        case FieldValue(field, values):
            return snapshot.with_any(fields.VALUE, [value_term(field, value) for value in values])
        case FieldPresent(field):
            return snapshot.with_term(fields.PRESENT, field.encode())
        case NumberRange():
            return _in_number_range(snapshot, query)
        case DateRange():
            return set(_in_date_range(snapshot, query))


def _in_number_range(snapshot: Snapshot, query: NumberRange) -> set[int]:
    low = number_term(query.field, float("-inf") if query.low is None else query.low)
    high = number_term(query.field, float("inf") if query.high is None else query.high)
    return snapshot.with_any(fields.NUMBER, snapshot.terms(fields.NUMBER, low, high))


def _in_date_range(snapshot: Snapshot, query: DateRange) -> Iterator[int]:
    start = fields.NO_DATE + 1 if query.start is None else int(query.start.timestamp())
    end = float("inf") if query.end is None else query.end.timestamp()
    for segment in snapshot.segments:
        dates, base = segment.dates(), segment.base
        for document in segment.documents():
            if start <= dates[document - base] < end:
                yield document
