"""newsctl trend: queries through time, as shares of the archive."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.notices import notice_beside_answer, notice_no_dates, notice_nothing_found
from newsctl.cli.reading.language import catalog_of, language_named
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.counts import with_count
from newsctl.core.errors import ArchiveError, UsageError
from newsctl.core.messages import _, _n, joined, said_by_system
from newsctl.core.query.ast import all_of
from newsctl.core.query.parser import Filters
from newsctl.core.research.calendar import per_named
from newsctl.core.research.trends import CountedTrend, Trend, counted_trend
from newsctl.rendering.rows import RowTable
from newsctl.rendering.trend_view import NAMES, rows_of, trend_lines

if TYPE_CHECKING:
    from newsctl.rendering.formats import Format


_FORMS_SHOWN = 8


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
        typer.Option(
            "--smooth",
            parser=options.number_of_times,
            metavar="N",
            help="Draw means over N periods.",
            show_default=False,
        ),
    ] = 1,
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


def trend_of(context: Context, trend: Trend) -> CountedTrend:
    """Count the posts of queries by period."""
    with context.watch(_("Counting")) as progress:
        return counted_trend(context.archive, context.parser, trend, context.now(), progress)


def write_trend(
    context: Context, counted: CountedTrend, form: Format | None, plot: Path | None
) -> int:
    """Write a trend, and return the exit code: 1 if no query has a post."""
    asked = counted.asked
    more = ("mean" if asked.absolute else "smoothed",) if asked.smooth > 1 else ()
    rows = rows_of(counted.series, smooth=bool(more), absolute=asked.absolute)
    lines = trend_lines(counted.series, context.out, absolute=asked.absolute)
    answer_with(context, RowTable(rows, (*NAMES, *more), context.out, lines=lines), form)
    _notice_counts(context, counted)
    if plot:
        from newsctl.rendering.plot import trend_svg  # noqa: PLC0415 -- for that alone

        catalog = catalog_of(language_named(context.env, is_tty=True))  # it is for people
        write_plot(plot, trend_svg(counted, context.root.name, catalog))
        context.notice(_("Plotted in {plot}.", plot=plot))
    if any(counted.posts):
        notice_beside_answer(context, *counted.queries, counted.whole_query)
        return 0
    notice_nothing_found(context, all_of([counted.queries[0], counted.whole_query]))
    return 1


def write_plot(file: Path, picture: str) -> None:
    """Write a picture as SVG or PNG, by the extension of the file.

    Raises UsageError if the PNG converter is not installed, ArchiveError for a file that cannot be
    written.
    """
    from newsctl.rendering.plot import png  # noqa: PLC0415 -- for that alone

    is_png = file.suffix.lower() == ".png"
    data = png(picture) if is_png else picture.encode("utf-8", "replace")
    try:
        file.expanduser().write_bytes(data)
    except OSError as error:
        raise ArchiveError(
            _("{file} cannot be written: {strerror}.", file=file, strerror=said_by_system(error))
        ) from error


def _notice_counts(context: Context, counted: CountedTrend) -> None:
    """Print how many posts were counted, and which words of the archive they matched."""
    numbers = zip(counted.asked.queries, counted.posts, strict=True)
    of = joined(", ", (with_count(*one) for one in numbers))
    undated = counted.whole.undated
    undated_part = _("; {undated:,} without a date", undated=undated) if undated else ""
    context.notice(
        _n(
            "Of {n:,} post{told}: {of}.",
            "Of {n:,} posts{told}: {of}.",
            counted.whole.posts,
            told=undated_part,
            of=of,
        )
    )
    if counted.whole.posts and undated == counted.whole.posts:
        notice_no_dates(context)
    forms = [one for query in counted.queries for one in context.archive.forms(query)]
    for word, rules in {one.word: one.rules for one in forms if one.decides}.items():
        shown = ", ".join(islice(rules, _FORMS_SHOWN))
        more = len(rules) - _FORMS_SHOWN
        if more > 0:
            shown = _("{shown} and {more:,} more", shown=shown, more=more)
        context.notice(_("{word} is {shown}.", word=word, shown=shown))
    for word in dict.fromkeys(one.word for one in forms if not one.decides):
        context.notice(_("{word} decides nothing beside other words; +{word} does.", word=word))
