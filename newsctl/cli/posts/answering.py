"""How `search` and `list` answer: a query from words and options, and a page of hits."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsctl.cli.posts.notices import (
    tell_freshness,
    tell_guess,
    tell_of_an_unfinished_change,
    tell_what_is_missing,
    tell_what_is_shown,
)
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.messages import _
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.results import write_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsctl.cli.context import Context
    from newsctl.core.archive.archive import Synchronised
    from newsctl.core.archive.hits import Page
    from newsctl.core.query.ast import Query
    from newsctl.rendering.output import Output

_FreshT = TypeVar("_FreshT")

SCREENFUL = 20
"""Posts shown on a terminal when no limit is given."""


@dataclass(frozen=True)
class Window:
    """Which part of the answer, in which order. A limit of 0 is none."""

    sorts: tuple[Sort, ...]
    limit: int | None = None
    offset: int = 0
    count: bool = False


class FoundPosts(NamedTuple):
    """The posts that answer a query, and how they are to be written."""

    query: Query
    page: Page
    window: Window
    output: Output


def synchronise(context: Context) -> None:
    """Bring the index up to the files, and say what stands in the way of a whole answer."""
    fresh(context, lambda: None)


def fresh(context: Context, ask: Callable[[], _FreshT]) -> _FreshT:
    """Return what `ask` returns once the index is up to date: see `Archive.up_to_date`.

    What stands in the way of a whole answer is said before it.
    """

    def tell(synchronised: Synchronised) -> None:
        tell_freshness(context, synchronised)
        tell_guess(context)
        if synchronised.changes:
            context.forget_fields()

    tell_of_an_unfinished_change(context)
    if context.sync:
        return context.archive.up_to_date(ask, tell)
    context.notice(_("Not checked for changes (--no-sync)."))
    tell_guess(context)
    return ask()


def posts_found(context: Context, query: Query, window: Window, output: Output) -> FoundPosts:
    """Return the posts that answer a query, as far as they are to be written."""
    limit = window.limit
    if limit is None and context.out.is_tty and output.is_for_people:
        limit = SCREENFUL
    asked = Request(
        query, window.sorts[0], then=window.sorts[1:], limit=limit or None, offset=window.offset
    )
    asked = Request(query, limit=0) if window.count else output.requested(asked)
    return FoundPosts(query, context.archive.search(asked), window, output)


def write_posts(context: Context, found: FoundPosts) -> int:
    """Write the posts that answer a query, and return the exit code: 1 when there are none."""
    query, page, window, output = found
    if window.count:
        sys.stdout.write(f"{page.total}\n")
        sys.stdout.flush()
        tell_what_is_missing(context, query, page.total)
        return _exit_code(page.total)
    if output.needs_body:
        page = page.with_hits(context.archive.with_bodies(page.hits))
    shown = show_page(context, page, output)
    tell_what_is_missing(context, query, page.total)
    if page.total:
        behind = window.offset + shown
        more_with = _("--limit 0 or --offset {behind}", behind=behind)
        tell_what_is_shown(context, shown, page.total, window.offset, more_with=more_with)
    return _exit_code(page.total)


def show_page(context: Context, page: Page, output: Output) -> int:
    """Write a page, numbered for a person at a terminal, and return how many posts it has."""
    record = None
    if context.out.is_tty and output.is_for_people:
        from newsctl.cli.posts.last_list import record_of_list  # noqa: PLC0415 -- on a terminal alone

        record = record_of_list(context, page.offset + 1)
    if record:
        page = page.with_hits(record.recorded(page.hits))
    try:
        with standard_output(context) as out:
            return write_page(
                page,
                output,
                out=out,
                terminal=context.out,
                place=context.place,
                numbered=record is not None,
            )
    finally:
        if record:
            record.keep()


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


def _exit_code(total: int) -> int:
    return 0 if total else 1
