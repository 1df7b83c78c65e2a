"""newsctl search: full text, ranked, with snippets."""

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
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.parser import (
    Filters,
    QueryParser,  # noqa: F401 -- while files are looked at
)
from newsctl.rendering.output import OutputOptions


def search(
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
            help="relevance, date, title, or any field; repeat for the next.  [default: relevance]",
            autocompletion=complete_sort,
            show_default=False,
        ),
    ] = None,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
    offset: options.Offset = 0,
    count: options.CountOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show why each post was found.")
    ] = False,
    format: options.OutputFormat = None,
    json: options.Json = False,
    fields: options.Fields = None,
    template: options.TemplateText = None,
    null: options.Null = False,
) -> int:
    """Find posts by their words, the best first.

    A word finds its inflections and the compounds that hold it: verkiezing finds verkiezingen and
    presidentsverkiezingen.

    \b
    Examples:
      newsctl search verkiezing facebook --since 2019
      newsctl search '"tweede kamer" bron:NOS -rutte'
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    if filters == Filters() and not any(map(str.strip, query or [])):
        raise UsageError(_("What to search for?"), hint=_("For all posts: newsctl list"))

    def ask() -> FoundPosts:
        asked = context.parser.parse_with(query or [], filters)
        output = output_of(
            context,
            OutputOptions(options.format_asked(format, json=json), fields, template, null),
            ranked=True,
            explain=explain,
        )
        order = orders(sort or ["relevance"], context.field_names, reverse=reverse)
        return posts_found(context, asked, Window(order, limit, offset, count=count), output)

    return write_posts(context, fresh(context, ask))
