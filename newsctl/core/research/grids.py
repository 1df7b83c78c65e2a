"""Tables of counts: posts by field values, by periods of their dates, or by both."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import in_alphabet
from newsctl.core.archive.orders import front_matter_field
from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.messages import _
from newsctl.core.post.dates import DUTCH_WEEKDAYS
from newsctl.core.query.ast import Everything, wanted_terms
from newsctl.core.research.calendar import Per, counted, per_named, spans
from newsctl.core.research.tables import by_field, by_period, dates_in, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field, FieldNames
    from newsctl.core.research.tables import Axis, Row, Table


class RowOrder(StrEnum):
    """By what rows are sorted: the number of posts, or the value, from A to Z or by time."""

    POSTS = "posts"
    VALUE = "value"


class Grid(NamedTuple):
    """What to count by: a field, periods of the date, a second field, or a combination.

    Rows are sorted by count, those of periods by time, or all as `order` says; values of each
    period are sorted within it. A limit of None is unlimited; a limit applies to rows, or to the
    values of each period. With `occurrences` the matches of the query are counted too. The dates
    are those of the posts, or of the field `dates`.
    """

    field: Field | None
    per: Per | None = None
    by: Field | None = None
    limit: int | None = None
    reverse: bool = False
    order: RowOrder | None = None
    occurrences: bool = False
    dates: Field | None = None


class CountedGrid(NamedTuple):
    """Rows with their headings.

    `posts` is the number of posts counted, None if only values were counted. `left_out` of them
    have no value in a field that is counted by, `undated` no date. `cut` is the number of rows
    beyond the limit.
    """

    rows: Sequence[Row]
    names: Sequence[str]
    posts: int | None = None
    left_out: int = 0
    undated: int = 0
    cut: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not any(row["posts"] for row in self.rows)


def field_marked(fields: FieldNames, name: str, before: str) -> Field:
    """Look a field up. Raises QuerySyntaxError that marks the name behind the text `before`."""
    try:
        return front_matter_field(name, fields)
    except UsageError as error:
        text, start = f"{before} {name}", len(before) + 1
        raise QuerySyntaxError(
            error.message, text=text, start=start, end=len(text), hint=error.hint
        ) from error


def grid_named(fields: FieldNames, field: str | None, per: str | None, by: str | None) -> Grid:
    """Return the grid for field and unit names. Raises UsageError for an unknown one.

    The date of the posts, or of a field of dates, is counted by year if no unit is named.
    """
    named = field_marked(fields, field, "facets") if field else None
    second = field_marked(fields, by, "--by") if by else None
    period = per_named(per) if per else None
    if second and _is_moment(second, fields):
        second, period = None, period or Per.YEAR
    if named and _is_moment(named, fields):
        named, period = None, period or Per.YEAR
    elif named and fields.holds_dates(named):
        return Grid(None, period or Per.YEAR, second, dates=named)
    elif named and period and second is None:
        second, named = named, None
    return Grid(named, period, second)


def _is_moment(field: Field, fields: FieldNames) -> bool:
    return field.name == fields.moment.name and field.kind is fields.moment.kind


def counted_grid(archive: Archive, query: Query, grid: Grid, zone: tzinfo) -> CountedGrid:
    """Count the posts of a query. Raises UsageError for occurrences of no words."""
    if grid.per and grid.by is None:
        return _by_period_alone(archive, query, grid.per, grid, zone)
    if grid.field and isinstance(query, Everything) and not (grid.by or grid.occurrences):
        return _values_alone(archive, grid.field, grid)
    axes: list[Axis] = []
    names: list[str] = []
    fields = [one for one in (grid.field, grid.by) if one]
    if grid.per:
        axes.append(by_period(grid.per, zone, len(fields) if grid.dates else None))
        names.append("period")
    for number, field in enumerate(fields):
        axes.append(by_field(number))
        names.append("by" if names and field is grid.by else "value")
    keys = _keys(*fields, grid.dates)
    table = table_of(facts_asked(archive, query, keys, occurrences=grid.occurrences), axes)
    rows: list[Row] = [
        {**dict(zip(names, cell, strict=True)), **_numbers(table, cell, posts, grid)}
        for cell, posts in sorted(
            table.cells.items(), key=lambda one: _order(one, grid), reverse=grid.reverse
        )
    ]
    names += _numbers(table, (), 0, grid)
    kept = _limited(rows, grid)
    cut = len(rows) - len(kept)
    return CountedGrid(kept, names, table.posts, table.left_out, cut=cut)


def facts_asked(
    archive: Archive, query: Query, keys: Sequence[Sequence[str]], *, occurrences: bool
) -> Iterable[PostFacts]:
    """Return the facts by which posts are counted; occurrences need each text to be read.

    Raises UsageError for occurrences of no words.
    """
    if not occurrences:
        return archive.facts(query, keys)
    if not any(True for _ in wanted_terms(query)):
        raise UsageError(
            _("Occurrences of which words?"), hint=_("newsctl stats verkiezing --words")
        )
    return archive.facts_with_occurrences(query, keys)


def _by_period_alone(
    archive: Archive, query: Query, per: Per, grid: Grid, zone: tzinfo
) -> CountedGrid:
    """Count by period from dates alone; empty periods are rows too."""
    dates = archive.dates(query)
    if grid.dates:
        dates = dates_in(archive.facts(query, _keys(grid.dates)), zone)
    periods = spans(dates.seconds, per, zone) if dates.seconds else []
    counts = counted(dates.seconds, periods, per, zone)
    rows: list[Row] = [
        {"period": one.period, "posts": posts} for one, posts in zip(periods, counts, strict=True)
    ]
    names = ["period", "posts"]
    if grid.occurrences:
        facts = facts_asked(archive, query, _keys(grid.dates), occurrences=True)
        axis = by_period(per, zone, 0 if grid.dates else None)
        occurrences = table_of(facts, [axis]).occurrences
        rows = [{**row, "occurrences": occurrences[str(row["period"]),]} for row in rows]
        names.append("occurrences")
    if grid.order is RowOrder.POSTS:
        rows.sort(key=lambda row: -int(row["posts"] or 0))
    kept = _limited(rows[::-1] if grid.reverse else rows, grid)
    cut = len(rows) - len(kept)
    return CountedGrid(kept, names, dates.posts, undated=dates.undated, cut=cut)


def _keys(*fields: Field | None) -> list[tuple[str, ...]]:
    return [(one.name, *one.also) for one in fields if one]


def _values_alone(archive: Archive, field: Field, grid: Grid) -> CountedGrid:
    """Return the counts of a field's values in all posts, as the index has them already."""
    counts = archive.values(field.name, *field.also).values
    rows: list[Row] = [{"value": value, "posts": posts} for value, posts in counts.items()]
    if grid.order is RowOrder.VALUE:
        rows.sort(key=lambda row: in_alphabet(str(row["value"])))
    rows = rows[::-1] if grid.reverse else rows
    return CountedGrid(_limited(rows, grid), ["value", "posts"])


def _numbers(table: Table, cell: tuple[str, ...], posts: int, grid: Grid) -> Row:
    """Return the cells of a row that hold numbers."""
    if not grid.occurrences:
        return {"posts": posts}
    return {"posts": posts, "occurrences": table.occurrences[cell]}


def _order(one: tuple[tuple[str, ...], int], grid: Grid) -> tuple[object, ...]:
    """Return the sort key of a cell: periods by time, values by count."""
    cell, posts = one
    turned = 0 if grid.order is RowOrder.VALUE else -posts
    if grid.per:
        first, *values = cell
        place = DUTCH_WEEKDAYS.index(first) if first in DUTCH_WEEKDAYS else 0
        return (place, first, turned, [*map(in_alphabet, values)])
    return (turned, [*map(in_alphabet, cell)])


def _limited(rows: Sequence[Row], grid: Grid) -> list[Row]:
    """Return the rows up to the limit; in a table by period, up to the limit of each period."""
    if grid.limit is None or not (grid.per and grid.by):
        return list(rows[: grid.limit])
    seen: dict[object, int] = {}
    kept: list[Row] = []
    for row in rows:
        seen[row["period"]] = seen.get(row["period"], 0) + 1
        if seen[row["period"]] <= grid.limit:
            kept.append(row)
    return kept
