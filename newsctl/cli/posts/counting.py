"""The steps of `facets` and `stats`: tables of counts, and notices about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.cli.posts.notices import (
    asks_for_values,
    notice_beside_answer,
    notice_left_out,
    notice_no_dates,
    notice_nothing_found,
    notice_unread_data,
)
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.archive.folding import spelt_apart
from newsctl.core.messages import _, _n, joined
from newsctl.core.query.ast import FieldPresent
from newsctl.core.query.fields import FieldKind
from newsctl.rendering.harmless import one_line
from newsctl.rendering.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.query.ast import Query
    from newsctl.core.research.grids import CountedGrid, Grid
    from newsctl.core.research.tables import Row
    from newsctl.rendering.formats import Format

_GROUPS_SHOWN = 3


def notice_posts_counted(context: Context, found: CountedGrid, grid: Grid) -> None:
    """Print how many posts a table counts, and how many are not in it."""
    if found.posts is None:
        return
    told: str = ""
    of_dates = grid.dates.name if grid.dates else _("a date")
    if found.undated:
        told = _("; {left_out:,} without {what}", left_out=found.undated, what=of_dates)
    elif found.left_out:
        date = [of_dates] if grid.per else []
        names = [one.name for one in (grid.field, grid.by) if one]
        what = joined(_(" or without "), [*date, *names])
        told = _("; {left_out:,} without {what}", left_out=found.left_out, what=what)
    context.notice(_n("Of {n:,} post{told}.", "Of {n:,} posts{told}.", found.posts, told=told))
    if grid.per and found.posts and found.is_empty:
        notice_no_dates(context)


def notice_rows_cut(context: Context, found: CountedGrid, grid: Grid, option: str) -> None:
    """Print how many rows a limit left out, and the `option` that shows them."""
    if not found.cut:
        return
    rows = _n("{n:,} row", "{n:,} rows", found.cut)
    if grid.per and grid.by:
        context.notice(
            _(
                "At most {limit:,} of each period; {rows} more with {option}.",
                limit=grid.limit,
                rows=rows,
                option=option,
            )
        )
    else:
        context.notice(_("{rows} more with {option}.", rows=rows, option=option))


def notice_spellings(context: Context, values: Iterable[str]) -> None:
    """Print which values are counted apart, while a query takes them for one."""
    if told := _spelt_apart(values):
        context.notice(
            _("Counted apart by spelling, and one value for a query: {values}.", values=told)
        )


def notice_spellings_of_keys(context: Context, keys: Iterable[str]) -> None:
    """Print which keys are counted apart, while a query takes them for one field."""
    if told := _spelt_apart(keys):
        context.notice(
            _("Counted apart by spelling, and one field for a query: {keys}.", keys=told)
        )


def _spelt_apart(values: Iterable[str]) -> str:
    """Return the groups of spellings, as far as there is room for them; empty if there are none."""
    groups = spelt_apart(values)
    told = joined("; ", (joined(", ", map(one_line, group)) for group in groups[:_GROUPS_SHOWN]))
    if more := len(groups) - _GROUPS_SHOWN if len(groups) > _GROUPS_SHOWN else 0:
        told = _("{shown} and {more:,} more", shown=told, more=more)
    return told


def write_grid(
    context: Context,
    rows: Sequence[Row],
    names: Sequence[str],
    form: Format | None,
    *,
    drawn: str | None = "posts",
) -> None:
    """Write a table in the chosen or the default format."""
    answer_with(context, RowTable(rows, names, context.out, drawn=drawn), form)


def notice_if_empty(context: Context, query: Query, found: CountedGrid, grid: Grid) -> int:
    """Return the exit code of a table, and print a notice if it is empty."""
    counted = [FieldPresent(one.name) for one in (grid.field, grid.by) if one]
    if not asks_for_values(query):  # else it is told of beside the answer to that
        notice_unread_data(context, *counted)
    if not found.is_empty:
        fields = [name for name in found.names if name in {"value", "by"}]
        for name in fields:
            notice_spellings(context, (str(row[name]) for row in found.rows))
        notice_beside_answer(context, query)
        return 0
    if found.posts is None and grid.field:
        notice_left_out(context)
        context.notice(_("No post has a value of {field}.", field=grid.field.name))
        if grid.field.kind is FieldKind.SLUG:
            context.notice(_("The slugs of names are shown by --fields slug."))
    elif not found.posts:
        notice_nothing_found(context, query)
    else:  # a notice has said that none of them has a value
        notice_left_out(context)
    return 1
