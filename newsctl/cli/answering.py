"""How `search` and `list` answer: a query from words and options, a page of hits, what follows."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from newsctl.cli.paging import standard_output
from newsctl.core.hits import Request, Sort
from newsctl.core.ports import Freshness
from newsctl.core.query import Everything, all_of
from newsctl.core.query_words import operators_in, plain_words
from newsctl.rendering.formats import OutputOptions, choose_output
from newsctl.rendering.results import write_hits

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.core.archive import Synchronised
    from newsctl.core.query import Query
    from newsctl.rendering.formats import Output

SCREENFUL = 20
"""Posts shown on a terminal when no limit is given."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The options that say the same as words of a query."""

    bron: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(
        cls,
        bron: list[str] | None,
        category: list[str] | None,
        since: str | None,
        until: str | None,
    ) -> Self:
        """Take the options as Typer gives them."""
        return cls(tuple(bron or ()), tuple(category or ()), since, until)


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the answer, in which order. A limit of 0 is none."""

    sort: Sort
    limit: int | None = None
    offset: int = 0
    count: bool = False


def synchronised(context: Context) -> None:
    """Bring the index up to the files, and say so where it could not be."""
    if not context.sync:
        context.notice("Not checked for changes (--no-sync).")
        return
    _tell_freshness(context, context.archive.synchronise())


def query_of(context: Context, words: list[str], filters: Filters) -> Query:
    """Make one query of words and options."""
    parser = context.parser
    given = [parser.parse_arguments(words)] if words else []
    for key, values in (("bron", filters.bron), ("category", filters.category)):
        if values:
            given.append(parser.field(key, *values))
    return all_of([*given, parser.period(filters.since, filters.until)])


def answer(context: Context, query: Query, window: Window, output: Output) -> int:
    """Write the posts that answer a query, and return the exit code: 1 when there are none."""
    if window.count:
        total = context.archive.search(Request(query, limit=0)).total
        sys.stdout.write(f"{total}\n")
        return 0 if total else 1
    limit = window.limit
    if limit is None and context.out.is_tty and output.is_for_people:
        limit = SCREENFUL
    page = context.archive.search(
        Request(
            query,
            window.sort,
            limit=limit or None,
            offset=window.offset,
            snippets=output.needs_snippets,
            explain=output.needs_reasons,
        )
    )
    with standard_output(context) as out:
        shown = write_hits(page.hits, output, out=out, terminal=context.out, place=context.place)
    if page.total:
        _tell_what_is_shown(context, shown, page.total, window.offset)
        return 0
    _tell_nothing_found(context, query)
    return 0 if isinstance(query, Everything) else 1


def output_of(
    context: Context, options: OutputOptions, *, ranked: bool, explain: bool = False
) -> Output:
    """Decide how to write an answer. Raises UsageError for options that exclude one another."""
    return choose_output(
        options,
        is_tty=context.out.is_tty,
        ranked=ranked,
        explain=explain,
        known=tuple(context.facets),
    )


def _tell_freshness(context: Context, synchronised: Synchronised) -> None:
    if synchronised.freshness is Freshness.BEHIND:
        number = len(synchronised.changes)
        context.notice(
            f"Another newsctl is bringing the index up to date; {number} changed files are not"
            " in this answer."
        )


def _tell_what_is_shown(context: Context, shown: int, total: int, offset: int) -> None:
    """Say how many there are, to people."""
    if not context.err.is_tty or not context.out.is_tty:
        return
    posts = "1 post" if total == 1 else f"{total} posts"
    if shown == total:
        context.notice(posts + ".")
    elif shown:
        more = total - offset - shown
        rest = f"; {more} more with --limit 0 or --offset {offset + shown}" if more else ""
        context.notice(f"{offset + 1} to {offset + shown} of {posts}{rest}.")
    else:
        context.notice(f"{posts}, none of them after the first {offset}.")


def _tell_nothing_found(context: Context, query: Query) -> None:
    if isinstance(query, Everything):
        context.notice("The archive has no posts.")
        return
    operators = operators_in(query)
    asked = f" Read as: {', '.join(operators)}." if operators else ""
    context.notice(f"No posts found.{asked}")
    for suggestion in context.archive.suggest(plain_words(query)):
        context.notice(f"Did you mean {suggestion.replacement} instead of {suggestion.word}?")
