"""The steps of `search` and `list`: the query is parsed, and a page of hits is written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsctl.cli.posts.notices import (
    notice_freshness,
    notice_guessed_archive,
    notice_interrupted_change,
    notice_range_shown,
    notice_shadowed_keys,
    notice_unsorted,
    notice_what_is_missing,
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
    """Which part of the answer, in which order. A limit of 0 is unlimited."""

    sorts: tuple[Sort, ...]
    limit: int | None = None
    offset: int = 0
    count: bool = False


class FoundPosts(NamedTuple):
    """The posts of an answer, and their output options."""

    query: Query
    page: Page
    window: Window
    output: Output


def synchronise(context: Context) -> None:
    """Update the index from the files, and print a notice if the answer may be incomplete."""
    fresh(context, lambda: None)


def fresh(context: Context, ask: Callable[[], _FreshT]) -> _FreshT:
    """Return the result of `ask` with an updated index: see `Archive.up_to_date`.

    A notice precedes it if the answer may be incomplete.
    """

    def tell(synchronised: Synchronised) -> None:
        notice_freshness(context, synchronised)
        notice_guessed_archive(context)
        if synchronised.changes:
            context.forget_fields()

    notice_interrupted_change(context)
    if context.sync:
        return context.archive.up_to_date(ask, tell)
    context.notice(_("Not checked for changes (--no-sync)."))
    notice_guessed_archive(context)
    return ask()


def posts_found(context: Context, query: Query, window: Window, output: Output) -> FoundPosts:
    """Return the posts of a query, as far as they are to be written."""
    limit = window.limit
    if limit is None and context.out.is_tty and output.is_for_people:
        limit = SCREENFUL
    asked = Request(
        query, window.sorts[0], then=window.sorts[1:], limit=limit or None, offset=window.offset
    )
    asked = Request(query, limit=0) if window.count else output.requested(asked)
    return FoundPosts(query, context.archive.search(asked), window, output)


def write_posts(context: Context, found: FoundPosts) -> int:
    """Write the posts of an answer, and return the exit code: 1 if there are none."""
    query, page, window, output = found
    if window.count:
        sys.stdout.write(f"{page.total}\n")
        sys.stdout.flush()
        notice_what_is_missing(context, query, page.total)
        return _exit_code(page.total)
    if output.needs_body:
        page = page.with_hits(context.archive.with_bodies(page.hits))
    shown = show_page(context, page, output)
    notice_what_is_missing(context, query, page.total)
    if page.total:
        notice_unsorted(context, query, window.sorts)
        behind = window.offset + shown
        more_with = _("--limit 0 or --offset {behind}", behind=behind)
        notice_range_shown(context, shown, page.total, window.offset, more_with=more_with)
    return _exit_code(page.total)


def show_page(context: Context, page: Page, output: Output) -> int:
    """Write a page, numbered on a terminal, and return its number of posts."""
    notice_shadowed_keys(context, output)
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
    context: Context,
    options: OutputOptions,
    *,
    ranked: bool,
    explain: bool = False,
    scored: bool = False,
) -> Output:
    """Resolve the output options. Raises UsageError for options that exclude each other."""
    return choose_output(
        options,
        is_tty=context.out.is_tty,
        ranked=ranked,
        explain=explain,
        known=tuple(context.facets),
        scored=scored or ranked,
    )


def _exit_code(total: int) -> int:
    return 0 if total else 1
