"""Posts counted in a table: by fields, by periods of their dates, or by these crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.orders import front_matter_field
from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.messages import _
from newsctl.core.post.dates import DUTCH_WEEKDAYS
from newsctl.core.query.ast import Everything, wanted_terms
from newsctl.core.research.calendar import Per, counted, per_named, spans
from newsctl.core.research.tables import by_field, by_period, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field, FieldNames
    from newsctl.core.research.tables import Axis, Row, Table


class Grid(NamedTuple):
    """What posts are counted by: a field, periods of their dates, a second field, or all of these.

    `in_order` has values from A to Z, where else the commonest come first; periods are always in
    their own order. A limit of None is none; one counts rows, or of a crossed table values of each
    period. With `occurrences` it is counted too how often the words of the query stand in them.
    """

    field: Field | None
    per: Per | None = None
    by: Field | None = None
    limit: int | None = None
    reverse: bool = False
    in_order: bool = False
    occurrences: bool = False


class CountedGrid(NamedTuple):
    """Rows with their headings.

    They are of so many posts, None where only values were counted. Of these `left_out` lack a
    value in what is counted by, `undated` a date. `cut` rows are beyond the limit.
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
    """Return the field of a name. Raises QuerySyntaxError, which marks it behind what is before."""
    try:
        return front_matter_field(name, fields)
    except UsageError as error:
        text, start = f"{before} {name}", len(before) + 1
        raise QuerySyntaxError(
            error.message, text=text, start=start, end=len(text), hint=error.hint
        ) from error


def grid_named(fields: FieldNames, field: str | None, per: str | None, by: str | None) -> Grid:
    """Return what to count by. Raises UsageError for a field or period that there is not.

    The field of the posts' own dates is counted by years where no period is named.
    """
    named = field_marked(fields, field, "facets") if field else None
    second = field_marked(fields, by, "--by") if by else None
    period = per_named(per) if per else None
    if named and named.name == fields.moment.name and named.kind is fields.moment.kind:
        named, period = None, period or Per.YEAR
    elif named and period and second is None:
        second, named = named, None
    return Grid(named, period, second)


def counted_grid(archive: Archive, query: Query, grid: Grid, zone: tzinfo) -> CountedGrid:
    """Count the posts of a query. Raises UsageError for occurrences of no words."""
    if grid.per and grid.by is None:
        return _by_period_alone(archive, query, grid.per, grid, zone)
    if grid.field and isinstance(query, Everything) and not (grid.by or grid.occurrences):
        return _values_alone(archive, grid.field, grid)
    axes: list[Axis] = []
    names: list[str] = []
    if grid.per:
        axes.append(by_period(grid.per, zone))
        names.append("period")
    fields = [one for one in (grid.field, grid.by) if one]
    for number, field in enumerate(fields):
        axes.append(by_field(number))
        names.append("by" if names and field is grid.by else "value")
    keys = [(one.name, *one.also) for one in fields]
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
    """Return by what posts are counted; with occurrences each text is read.

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
    """Count by period alone, for which dates are enough: empty periods are rows too."""
    dates = archive.dates(query)
    periods = spans(dates.seconds, per, zone) if dates.seconds else []
    counts = counted(dates.seconds, periods, per, zone)
    rows: list[Row] = [
        {"period": one.period, "posts": posts} for one, posts in zip(periods, counts, strict=True)
    ]
    names = ["period", "posts"]
    if grid.occurrences:
        facts = facts_asked(archive, query, (), occurrences=True)
        occurrences = table_of(facts, [by_period(per, zone)]).occurrences
        rows = [{**row, "occurrences": occurrences[str(row["period"]),]} for row in rows]
        names.append("occurrences")
    kept = _limited(rows[::-1] if grid.reverse else rows, grid)
    cut = len(rows) - len(kept)
    return CountedGrid(kept, names, dates.posts, undated=dates.undated, cut=cut)


def _values_alone(archive: Archive, field: Field, grid: Grid) -> CountedGrid:
    """Count the values of a field in all posts, which the index has counted already."""
    counts = archive.values(field.name, *field.also).values
    rows: list[Row] = [{"value": value, "posts": posts} for value, posts in counts.items()]
    if grid.in_order:
        rows.sort(key=lambda row: str(row["value"]))
    rows = rows[::-1] if grid.reverse else rows
    return CountedGrid(_limited(rows, grid), ["value", "posts"])


def _numbers(table: Table, cell: tuple[str, ...], posts: int, grid: Grid) -> Row:
    """Return the cells of a row that are numbers."""
    if not grid.occurrences:
        return {"posts": posts}
    return {"posts": posts, "occurrences": table.occurrences[cell]}


def _order(one: tuple[tuple[str, ...], int], grid: Grid) -> tuple[object, ...]:
    """Return what a cell is sorted by: periods in time, values by how common they are."""
    cell, posts = one
    turned = -posts if not grid.in_order else 0
    if grid.per:
        first = cell[0]
        place = DUTCH_WEEKDAYS.index(first) if first in DUTCH_WEEKDAYS else 0
        return (place, first, turned, cell)
    return (turned, cell)


def _limited(rows: Sequence[Row], grid: Grid) -> list[Row]:
    """Return as many rows as are wanted, of a crossed table by period as many of each."""
    if grid.limit is None or not (grid.per and grid.by):
        return list(rows[: grid.limit])
    seen: dict[object, int] = {}
    kept: list[Row] = []
    for row in rows:
        seen[row["period"]] = seen.get(row["period"], 0) + 1
        if seen[row["period"]] <= grid.limit:
            kept.append(row)
    return kept
