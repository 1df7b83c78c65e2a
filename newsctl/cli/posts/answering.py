"""How `search` and `list` answer: a query from words and options, and a page of hits."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.cli.terminal.paging import standard_output
from newsctl.cli.terminal.telling import (
    tell_freshness,
    tell_guess,
    tell_left_out,
    tell_of_an_unfinished_change,
    tell_what_is_shown,
)
from newsctl.core.archive.hits import FEW_POSTS, Request, Sort
from newsctl.core.errors import UsageError
from newsctl.core.query.ast import Everything, all_of, wanted_terms
from newsctl.core.query.describe import has_ways_out
from newsctl.core.query.fields import FieldKind
from newsctl.rendering.formats import OutputOptions, choose_output
from newsctl.rendering.results import write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Page
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field
    from newsctl.rendering.formats import Output

SCREENFUL = 20
"""Posts shown on a terminal when no limit is given."""

NO_VALUES = (FieldKind.BODY, FieldKind.PATH, FieldKind.PRESENCE)
"""Kinds of field that hold nothing in front matter."""

_LARGEST_FIRST = ("relevance", "date")


class Filters(NamedTuple):
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


@dataclass(frozen=True)
class Window:
    """Which part of the answer, in which order. A limit of 0 is none."""

    sorts: tuple[Sort, ...]
    limit: int | None = None
    offset: int = 0
    count: bool = False


def synchronised(context: Context) -> None:
    """Bring the index up to the files, and say what stands in the way of a whole answer."""
    tell_of_an_unfinished_change(context)
    if not context.sync:
        context.notice("Not checked for changes (--no-sync).")
    else:
        tell_freshness(context, context.archive.synchronise())
    tell_guess(context)


def query_of(context: Context, words: list[str], filters: Filters) -> Query:
    """Make one query of words and options."""
    parser = context.parser
    given = [parser.parse_arguments(words)] if words else []
    for key, values in (("bron", filters.bron), ("category", filters.category)):
        if values:
            given.append(parser.field(key, *values))
    return all_of([*given, parser.period(filters.since, filters.until)])


def order_of(context: Context, names: Sequence[str], *, reverse: bool) -> tuple[Sort, ...]:
    """Return the orders by relevance, path or a field: dates and scores the largest first.

    Raises UsageError, with a suggestion, for a field that the archive does not have.
    """
    return tuple(_order(context, name, reverse=reverse) for name in names)


def _order(context: Context, name: str, *, reverse: bool) -> Sort:
    key, also = name, tuple[str, ...]()
    if name not in {"relevance", "path"}:
        field = field_named(context, name)
        is_moment = field == context.field_names.moment
        key, also = ("date", ()) if is_moment else (field.name, field.also)
    return Sort(key, (key in _LARGEST_FIRST) is not reverse, also)


def field_named(context: Context, name: str) -> Field:
    """Return the front matter key that was meant. Raises UsageError, with a suggestion."""
    found = context.field_names.find(name)
    if found is None or found.kind in NO_VALUES:
        close = context.field_names.suggest(name)
        hint = f"Did you mean {close}?" if close and found is None else "Try: newsctl facets"
        raise UsageError(f"There is no field {name!r}.", hint=hint)
    return found


def answer(context: Context, query: Query, window: Window, output: Output) -> int:
    """Write the posts that answer a query, and return the exit code: 1 when there are none."""
    if window.count:
        total = context.archive.search(Request(query, limit=0)).total
        sys.stdout.write(f"{total}\n")
        sys.stdout.flush()
        _tell_what_is_missing(context, query, total)
        return _exit_code(query, total)
    limit = window.limit
    if limit is None and context.out.is_tty and output.is_for_people:
        limit = SCREENFUL
    page = context.archive.search(
        Request(
            query,
            window.sorts[0],
            then=window.sorts[1:],
            limit=limit or None,
            offset=window.offset,
            snippets=output.needs_snippets,
            explain=output.needs_reasons,
            highlights=output.needs_highlights,
            front_matter=output.needs_front_matter,
            text=output.needs_text,
        )
    )
    if output.needs_body:
        page = page._replace(hits=context.archive.with_bodies(page.hits))
    shown = _shown(context, page, output)
    _tell_what_is_missing(context, query, page.total)
    if page.total:
        tell_what_is_shown(context, shown, page.total, window.offset)
    return _exit_code(query, page.total)


def _shown(context: Context, page: Page, output: Output) -> int:
    """Write a page, numbered for a person at a terminal, and return how many posts it has."""
    record = None
    if context.out.is_tty and output.is_for_people:
        from newsctl.cli.posts.last_list import record_of_list  # noqa: PLC0415 -- on a terminal alone

        record = record_of_list(context, page.offset + 1)
    if record:
        page = page._replace(hits=record.recorded(page.hits))
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


def _tell_what_is_missing(context: Context, query: Query, total: int) -> None:
    tell_left_out(context)
    has_other_ways = has_ways_out(query)
    is_rare = total <= FEW_POSTS and any(True for _ in wanted_terms(query))
    if total and not has_other_ways and not is_rare:
        return
    from newsctl.cli.posts import nothing_found  # noqa: PLC0415 -- for these alone

    if total and has_other_ways:
        nothing_found.tell_what_is_misspelt(context, query)
    elif total:
        nothing_found.tell_words_misspelt(context, query)
    else:
        nothing_found.tell_nothing_found(context, query)


def _exit_code(query: Query, total: int) -> int:
    return 0 if total or isinstance(query, Everything) else 1
