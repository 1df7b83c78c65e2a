"""The order of an answer. Ties are broken by path, so that it never depends on the index's past."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any, TypeAlias

from newsctl.core.post import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.documents import fold_value, load_summary, number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.hits import Sort
    from newsctl.core.post import PostSummary
    from newsctl.whoosh_index.snapshot import Snapshot

    Key: TypeAlias = Any
    """What documents are compared by."""


def in_order(
    snapshot: Snapshot, scores: Mapping[int, float], sort: Sort, *, most: int | None
) -> Sequence[int]:
    """Return the documents in order, the first `most` of them at least."""
    if sort.key == "path":
        return sorted(scores, key=snapshot.path, reverse=sort.descending)
    keys = _keys(snapshot, scores, sort)
    if most is not None and most < len(keys):
        last = heapq.nsmallest(most, keys.values())[-1] if most else None
        keys = {document: key for document, key in keys.items() if most and key <= last}
    return sorted(keys, key=lambda document: (keys[document], snapshot.path(document)))


def _keys(snapshot: Snapshot, scores: Mapping[int, float], sort: Sort) -> Mapping[int, Key]:
    turn = -1 if sort.descending else 1
    if sort.key == "relevance":
        return {one: (turn * score, -snapshot.date(one)) for one, score in scores.items()}
    if sort.key == "date":
        dates = {one: snapshot.date(one) for one in scores}
        return {one: (date == fields.NO_DATE, turn * date) for one, date in dates.items()}
    summaries = {one: load_summary(snapshot.of(one).summary(one)) for one in scores}
    found = {one: _field_key(summary, sort.key) for one, summary in summaries.items()}
    return _turned(found) if sort.descending else found


def _field_key(summary: PostSummary, key: str) -> tuple[int, float, str]:
    """Compare by number where the value is one, then by text; posts without it come last."""
    texts = [summary.title] if key == "title" else values_of(summary.front_matter.get(key))
    if not texts:
        return 2, 0.0, ""
    number = number_of(texts[0])
    return (1, 0.0, fold_value(texts[0])) if number is None else (0, number, "")


def _turned(keys: Mapping[int, Key]) -> Mapping[int, Key]:
    """Turn an order around by rank, but leave what has no value at the end."""
    ranks = {key: number for number, key in enumerate(sorted(set(keys.values())))}
    return {one: (key[0] == 2, -ranks[key]) for one, key in keys.items()}
