"""The order of an answer. Ties are broken by path, so that it never depends on the index's past."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from newsctl.core.post import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.reading.documents import (
    fold_value,
    front_matter_in,
    headline_in,
    number_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.hits import Sort
    from newsctl.whoosh_index.asking.snapshot import Snapshot

    Key: TypeAlias = Any
    """What documents are compared by."""

_AFTER_EVERY_DATE = 2**63


def in_order(
    snapshot: Snapshot, scores: Mapping[int, float], sort: Sort, *, most: int | None
) -> Sequence[int]:
    """Return the documents in order, the first `most` of them at least."""
    if sort.key == "path":
        return sorted(scores, key=snapshot.path, reverse=sort.descending)
    keys = _keys(snapshot, scores, sort)
    if most is not None and most < len(keys):
        last = heapq.nsmallest(most, keys.values())[-1]
        keys = {document: key for document, key in keys.items() if key <= last}
    if sort.key == "relevance":
        dates = snapshot.dates
        keys = {document: (key, -dates[document]) for document, key in keys.items()}
    return _sorted(snapshot, keys)


def _sorted(snapshot: Snapshot, keys: Mapping[int, Key]) -> Sequence[int]:
    """Return documents in order of their keys. Few share one, so that few paths are read."""
    documents = sorted(keys, key=keys.__getitem__)
    for key, number in Counter(keys.values()).items():
        if number > 1:
            start = bisect_left(documents, key, key=keys.__getitem__)
            tied = slice(start, start + number)
            documents[tied] = sorted(documents[tied], key=snapshot.path)
    return documents


def _keys(snapshot: Snapshot, scores: Mapping[int, float], sort: Sort) -> Mapping[int, Key]:
    turn = -1 if sort.descending else 1
    if sort.key == "relevance":
        return {document: turn * score for document, score in scores.items()}
    if sort.key == "date":
        dates = {document: snapshot.dates[document] for document in scores}
        return {
            document: _AFTER_EVERY_DATE if date == fields.NO_DATE else turn * date
            for document, date in dates.items()
        }
    found = {document: _field_key(snapshot, document, sort.key) for document in scores}
    return _turned(found) if sort.descending else found


def _field_key(snapshot: Snapshot, document: int, key: str) -> tuple[int, float, str]:
    """Compare by number where the value is one, then by text; posts without it come last."""
    segment = snapshot.of(document)
    if key == "title":
        texts: Sequence[str] = [headline_in(segment, document).title]
    else:
        texts = values_of(front_matter_in(segment, document).get(key))
    if not texts:
        return 2, 0.0, ""
    number = number_of(texts[0])
    return (1, 0.0, fold_value(texts[0])) if number is None else (0, number, "")


def _turned(keys: Mapping[int, Key]) -> Mapping[int, Key]:
    """Turn an order around by rank, but leave what has no value at the end."""
    ranks = {key: number for number, key in enumerate(sorted(set(keys.values())))}
    return {one: (key[0] == 2, -ranks[key]) for one, key in keys.items()}
