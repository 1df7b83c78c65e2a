"""newsctl stats: an archive, or a part of it, on one page."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.counting import (
    notice_if_empty,
    notice_posts_counted,
    notice_rows_cut,
    notice_spellings,
    write_grid,
)
from newsctl.cli.posts.notices import notice_beside_answer, notice_no_dates, notice_nothing_found
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.messages import _, _n
from newsctl.core.query.ast import Query
from newsctl.core.query.parser import Filters
from newsctl.core.research.grids import CountedGrid, Grid, counted_grid, grid_named
from newsctl.core.research.summary import SHOWN, SummaryRequest, SummedUp, summed_up
from newsctl.rendering.formats import usual_format
from newsctl.rendering.rows import RowTable
from newsctl.rendering.stats_view import NAMES, page, rows_of


def stats(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    per: options.PerOption = None,
    by: options.ByOption = None,
    top: Annotated[
        int | None,
        options.number_option(
            "--top",
            help="Values of a field, busiest days and gaps at most; 0 is all.  "
            "[default: 5; of a table all]",
        ),
    ] = None,
    words: Annotated[
        bool,
        typer.Option("--words", help="Count too how often the words of the query stand there."),
    ] = False,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """Sum up the archive, or the posts of a query, on one page.

    words is the sum of aantal, where posts have it; newsctl words counts those of their texts.

    \b
    Examples:
      newsctl stats
      newsctl stats verkiezingen --since 2015 --per jaar --by bron --top 3
    """
    context: Context = ctx.obj
    form = options.format_asked(format, json=json)
    filters = Filters.of(bron, category, since, until)
    if per or by:

        def count() -> tuple[Query, Grid, CountedGrid]:
            asked = context.parser.parse_with(query or [], filters)
            grid = grid_named(context.field_names, None, per, by)
            grid = grid._replace(limit=top or None, occurrences=words)
            return asked, grid, counted_grid(context.archive, asked, grid, context.zone)

        asked, grid, found = fresh(context, count)
        notice_posts_counted(context, found, grid)
        write_grid(context, found.rows, found.names, form)
        notice_rows_cut(context, found, grid, "--top 0")
        return notice_if_empty(context, asked, found, grid)

    def ask() -> SummedUp:
        most = SHOWN if top is None else top or None
        asked = SummaryRequest(context.parser.parse_with(query or [], filters), most, words)
        archive, fields = context.archive, context.field_names
        return summed_up(archive, asked, fields, context.zone, context.watch)

    summed = fresh(context, ask)
    table = RowTable(rows_of(summed), NAMES, context.out, lines=page(summed, context.out))
    form = form or usual_format(RowTable, is_tty=context.out.is_tty)
    answer_with(context, table, form)
    if not form.for_people:
        _notice_others(context, summed)
    if summed.summary.posts:
        for counts in summed.values.values():
            notice_spellings(context, (value for value, _posts in counts))
        if summed.summary.undated == summed.summary.posts:
            notice_no_dates(context)
        notice_beside_answer(context, summed.query)
        return 0
    notice_nothing_found(context, summed.query)
    return 1


def _notice_others(context: Context, summed: SummedUp) -> None:
    """Say how many rows are left out, which the page says by fact."""
    summary = summed.summary
    if more := sum(summed.others.values()) + summary.other_busy + summary.other_gaps:
        rows = _n("{n:,} row", "{n:,} rows", more)
        context.notice(_("{rows} more with {option}.", rows=rows, option="--top 0"))
