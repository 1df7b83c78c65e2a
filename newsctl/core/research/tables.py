"""Posts counted by what their front matter says, by period, or by both at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.post.post import values_of
from newsctl.core.research.calendar import Per, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import tzinfo

    from newsctl.core.post.post import PostSummary

    Axis: TypeAlias = Callable[[PostSummary], Sequence[str]]
    """Returns by what a post is counted: each once, none where it is left out of the table."""


class Table(NamedTuple):
    """How many posts have which values on its axes; `left_out` have none on one of them."""

    cells: Counter[tuple[str, ...]]
    posts: int
    left_out: int


def by_keys(keys: Sequence[str]) -> Axis:
    """Count by the values of front matter keys, which mean the same."""

    def values(summary: PostSummary) -> Sequence[str]:
        fields = summary.front_matter
        return [*dict.fromkeys(value for key in keys for value in values_of(fields.get(key)))]

    return values


def by_period(per: Per, zone: tzinfo) -> Axis:
    """Count by the period that a post is of."""

    def period(summary: PostSummary) -> Sequence[str]:
        date = summary.date
        return () if date is None else (name_of(per, date.astimezone(zone)),)

    return period


def table_of(summaries: Iterable[PostSummary], axes: Sequence[Axis]) -> Table:
    """Count posts by one axis or two. One with several values is counted at each."""
    cells: Counter[tuple[str, ...]] = Counter()
    posts = left_out = 0
    for summary in summaries:
        posts += 1
        found: list[tuple[str, ...]] = [()]
        for axis in axes:
            found = [(*before, value) for before in found for value in axis(summary)]
        left_out += not found
        cells.update(found)
    return Table(cells, posts, left_out)
