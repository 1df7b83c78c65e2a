"""newsctl kwic: words in context."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_context_order
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.in_context import (
    ORDERS,
    Concordance,
    FoundOccurrences,
    occurrences_of,
    write_occurrences,
)
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.parser import Filters


def kwic(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    width: Annotated[
        int | None,
        options.number_option(
            "--width", help="Letters on each side.  [default: what fits the window; in a pipe 40]"
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="date, or by the words to the left or right.",
            autocompletion=complete_context_order,
        ),
    ] = "date",
    reverse: Annotated[bool, typer.Option("--reverse", help="The oldest posts first.")] = False,
    sample: Annotated[
        int | None,
        options.number_option("--sample", help="N of all, the same each time."),
    ] = None,
    limit: Annotated[
        int | None,
        options.number_option("--limit", "-n", help="At most so many lines.  [default: all]"),
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Print only how many places there are.")
    ] = False,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """Show each place where words of a query stand, in its context.

    In a pipe each line begins with path:line:column: of the file, as editors read it; of a word in
    the title it is where the title begins.

    \b
    Examples:
      newsctl kwic verkiezingen --sort right
      newsctl kwic klimaat > places && vim -q places
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    if not any(map(str.strip, query or [])):
        raise UsageError(_("Which words?"), hint=_("newsctl kwic verkiezingen"))
    if sort not in ORDERS:
        raise UsageError(
            _("There is no order {sort!r}.", sort=sort),
            hint=_("Use: {orders}", orders=", ".join(ORDERS)),
        )
    wanted = Concordance(sort, reverse, width, sample, limit, count)
    form = options.format_asked(format, json=json)

    def ask() -> FoundOccurrences:
        asked = context.parser.parse_with(query or [], filters)
        return occurrences_of(context, asked, wanted, form)

    return write_occurrences(context, fresh(context, ask), counts=count)
