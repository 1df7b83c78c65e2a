"""Sorting of answers, with ties broken by path: the order never depends on the index's history."""

from __future__ import annotations

import heapq
from datetime import datetime
from itertools import compress, count
from operator import eq
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.archive.hits import Sort
from newsctl.core.post.dates import parse_date
from newsctl.core.post.numbers import with_decimal_comma
from newsctl.core.post.text_lists import values_of
from newsctl.searching.dense_documents import DenseMapping, DenseSet, looked_up
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import (
    fold_value,
    front_matter_in,
    number_of,
    title_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from newsctl.searching.dense_documents import Floats
    from newsctl.whoosh_index.snapshot import Snapshot

_AFTER_EVERY_DATE = 2**63


class _By(NamedTuple):
    """A sort key of documents, and whether it is descending."""

    key: Callable[[int], Any]
    descending: bool = False
    column: Sequence[float] | Floats | None = None
    """The keys by document, where there is an array of them."""


def in_order(
    snapshot: Snapshot,
    documents: Collection[int],
    scores: Mapping[int, float],
    sorts: Sequence[Sort],
    *,
    most: int | None,
) -> Sequence[int]:
    """Return documents sorted, at least the first `most` of them.

    Each sort breaks the ties of those before it. Among equal scores the newest comes first, or the
    oldest in ascending order.
    """
    first, *rest = sorts
    if first.key == "path":
        return _sorted(documents, _By(snapshot.path, first.descending))
    by = _by(snapshot, documents, scores, first)
    found = _first(documents, by, most)
    scores = looked_up(scores, found)
    if first.key == "relevance":
        by = by._replace(key=scores.__getitem__)
    if sorts[-1].key == "relevance":
        rest.append(Sort("date", descending=sorts[-1].descending))
    then = (_by(snapshot, found, scores, sort) for sort in rest)
    return _sorted(found, by, *then, _By(snapshot.path))


def _by(
    snapshot: Snapshot, documents: Collection[int], scores: Mapping[int, float], sort: Sort
) -> _By:
    match sort.key:
        case "path":
            return _By(snapshot.path, sort.descending)
        case "relevance":
            column = scores.numbers if isinstance(scores, DenseMapping) else None
            return _By(scores.__getitem__, sort.descending, column)
        case "date":
            return _by_date(snapshot, sort)
        case _:
            return _by_field(snapshot, documents, sort)


def _first(documents: Collection[int], by: _By, most: int | None) -> Collection[int]:
    """Return the first so many documents, unsorted, including ties for the last."""
    if most is None or most >= len(documents):
        return documents
    if isinstance(documents, DenseSet) and by.column is not None:
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        return dense.first(documents, by.column, most, descending=by.descending)
    column = by.column  # of an array, whose method is slower than an index
    keys = [*map(by.key, documents)] if column is None else [column[one] for one in documents]
    found = zip(documents, keys, strict=True)
    if by.descending:
        last = heapq.nlargest(most, keys)[-1]
        return [document for document, key in found if key >= last]
    last = heapq.nsmallest(most, keys)[-1]
    return [document for document, key in found if key <= last]


def _sorted(documents: Collection[int], by: _By, *then: _By) -> list[int]:
    """Sort documents by one key and ties by the next, so that few paths are read."""
    found = sorted(documents, key=by.key, reverse=by.descending)
    if then:
        for start, end in _ties([*map(by.key, found)]):
            found[start:end] = _sorted(found[start:end], *then)
    return found


def _ties(keys: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of equal keys."""
    start = end = 0
    for place in compress(count(1), map(eq, keys, keys[1:])):  # those that are like the one before
        if place != end:
            if start < end:
                yield start, end
            start = place - 1
        end = place + 1
    if start < end:
        yield start, end


def _by_date(snapshot: Snapshot, sort: Sort) -> _By:
    dates = snapshot.dates
    if sort.descending:  # posts without a date are before all others
        return _By(dates.__getitem__, descending=True, column=dates)
    return _By(lambda one: _AFTER_EVERY_DATE if dates[one] == fields.NO_DATE else dates[one])


def _by_field(snapshot: Snapshot, documents: Collection[int], sort: Sort) -> _By:
    keys = {document: _field_key(snapshot, document, sort) for document in documents}
    return _By((_turned(keys) if sort.descending else keys).__getitem__)


def _field_key(snapshot: Snapshot, document: int, sort: Sort) -> tuple[int, float, str]:
    """Compare by date, or by number if the value is one, else by text; others come last."""
    segment = snapshot.segment_of(document)
    if sort.key == "title":
        texts: Sequence[str] = [title_in(segment, document)]
    else:
        values = front_matter_in(segment, document)
        texts = next(filter(None, map(values_of, map(values.get, (sort.key, *sort.also)))), ())
    if not texts:
        return 2, 0.0, ""
    if sort.zone is not None:
        moment = parse_date(texts[0], sort.zone)
        return (0, moment.timestamp(), "") if isinstance(moment, datetime) else (2, 0.0, "")
    number = number_of(texts[0])
    if number is None:
        number = with_decimal_comma(texts[0])
    return (1, 0.0, fold_value(texts[0])) if number is None else (0, number, "")


def _turned(keys: Mapping[int, tuple[int, float, str]]) -> Mapping[int, Any]:
    """Reverse an order by rank, but leave missing values at the end."""
    ranks = {key: number for number, key in enumerate(sorted(set(keys.values())))}
    return {one: (key[0] == 2, -ranks[key]) for one, key in keys.items()}
