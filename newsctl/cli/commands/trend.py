"""newsctl trend: queries through time, as shares of the archive."""

from pathlib import Path
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.trends import trend_of, write_trend
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.parser import Filters
from newsctl.core.research.calendar import per_named
from newsctl.core.research.trends import CountedTrend, Trend


def trend(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY...",
            help="A series for each argument: verkiezing 'klimaat bron:NOS'",
            show_default=False,
        ),
    ] = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    per: options.PerOption = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="QUERY",
            help="Shares of the posts of this query.  [default: all posts]",
            show_default=False,
        ),
    ] = None,
    absolute: Annotated[bool, typer.Option("--absolute", help="Draw numbers, not shares.")] = False,
    smooth: Annotated[
        int,
        options.number_option("--smooth", help="Draw means over N periods."),
    ] = 0,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot",
            metavar="FILE",
            help="Write a plot too, as SVG or (with the extra plot) PNG.",
            autocompletion=complete_file,
        ),
    ] = None,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """Count the posts of queries through time, as shares of all posts or of --within.

    \b
    Examples:
      newsctl trend verkiezing klimaat --per jaar
      newsctl trend trein --within category:verkeer --per jaar --plot trein.svg
    """
    context: Context = ctx.obj
    if not query:
        raise UsageError(_("Which queries?"), hint=_("newsctl trend verkiezing klimaat --per jaar"))
    period = per_named(per or "jaar")
    if plot and plot.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(
            _("A plot is SVG or PNG: --plot {with_suffix}", with_suffix=plot.with_suffix(".svg"))
        )
    form = options.format_asked(format, json=json)
    filters = Filters.of(bron, category, since, until)

    def ask() -> CountedTrend:
        narrowed = context.parser.parse_with([], filters)
        return trend_of(context, Trend(tuple(query), narrowed, within, period, smooth, absolute))

    return write_trend(context, fresh(context, ask), form, plot)
