"""How posts are counted: by which field or period, in which order, and of how many it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.notices import tell_nothing_found
from newsctl.cli.posts.watching import watched
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.archive.orders import front_matter_field
from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.messages import _, _n, joined
from newsctl.core.query.ast import wanted_terms
from newsctl.core.query.fields import FieldKind
from newsctl.core.research.calendar import WEEKDAYS, Per, counted, per_named, spans
from newsctl.core.research.tables import by_field, by_period, facts_of, table_of
from newsctl.rendering.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field
    from newsctl.core.research.tables import Axis, Table
    from newsctl.rendering.formats import Format
    from newsctl.rendering.rows import Row


class Grid(NamedTuple):
    """What posts are counted by: a field, or periods of their dates, and a second field.

    `in_time` has values in their own order, as periods always are, and the commonest do not come
    first. A limit of None is none; one counts rows, or of a crossed table values of each period.
    With `occurrences` it is counted too how often the words of the query stand in them.
    """

    field: Field | None
    per: Per | None = None
    by: Field | None = None
    limit: int | None = None
    reverse: bool = False
    in_order: bool = False
    occurrences: bool = False


def is_moment(context: Context, field: Field) -> bool:
    """Tell whether a field is that of the posts' own dates."""
    return field.kind is FieldKind.DATE and field.name == context.field_names.moment.name


def field_marked(context: Context, name: str, before: str) -> Field:
    """Return the field of a name. Raises QuerySyntaxError, which marks it behind what is before."""
    try:
        return front_matter_field(name, context.field_names)
    except UsageError as error:
        text, start = f"{before} {name}", len(before) + 1
        raise QuerySyntaxError(
            error.message, text=text, start=start, end=len(text), hint=error.hint
        ) from error


def grid_of(
    context: Context,
    field: str | None,
    per: str | None,
    by: str | None,
    *,
    limit: int | None = None,
    reverse: bool = False,
    in_order: bool = False,
    occurrences: bool = False,
) -> Grid:
    """Return what to count by. Raises UsageError for a field or period that there is not."""
    named = field_marked(context, field, "facets") if field else None
    second = field_marked(context, by, "--by") if by else None
    period = per_named(per) if per else None
    if named and is_moment(context, named):
        named, period = None, period or Per.YEAR
    elif named and period:
        second, named = second or named, None
    return Grid(named, period, second, limit or None, reverse, in_order, occurrences)


def grid_rows(context: Context, query: Query, grid: Grid) -> tuple[list[Row], list[str]]:
    """Return the rows of a table and their headings, and say of how many posts they tell."""
    if grid.per and grid.by is None:
        more = ["occurrences"] if grid.occurrences else []
        return _periods(context, query, grid.per, grid), ["period", "posts", *more]
    axes: list[Axis] = []
    names: list[str] = []
    if grid.per:
        axes.append(by_period(grid.per, context.zone))
        names.append("period")
    counted_by = [one for one in (grid.field, grid.by) if one]
    for number, field in enumerate(counted_by):
        axes.append(by_field(number))
        names.append("by" if names and field is grid.by else "value")
    keys = [(one.name, *one.also) for one in counted_by]
    table = table_of(facts_asked(context, query, keys, occurrences=grid.occurrences), axes)
    what = joined(_(" and "), (one.name for one in counted_by))
    told = (
        _("; {left_out:,} without {what}", left_out=table.left_out, what=what)
        if table.left_out
        else ""
    )
    context.notice(_n("Of {n:,} post{told}.", "Of {n:,} posts{told}.", table.posts, told=told))
    cells = [*table.cells.items()]
    rows: list[Row] = [
        {**dict(zip(names, cell, strict=True)), **_numbers(table, cell, posts, grid)}
        for cell, posts in sorted(cells, key=lambda one: _order(one, grid), reverse=grid.reverse)
    ]
    return _limited(rows, grid), [*names, *_numbers(table, (), 0, grid)]


def facts_asked(
    context: Context, query: Query, keys: Sequence[Sequence[str]], *, occurrences: bool
) -> Iterable[PostFacts]:
    """Return by what posts are counted; with occurrences each text is read."""
    if not occurrences:
        return context.archive.facts(query, keys)
    if not any(True for _ in wanted_terms(query)):
        raise UsageError(
            _("Occurrences of which words?"), hint=_("newsctl stats verkiezing --words")
        )
    page = context.archive.search(Request(query, Sort("path", descending=False), text=True))
    return facts_of(watched(context, page.hits, page.total), keys)


def _numbers(table: Table, cell: tuple[str, ...], posts: int, grid: Grid) -> Row:
    """Return the cells of a row that are numbers."""
    if not grid.occurrences:
        return {"posts": posts}
    return {"posts": posts, "occurrences": table.occurrences[cell]}


def write_grid(
    context: Context,
    rows: Sequence[Row],
    names: Sequence[str],
    form: Format | None,
    *,
    drawn: str | None = "posts",
) -> None:
    """Write a table in the form that was asked for, or the one that fits where it goes."""
    answer_with(context, RowTable(rows, names, context.out, drawn=drawn), form)


def tell_if_empty(context: Context, query: Query, rows: Sequence[Row]) -> int:
    """Return the exit code of a table, and say so where there is nothing in it."""
    if any(row["posts"] for row in rows):
        return 0
    tell_nothing_found(context, query)
    return 1


def _periods(context: Context, query: Query, per: Per, grid: Grid) -> list[Row]:
    dates = context.archive.dates(query)
    periods = spans(dates.seconds, per, context.zone) if dates.seconds else []
    counts = counted(dates.seconds, periods, per, context.zone)
    told = _("; {undated:,} without a date", undated=dates.undated) if dates.undated else ""
    context.notice(_n("Of {n:,} post{told}.", "Of {n:,} posts{told}.", dates.posts, told=told))
    rows: list[Row] = [
        {"period": one.period, "posts": posts} for one, posts in zip(periods, counts, strict=True)
    ]
    if grid.occurrences:
        facts = facts_asked(context, query, (), occurrences=True)
        occurrences = table_of(facts, [by_period(per, context.zone)]).occurrences
        rows = [{**row, "occurrences": occurrences[str(row["period"]),]} for row in rows]
    return _limited(rows[::-1] if grid.reverse else rows, grid)


def _order(one: tuple[tuple[str, ...], int], grid: Grid) -> tuple[object, ...]:
    """Return what a cell is sorted by: periods in time, values by how common they are."""
    cell, posts = one
    turned = -posts if not grid.in_order else 0
    if grid.per:
        first = cell[0]
        place = WEEKDAYS.index(first) if first in WEEKDAYS else 0
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
