"""newsctl list: posts in order, newest first."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_sort
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import (
    FoundPosts,
    Window,
    fresh,
    output_of,
    posts_found,
    write_posts,
)
from newsctl.core.archive.orders import orders
from newsctl.core.query.parser import Filters
from newsctl.rendering.output import OutputOptions


def list_posts(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="date, title, or any field; repeat for the next.  [default: date]",
            autocompletion=complete_sort,
            show_default=False,
        ),
    ] = None,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
    offset: options.Offset = 0,
    count: options.CountOption = False,
    format: options.OutputFormat = None,
    json: options.Json = False,
    fields: options.Fields = None,
    template: options.TemplateText = None,
    null: options.Null = False,
) -> int:
    """List posts, newest first: all, or those that answer a query.

    \b
    Examples:
      newsctl list --bron NOS --since 2020
      newsctl list 'date:2019 has:feature_image' -f path -0 | xargs -0 wc -w
    """
    context: Context = ctx.obj

    def ask() -> FoundPosts:
        asked = context.parser.parse_with(query or [], Filters.of(bron, category, since, until))
        output = output_of(
            context,
            OutputOptions(options.format_asked(format, json=json), fields, template, null),
            ranked=False,
        )
        order = orders(sort or ["date"], context.field_names, reverse=reverse)
        return posts_found(context, asked, Window(order, limit, offset, count=count), output)

    return write_posts(context, fresh(context, ask))
