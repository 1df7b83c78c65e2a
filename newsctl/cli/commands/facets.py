"""newsctl facets: what the front matter holds, of all posts or those of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_key
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh, synchronise
from newsctl.cli.posts.counting import (
    notice_if_empty,
    notice_posts_counted,
    notice_rows_cut,
    notice_spellings_of_keys,
)
from newsctl.cli.posts.notices import notice_left_out
from newsctl.cli.posts.row_answers import RowWindow, write_window
from newsctl.core.archive.folding import in_alphabet
from newsctl.core.archive.hits import Facet
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.ast import Query
from newsctl.core.query.parser import Filters
from newsctl.core.research.grids import CountedGrid, Grid, RowOrder, counted_grid, grid_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.core.research.tables import Row


KEY_NAMES = ("field", "posts", "values")


def facets(
    ctx: typer.Context,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIELD]",
            help="A front matter key, or date.  [default: list the keys]",
            show_default=False,
            autocompletion=complete_key,
        ),
    ] = None,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    per: options.PerOption = None,
    by: options.ByOption = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="ORDER",
            help="posts, or value: from A to Z.  [default: posts; periods by time]",
        ),
    ] = None,
    reverse: options.Reverse = False,
    limit: Annotated[
        int,
        options.number_option(
            "--limit",
            "-n",
            help="At most so many rows; with --per and a field, of each period.  [default: all]",
        ),
    ] = 0,
    offset: options.Offset = 0,
    count: options.CountOption = False,
    fields: options.RowFields = None,
    template: options.RowTemplate = None,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """List the fields, or the values of one, and count them.

    A field is counted where it stands empty too; has:FIELD asks for a value. Spellings of a
    value are counted apart, which a query takes for one.

    \b
    Examples:
      newsctl facets bron verkiezingen --since 2015
      newsctl facets date --per maand
      newsctl facets category --by bron
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    form = options.format_asked(format, json=json)
    window = RowWindow(form, fields, template, limit, offset, count)
    order = _order_named(sort)
    if field is None:
        synchronise(context)
        if filters != Filters() or query or by or per:
            raise UsageError(_("Count which field?"), hint=_("newsctl facets FIELD [QUERY]"))
        rows = key_rows(_fields(context), by_name=order is RowOrder.VALUE)
        rows = rows[::-1] if reverse else rows
        write_window(context, rows, KEY_NAMES, window, noun="field")
        notice_spellings_of_keys(context, context.facets)
        notice_left_out(context)
        return 0

    def ask() -> tuple[Query, Grid, CountedGrid]:
        asked = context.parser.parse_with(query or [], filters)
        grid = grid_named(context.field_names, field, per, by)
        grid = grid._replace(reverse=reverse, order=order)
        if grid.per and grid.by and not count:  # so many of each period
            grid = grid._replace(limit=limit or None)
        return asked, grid, counted_grid(context.archive, asked, grid, context.zone)

    asked, grid, found = fresh(context, ask)
    if grid.per and grid.by:
        window = window._replace(limit=0)
    notice_posts_counted(context, found, grid)
    noun = "row" if found.posts is not None else "value"
    write_window(context, found.rows, found.names, window, noun=noun, drawn="posts")
    notice_rows_cut(context, found, grid, "--limit 0")
    return notice_if_empty(context, asked, found, grid)


def _fields(context: Context) -> Iterable[Facet]:
    """Return the keys, with the posts that have a title or a date as these are shown.

    A title may be a heading, a date stand in a name, and one in front matter be unreadable.
    """
    found = dict(context.facets)
    for key in ("title", context.field_names.moment.name):
        posts = context.archive.count(context.parser.field("has", key))
        if posts and (key not in found or found[key].posts != posts):
            found[key] = Facet(key, posts)
    return found.values()


def key_rows(facets: Iterable[Facet], *, by_name: bool = False) -> list[Row]:
    """Return a row for each key with its numbers of posts and of values, the commonest first."""
    found = sorted(
        facets, key=lambda facet: (0 if by_name else -facet.posts, in_alphabet(facet.key))
    )
    return [
        {"field": one.key, "posts": one.posts, "values": len(one.values) or None} for one in found
    ]


def _order_named(name: str | None) -> RowOrder | None:
    if name is None:
        return None
    try:
        return RowOrder(name)
    except ValueError:
        raise UsageError(
            _("There is no order {sort!r}.", sort=name), hint=_("Use: posts, value")
        ) from None
