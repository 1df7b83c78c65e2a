"""Posts counted by what their front matter says, by period, or by both at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.research.calendar import moment_of, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.research.calendar import Per

    Axis: TypeAlias = Callable[[PostFacts], Sequence[str]]
    """Returns by what a post is counted: each once, none where it is left out of the table."""


Cell: TypeAlias = "str | int | float | bool | None"
Row: TypeAlias = "dict[str, Cell]"
"""The cells of a line by their headings; a number that is not known is None."""


class Table(NamedTuple):
    """How many posts have which values on its axes; `left_out` have none on one of them.

    `occurrences` tells how often words stand in them, where these were counted.
    """

    cells: Counter[tuple[str, ...]]
    posts: int
    left_out: int
    occurrences: Counter[tuple[str, ...]]

    def ranked(self) -> list[tuple[tuple[str, ...], int]]:
        """Return the values with their numbers of posts, the commonest first."""
        return sorted(self.cells.items(), key=lambda one: (-one[1], one[0]))


def by_field(number: int) -> Axis:
    """Count by the values in a field that was asked for, of this number from 0."""
    return lambda facts: facts.values[number]


def by_period(per: Per, zone: tzinfo) -> Axis:
    """Count by the period that a post is of."""

    def period(facts: PostFacts) -> Sequence[str]:
        seconds = facts.seconds
        return () if seconds is None else (name_of(per, moment_of(seconds, zone)),)

    return period


def table_of(posts: Iterable[PostFacts], axes: Sequence[Axis]) -> Table:
    """Count posts by all axes at once. One with several values is counted at each."""
    cells: Counter[tuple[str, ...]] = Counter()
    occurrences: Counter[tuple[str, ...]] = Counter()
    number = left_out = 0
    for facts in posts:
        number += 1
        found: list[tuple[str, ...]] = [()]
        for axis in axes:
            found = [(*before, value) for before in found for value in axis(facts)]
        left_out += not found
        for cell in found:
            cells[cell] += 1
            occurrences[cell] += facts.occurrences
    return Table(cells, number, left_out, occurrences)
