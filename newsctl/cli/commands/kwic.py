"""newsctl kwic: words in context."""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_context_order
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import fresh
from newsctl.cli.posts.notices import notice_beside_answer, notice_nothing_found
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n
from newsctl.core.query.parser import Filters
from newsctl.core.research.concordance import (
    line_and_column,
    occurrences,
    places,
    sample,
    sorted_by_left,
    sorted_by_right,
)
from newsctl.rendering.concordance import OccurrenceList, PlacedMatch, sides
from newsctl.rendering.formats import usual_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.hits import Hit
    from newsctl.core.query.ast import Query
    from newsctl.core.research.concordance import Occurrence
    from newsctl.rendering.formats import Format


def kwic(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    width: Annotated[
        int | None,
        options.number_option(
            "--width", help="Letters on each side.  [default: what fits the window; in a pipe 40]"
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="date, or by the words to the left or right.",
            autocompletion=complete_context_order,
        ),
    ] = "date",
    reverse: Annotated[bool, typer.Option("--reverse", help="The oldest posts first.")] = False,
    sample: Annotated[
        int | None,
        options.number_option("--sample", help="N of all, the same each time."),
    ] = None,
    limit: Annotated[
        int | None,
        options.number_option("--limit", "-n", help="At most so many lines.  [default: all]"),
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Print only how many places there are.")
    ] = False,
    format: options.RowsFormat = None,
    json: options.Json = False,
) -> int:
    """Show each place where words of a query stand, in its context.

    In a pipe each line begins with path:line:column: of the file, as editors read it; of a word in
    the title it is where the title begins.

    \b
    Examples:
      newsctl kwic verkiezingen --sort right
      newsctl kwic klimaat > places && vim -q places
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    if not any(map(str.strip, query or [])):
        raise UsageError(_("Which words?"), hint=_("newsctl kwic verkiezingen"))
    if sort not in ORDERS:
        raise UsageError(
            _("There is no order {sort!r}.", sort=sort),
            hint=_("Use: {orders}", orders=", ".join(ORDERS)),
        )
    wanted = Concordance(sort, reverse, width, sample, limit, count)
    form = options.format_asked(format, json=json)

    def ask() -> FoundOccurrences:
        asked = context.parser.parse_with(query or [], filters)
        return occurrences_of(context, asked, wanted, form)

    return write_occurrences(context, fresh(context, ask), counts=count)


def watched(context: Context, hits: Iterable[Hit], total: int) -> Iterator[Hit]:
    """Yield hits, with a progress bar on a terminal."""
    with context.watch(_("Reading")) as progress:
        for number, hit in enumerate(hits, 1):
            yield hit
            progress(number, total)


ORDERS = ("date", "left", "right")
_IN_A_PIPE = 40


class Concordance(NamedTuple):
    """The options of `kwic`. A sample, limit or width of None is unlimited."""

    order: str = "date"
    reverse: bool = False
    width: int | None = None
    sample: int | None = None
    limit: int | None = None
    counts: bool = False


class FoundOccurrences(NamedTuple):
    """Occurrences, as an iterator, with file positions if these are shown.

    `posts` is the number of posts that match, `form` the output format.
    """

    query: Query
    posts: int
    form: Format
    shown: _ShownOccurrences
    placed: Iterator[PlacedMatch]


def occurrences_of(
    context: Context, query: Query, wanted: Concordance, form: Format | None
) -> FoundOccurrences:
    """Find occurrences in order of date; the first is read already.

    None is written before the scan has ended, since a changed file may have to come first, or no
    longer match.
    """
    request = Request(query, Sort("date", descending=not wanted.reverse), text=True)
    page = context.archive.search(request)
    marks = _Marks()
    chosen = form or usual_format(OccurrenceList, is_tty=context.out.is_tty)
    usual = sides(context.out) if chosen.for_people else _IN_A_PIPE
    width = usual if wanted.width is None else wanted.width
    hits = page.hits
    if wanted.sample or wanted.order != "date":  # no line is written before all are read
        hits = watched(context, hits, page.total)
    found: Iterable[Occurrence] = occurrences(marks.remembering(hits), width)
    if wanted.sample:
        found = sample(found, wanted.sample)
    if wanted.order != "date":
        found = (sorted_by_left if wanted.order == "left" else sorted_by_right)(found)
    shown = _ShownOccurrences()
    found = shown.of(found, None if wanted.counts else wanted.limit)
    needs_places = not wanted.counts and chosen.name not in OccurrenceList.without_places
    placed = (
        marks.placed(context, found) if needs_places else (PlacedMatch(one, 1, 1) for one in found)
    )
    return FoundOccurrences(query, page.total, chosen, shown, chain([*islice(placed, 1)], placed))


def write_occurrences(context: Context, occurrences: FoundOccurrences, *, counts: bool) -> int:
    """Write occurrences or their number, and return the exit code: 1 if there are none."""
    query, posts, form, shown, placed = occurrences
    if counts:
        for _one in placed:
            pass
        sys.stdout.write(f"{shown.number}\n")
        sys.stdout.flush()
    else:
        answer_with(context, OccurrenceList(placed, context.out, context.place), form)
    return _notice_number(context, query, shown, posts)


class _ShownOccurrences:
    """Counts of the occurrences shown and of their posts, and whether a limit cut them."""

    def __init__(self) -> None:
        self.number = 0
        self.leaves_out = False
        self._paths = set[str]()

    @property
    def posts(self) -> int:
        return len(self._paths)

    def of(self, occurrences: Iterable[Occurrence], limit: int | None) -> Iterator[Occurrence]:
        """Yield and count occurrences, up to the limit."""
        for one in occurrences:
            if limit and self.number == limit:
                self.leaves_out = True
                return
            self.number += 1
            self._paths.add(one.post.path)
            yield one


def _notice_number(context: Context, query: Query, shown: _ShownOccurrences, posts: int) -> int:
    """Print how many occurrences were shown, and return the exit code: 1 if there are none.

    `posts` is the number of posts that match.
    """
    if shown.number:
        occurrences_noted = _n("{n:,} occurrence", "{n:,} occurrences", shown.number)
        posts_noted = _n("{n:,} post", "{n:,} posts", shown.posts)
        context.notice(
            _(
                "{occurrences} in {posts}; more with --limit 0.",
                occurrences=occurrences_noted,
                posts=posts_noted,
            )
            if shown.leaves_out
            else _("{occurrences} in {posts}.", occurrences=occurrences_noted, posts=posts_noted)
        )
        notice_beside_answer(context, query)
        return 0
    if posts:
        context.notice(
            _("{posts} answer, by no word of theirs.", posts=_n("{n:,} post", "{n:,} posts", posts))
        )
        notice_beside_answer(context, query)
    else:
        notice_nothing_found(context, query)
    return 1


class _Marks:
    """The offsets of marks in each post's text, and the text of the last post."""

    def __init__(self) -> None:
        self._starts: dict[str, list[int]] = {}
        self._last = "", ""

    def remembering(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Yield hits, and remember where their marks are."""
        for hit in hits:
            if hit.text:
                self._starts[hit.summary.path] = [start for start, _ in hit.text.highlights]
                self._last = hit.summary.path, hit.text.value
            yield hit

    def placed(self, context: Context, occurrences: Iterable[Occurrence]) -> Iterator[PlacedMatch]:
        """Yield occurrences with file positions, reading each file once for adjacent ones."""
        path, title, body = "", (1, 1), list[tuple[int, int]]()
        for one in occurrences:
            if one.post.path != path:
                path = one.post.path
                title, body = self._positions(context, one)
            known = one.number < len(body)
            line, column = title if one.in_title else body[one.number] if known else (1, 1)
            yield PlacedMatch(one, line, column)

    def _positions(
        self, context: Context, one: Occurrence
    ) -> tuple[tuple[int, int], list[tuple[int, int]]]:
        """Return line and column of a post's title, and of each mark in its text."""
        reading = context.archive.read(one.post.path)
        text = reading.data.decode("utf-8", "replace")
        title = (reading.positions or {}).get("title", (1, 1))
        if reading.post is None:
            return (1, 1), []
        path, value = self._last
        value = value if path == one.post.path else reading.post.text
        body, starts = reading.post.body, self._starts.get(one.post.path, [])
        start = len(text) - len(body) if body and text.endswith(body) else 0
        found = places(value, text[start:], starts)
        return (title[0], title[1]), [line_and_column(text, start + place) for place in found]
