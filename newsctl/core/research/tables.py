"""Cross tabulation of posts by field values, by period, or by both."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.archive.folding import in_alphabet
from newsctl.core.archive.hits import Dates
from newsctl.core.post.dates import parse_date
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
    """The number of posts for each combination of values; `left_out` posts lack a value.

    `occurrences` are the matches in them, if these were counted.
    """

    cells: Counter[tuple[str, ...]]
    posts: int
    left_out: int
    occurrences: Counter[tuple[str, ...]]

    def ranked(self) -> list[tuple[tuple[str, ...], int]]:
        """Return the combinations with their numbers of posts, the commonest first."""
        return sorted(self.cells.items(), key=lambda one: (-one[1], [*map(in_alphabet, one[0])]))


def by_field(number: int) -> Axis:
    """Return an axis of the values in the field with this index among those asked for."""
    return lambda facts: facts.values[number]


def by_period(per: Per, zone: tzinfo, number: int | None = None) -> Axis:
    """Return an axis of the period of a post's date, or of those in the field with this index."""

    def period(facts: PostFacts) -> Sequence[str]:
        found = _seconds_in(facts, number, zone)
        return tuple(dict.fromkeys(name_of(per, moment_of(one, zone)) for one in found))

    return period


def dates_in(posts: Iterable[PostFacts], zone: tzinfo) -> Dates:
    """Return the earliest date of each post in the field that was asked for."""
    dates = [min(_seconds_in(facts, 0, zone), default=None) for facts in posts]
    return Dates(sorted(one for one in dates if one is not None), dates.count(None))


def _seconds_in(facts: PostFacts, number: int | None, zone: tzinfo) -> list[int]:
    if number is None:
        return [] if facts.seconds is None else [facts.seconds]
    moments = (parse_date(value, zone) for value in facts.values[number])
    return [int(one.timestamp()) for one in moments if isinstance(one, datetime)]


def table_of(posts: Iterable[PostFacts], axes: Sequence[Axis]) -> Table:
    """Count posts by all axes at once; a post with several values counts once for each."""
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
