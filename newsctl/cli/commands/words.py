"""newsctl words: the words that mark the posts of a query."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_word_order
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.row_answers import RowWindow
from newsctl.cli.posts.word_lists import CountedKeywords, counted_keywords, write_keywords
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything
from newsctl.core.query.parser import Filters
from newsctl.core.research.keywords import LEAST, Use
from newsctl.core.research.word_lists import KEYWORD_ORDERS, WordChoice, order_named


def words(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="QUERY",
            help="Compare with the posts of this query.  [default: all others]",
            show_default=False,
        ),
    ] = None,
    under: Annotated[
        bool, typer.Option("--under", help="The words that are rarer than elsewhere.")
    ] = False,
    parts: options.PartsToo = False,
    stop_words: options.StopWords = False,
    least: options.LeastLikelihood = LEAST,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="ORDER",
            help="log-likelihood, count, or word: from A to Z.  [default: log-likelihood]",
            autocompletion=complete_word_order,
        ),
    ] = None,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
    offset: options.Offset = 0,
    count: options.CountOption = False,
    fields: options.RowFields = None,
    template: options.RowTemplate = None,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """List the words that mark the posts of a query, by log-likelihood.

    Words are counted in titles and texts, all forms of one together; a compound is a word of its
    own. count and ppm (of a million words) are of these posts, elsewhere and ppm_elsewhere of
    those they are compared with. Without a query the commonest words are listed.

    \b
    Examples:
      newsctl words category:politiek --since 2020
      newsctl words bron:NOS --against bron:Trouw --under --parts
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    choice = WordChoice(
        order_named(sort, KEYWORD_ORDERS),
        reverse,
        least,
        parts,
        stop_words,
        Use.UNDER if under else Use.OVER,
    )
    form = options.format_asked(format, json=json)
    window = RowWindow(form, fields, template, limit, offset, count)

    def ask() -> CountedKeywords:
        asked = context.parser.parse_with(query or [], filters)
        if isinstance(asked, Everything) and (against is not None or under):
            hint = _("newsctl words category:politiek")
            raise UsageError(_("The words of which posts?"), hint=hint)
        other = None if against is None else context.parser.parse_typed(against)
        return counted_keywords(context.archive, asked, other, choice)

    return write_keywords(context, fresh(context, ask), choice, window)
