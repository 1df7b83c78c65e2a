"""newsctl collocates: the words that go with a word."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_word_order
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.row_answers import RowWindow
from newsctl.cli.posts.word_lists import write_collocates
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.ast import Query
from newsctl.core.query.parser import Filters
from newsctl.core.research.keywords import LEAST
from newsctl.core.research.word_lists import (
    COLLOCATE_ORDERS,
    CollocateList,
    WordChoice,
    collocate_list,
    order_named,
)


def collocates(
    ctx: typer.Context,
    word: Annotated[
        str | None,
        typer.Argument(
            metavar="WORD",
            help="A word, in any of its inflections; +WORD exactly, WORD* what begins so.",
            show_default=False,
        ),
    ] = None,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    near: Annotated[
        int,
        options.number_option(
            "--window", help="How many words on each side are near.", show_default=True
        ),
    ] = 5,
    parts: options.PartsToo = False,
    stop_words: options.StopWords = False,
    least: options.LeastLikelihood = LEAST,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="ORDER",
            help="log-likelihood, log-dice, count, or word: from A to Z.  "
            "[default: log-likelihood]",
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
    """List the words that stand near a word, by log-likelihood and logDice.

    All forms of a word count together. Both measures tell how much more often a word stands near
    than elsewhere in these posts; logDice, of at most 14, does not grow with the archive.

    \b
    Examples:
      newsctl collocates kabinet
      newsctl collocates verkiezing --window 3 --sort log-dice
    """
    context: Context = ctx.obj
    if word is None:
        raise UsageError(_("Near which word?"), hint=_("newsctl collocates kabinet"))
    if not near:
        raise UsageError(_("--window has to be 1 at least."))
    filters = Filters.of(bron, category, since, until)
    choice = WordChoice(order_named(sort, COLLOCATE_ORDERS), reverse, least, parts, stop_words)
    form = options.format_asked(format, json=json)
    window = RowWindow(form, fields, template, limit, offset, count)

    def ask() -> tuple[Query, Query, CollocateList]:
        sought = context.parser.parse_typed(word)
        asked = context.parser.parse_with(query or [], filters)
        return sought, asked, collocate_list(context.archive, sought, near, asked, choice)

    return write_collocates(context, near, fresh(context, ask), choice, window)
