"""How queries through time are answered: counted, written, plotted, and what is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.notices import tell_nothing_found
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.counts import counted as number_of
from newsctl.core.query.ast import all_of
from newsctl.core.research.series import series_of
from newsctl.rendering.rows import RowTable
from newsctl.rendering.trend_view import NAMES, rows_of, trend_lines

if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Dates
    from newsctl.core.query.ast import Query
    from newsctl.core.research.calendar import Per
    from newsctl.core.research.series import Series
    from newsctl.rendering.formats import Format

_FORMS_SHOWN = 8


class Trend(NamedTuple):
    """What is asked: queries as typed, what all have to answer, and how they are counted."""

    queries: tuple[str, ...]
    filters: Query
    within: str | None
    per: Per
    smooth: int = 0
    absolute: bool = False


def write_trend(context: Context, asked: Trend, form: Format | None, plot: Path | None) -> int:
    """Write a trend, and return the exit code: 1 where no query has a post."""
    parser = context.parser
    queries = [parser.parse(text) for text in asked.queries]
    within = [parser.parse(asked.within)] if asked.within is not None else []
    whole_query = all_of([asked.filters, *within])
    with context.watch("Counting") as progress:
        whole = context.archive.dates(whole_query)
        dates: list[Dates] = []
        for query in queries:
            progress(len(dates) + 1, len(queries) + 1)
            dates.append(context.archive.dates(all_of([query, whole_query])))
    found = series_of(
        zip(asked.queries, dates, strict=True),
        whole,
        asked.per,
        context.now(),
        smooth=asked.smooth,
        absolute=asked.absolute,
    )
    more = ("mean" if asked.absolute else "smoothed",) if asked.smooth > 1 else ()
    rows = rows_of(found, smooth=bool(more), absolute=asked.absolute)
    lines = trend_lines(found, context.out, absolute=asked.absolute)
    answer_with(context, RowTable(rows, (*NAMES, *more), context.out, lines=lines), form)
    posts = [one.posts for one in dates]
    _tell(context, asked, queries, posts, whole.posts, whole.undated)
    if plot:
        _plot(context, asked, found, plot, whole.posts)
    if any(posts):
        return 0
    tell_nothing_found(context, all_of([queries[0], whole_query]))
    return 1


def _tell(
    context: Context,
    asked: Trend,
    queries: list[Query],
    posts: list[int],
    total: int,
    undated: int,
) -> None:
    """Say of how many posts it is, and by which words of the archive they were found."""
    of = ", ".join(f"{text} {number:,}" for text, number in zip(asked.queries, posts, strict=True))
    told = f"; {undated:,} without a date" if undated else ""
    context.notice(f"Of {number_of(total, 'post')}{told}: {of}.")
    forms = {one.word: one.rules for query in queries for one in context.archive.forms(query)}
    for word, rules in forms.items():
        in_order = sorted(rules, key=lambda form: (_SUREST.index(rules[form]), len(form), form))
        shown = ", ".join(in_order[:_FORMS_SHOWN])
        more = len(in_order) - _FORMS_SHOWN
        context.notice(f"{word} is {shown}{f' and {more:,} more' if more > 0 else ''}.")


_SUREST = ("exact", "phrase", "inflection", "prefix", "compound", "affix", "fuzzy")


def _plot(context: Context, asked: Trend, found: list[Series], plot: Path, total: int) -> None:
    from newsctl.rendering.plot import svg  # noqa: PLC0415 -- for that alone

    what = "Posts" if asked.absolute else "Aandeel van de posts"
    title = f"{what} per {asked.per}: {', '.join(asked.queries)}"
    within = f", {asked.within}" if asked.within else ""
    mean = f", gemiddeld over {asked.smooth} perioden" if asked.smooth > 1 else ""
    numbers = f"{total:,}".replace(",", ".")
    source = f"Bron: {context.root.name}{within}, {numbers} posts{mean}. Gemaakt met newsctl."
    picture = svg(found, title=title, source=source, absolute=asked.absolute)
    plot.expanduser().write_text(picture, encoding="utf-8", errors="replace")
    context.notice(f"Plotted in {plot}.")
