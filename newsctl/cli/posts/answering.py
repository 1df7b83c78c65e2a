"""How `search` and `list` answer: a query from words and options, and a page of hits."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Page
    from newsctl.core.query.ast import Query
    from newsctl.rendering.output import Output

SCREENFUL = 20
"""Posts shown on a terminal when no limit is given."""


@dataclass(frozen=True)
class Window:
    """Which part of the answer, in which order. A limit of 0 is none."""

    sorts: tuple[Sort, ...]
    limit: int | None = None
    offset: int = 0
    count: bool = False


def synchronise(context: Context) -> None:
    """Bring the index up to the files, and say what stands in the way of a whole answer."""
    tell_of_an_unfinished_change(context)
    if not context.sync:
        context.notice(_("Not checked for changes (--no-sync)."))
    else:
        tell_freshness(context, context.archive.synchronise())
    tell_guess(context)


def answer(context: Context, query: Query, window: Window, output: Output) -> int:
    """Write the posts that answer a query, and return the exit code: 1 when there are none."""
    if window.count:
        total = context.archive.search(Request(query, limit=0)).total
        sys.stdout.write(f"{total}\n")
        sys.stdout.flush()
        tell_what_is_missing(context, query, total)
        return _exit_code(total)
    limit = window.limit
    if limit is None and context.out.is_tty and output.is_for_people:
        limit = SCREENFUL
    asked = Request(
        query, window.sorts[0], then=window.sorts[1:], limit=limit or None, offset=window.offset
    )
    page = context.archive.search(output.requested(asked))
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
