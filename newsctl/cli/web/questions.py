"""The questions of the pages to an archive, from the parameters of an address."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hints import QueryHints
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.archive.orders import usual_order
from newsctl.core.deadline import after, ended_when
from newsctl.core.errors import PostNotFound
from newsctl.core.messages import _
from newsctl.core.query.ast import DateRange, Everything, wanted_terms
from newsctl.core.query.parser import Filters
from newsctl.core.research.calendar import Per, per_named, spans
from newsctl.core.research.narrowing import narrowings
from newsctl.core.research.related import Relation, related
from newsctl.core.research.trends import Trend, counted_trend
from newsctl.rendering.formats import format_named, pieces_of
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.paths import Place
from newsctl.rendering.results import PostList
from newsctl.rendering.rows import RowTable
from newsctl.rendering.streams import to_bytes
from newsctl.rendering.terminal import Terminal
from newsctl.rendering.trend_view import NAMES, rows_of
from newsctl.rendering.whole_posts import WholePosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.cli.snapshot_context import SnapshotContext
    from newsctl.core.archive.hits import Hit, Page
    from newsctl.core.post.post import Post, PostPath, PostSummary
    from newsctl.core.query.ast import Query
    from newsctl.core.research.narrowing import NarrowingGroup
    from newsctl.core.research.trends import CountedTrend
    from newsctl.library import OpenArchive
    from newsctl.rendering.formats import Renderable
    from newsctl.rendering.output import Output

POSTS_OF_A_PAGE = 20
_POSTS_OF_A_FEED = 50
_RELATED = 6
_PARCEL = 1 << 16
_AT_ONCE = 4
"""Questions that are computed side by side. They share one processor, and each takes memory."""

LONGEST = 5.0
"""Seconds of the processor that a question may take: fifty times as long as most."""

ORDERS: Mapping[str, Sort] = {
    "relevance": Sort(),
    "newest": Sort("date"),
    "oldest": Sort("date", descending=False),
}


class Asked(NamedTuple):
    """The parameters of an address `/`, as they are in it."""

    q: str = ""
    since: str = ""
    until: str = ""
    bron: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1


class Answered(NamedTuple):
    """The posts of one page, the number of all, and the values to narrow them by.

    `notes` say what else the query may mean.
    """

    hits: Sequence[Hit]
    total: int
    sort: str
    narrowings: Sequence[NarrowingGroup]
    suggestions: Sequence[tuple[str, str]]
    notes: Sequence[str]
    years: tuple[int, int] | None
    filters: Filters = Filters()

    @property
    def pages(self) -> int:
        """The number of pages of the answer."""
        return -(-self.total // POSTS_OF_A_PAGE)


class CountedOfPage(NamedTuple):
    """A trend, and the filters on the posts that were counted."""

    counted: CountedTrend
    filters: Filters
    notes: Sequence[str]


class PageWritten(NamedTuple):
    """The posts of one page as data, the number of pages, and notes as in Answered."""

    written: bytes
    pages: int
    notes: Sequence[str]


class WholeWritten(NamedTuple):
    """A whole answer as data, in chunks, and notes as in Answered."""

    chunks: Iterable[bytes]
    notes: Sequence[str]


class PostPage(NamedTuple):
    """A post, its neighbours by date, and related posts."""

    post: Post
    earlier: PostSummary | None
    later: PostSummary | None
    related: Sequence[Hit]


class ServedArchive:
    """An archive for many simultaneous readers.

    An answer is from the files as of the request, or later: simultaneous requests share a scan.
    Every method raises TookTooLong after LONGEST seconds.
    """

    def __init__(self, archive: OpenArchive) -> None:
        self._archive = archive
        self._computing = BoundedSemaphore(_AT_ONCE)

    @property
    def name(self) -> str:
        """The name of the archive's folder."""
        return self._archive.root.name

    @contextmanager
    def _asked(self) -> Iterator[SnapshotContext]:
        """Return a context for one question. Raises TookTooLong after LONGEST seconds."""
        with self._archive.session() as context, self._computing, ended_when(after(LONGEST)):
            yield context

    def answer(self, asked: Asked) -> Answered:
        """Answer with a page of posts. Raises UsageError, QuerySyntaxError."""
        with self._asked() as context:
            query, sort = _query(context, asked)  # its dates are of today
            answered = context.once(
                (asked.q, query, sort, asked.page), lambda: _page(context, asked, query, sort)
            )
            return answered._replace(filters=_filters(context, asked))

    def page_written(self, asked: Asked) -> PageWritten:
        """Return a page of an answer in the format of `newsctl search --json`."""
        with self._asked() as context:
            options = OutputOptions(format_named("json"))
            output = choose_output(options, is_tty=False, ranked=True)
            first = (asked.page - 1) * POSTS_OF_A_PAGE
            page = _found(context, asked, output, limit=POSTS_OF_A_PAGE, offset=first)
            written = _written(_listed(context, page, output), output.format.name)
            pages = -(-page.total // POSTS_OF_A_PAGE)
            return PageWritten(written, pages, _notes(context, asked, page))

    def written(self, asked: Asked, form: str) -> WholeWritten:
        """Return a whole answer in a format, as `newsctl search -f` writes it, without snippets.

        Snippets would take ten times as long as the rest. The text is written while it is sent, in
        chunks, between the questions of others; only finding the posts has a deadline. The reader
        must expect an error in the middle.
        """
        chosen = format_named(form)
        options = OutputOptions(chosen, "+score" if chosen.shows_snippets else None)
        with self._asked() as context:
            output = choose_output(options, is_tty=False)
            page = _found(context, asked, output)
            posts = _listed(context, page, output)
            notes = _notes(context, asked, page)
        return WholeWritten(self._between_questions(_sent(pieces_of(posts, chosen))), notes)

    def _between_questions(self, parcels: Iterator[bytes]) -> Iterator[bytes]:
        while True:
            with self._computing:  # not while it is sent, which may take as long as a reader likes
                parcel = next(parcels, None)
            if parcel is None:
                return
            yield parcel

    def feed(self, asked: Asked) -> WholeWritten:
        """Return the newest posts of an answer as an Atom feed, as `newsctl export` writes it."""
        from newsctl.exchange.atom import atom_feed  # noqa: PLC0415 -- for feeds alone
        from newsctl.exchange.feed_facts import FeedFacts  # noqa: PLC0415 -- the same

        with self._asked() as context:
            query, _ = _query(context, asked)
            request = Request(query, Sort("date"), limit=_POSTS_OF_A_FEED, highlights=False)
            page = context.archive.whole_posts(request)
            hits = [*page.hits]
            dates = context.archive.dates(query)
            feed = FeedFacts.of(self.name, asked.q, dates, context.now())
            written = "".join(atom_feed(hits, feed)).encode("utf-8", "replace")
            return WholeWritten([written], _notes(context, asked, page))

    def post(self, path: PostPath) -> PostPage:
        """Return a post with its neighbours and related posts. Raises PostNotFound."""
        with self._asked() as context:
            post = _post_at(context, path)
            request = Request(Everything(), limit=_RELATED)
            subject = related(context.archive, context.settings, post, Relation(), request)
            return PostPage(post, *_neighbours(context, post), [*subject.hits])

    def post_written(self, path: PostPath) -> bytes:
        """Return a post in the format of `newsctl show --json`. Raises PostNotFound."""
        with self._asked() as context:
            posts = [_post_at(context, path)]
            place = Place(context.root, context.root)
            form = format_named("json")
            return _written(WholePosts(posts, (), form, Terminal(), place, is_one=True), form.name)

    def trend(self, queries: Sequence[str], among: Asked, within: str, per: str) -> CountedOfPage:
        """Count the posts of queries by period, among the posts within a page's filters.

        Raises UsageError, QuerySyntaxError.
        """
        with self._asked() as context, context.watch("") as progress:
            filters = _filters(context, among)
            left = context.parser.narrowed([], filters)
            asked = Trend(tuple(queries), left, within.strip() or None, per_named(per or Per.YEAR))
            now = context.now()
            counted = counted_trend(context.archive, context.parser, asked, now, progress)
            notes = _hints(context).beside_answer(*counted.queries, counted.whole_query)
            return CountedOfPage(counted, filters, [*notes])


def _found(
    context: SnapshotContext,
    asked: Asked,
    output: Output,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    query, sort = _query(context, asked)
    return context.archive.search(output.requested(Request(query, ORDERS[sort], limit, offset)))


def _notes(context: SnapshotContext, asked: Asked, page: Page) -> Sequence[str]:
    query, _sort = _query(context, asked)
    return [*_hints(context).notes(query, page.total)]


def _listed(context: SnapshotContext, page: Page, output: Output) -> PostList:
    return PostList(page, output, Terminal(), Place(context.root, context.root), first=None)


def _page(context: SnapshotContext, asked: Asked, query: Query, sort: str) -> Answered:
    """Search one page of hits, with values to narrow it by, and hints."""
    page = context.archive.search(
        Request(
            query,
            ORDERS[sort],
            limit=POSTS_OF_A_PAGE,
            offset=(asked.page - 1) * POSTS_OF_A_PAGE,
            snippets=True,
        )
    )
    hits = [*page.hits]
    suggestions = [] if page.total else _suggestions(context, query)
    notes = _hints(context).notes(query, page.total, words=bool(page.total))  # links suggest others
    return Answered(
        hits,
        page.total,
        sort,
        narrowings(context.archive, context.parser, context.zone, query, asked.q),
        suggestions,
        [*notes],
        _years(context),
    )


def _query(context: SnapshotContext, asked: Asked) -> tuple[Query, str]:
    """Return the query and the default order: by relevance for a query with words."""
    typed = [context.parser.parse_typed(asked.q)] if asked.q.strip() else []
    query = context.parser.narrowed(typed, _filters(context, asked))
    best = next(name for name, sort in ORDERS.items() if sort == usual_order(query))
    return query, asked.sort if asked.sort in ORDERS else best


def _filters(context: SnapshotContext, asked: Asked) -> Filters:
    """Return the filters of a page.

    A year slider at its end is no filter, since posts without a date count too.
    """
    years = _years(context)
    first, last = map(str, years) if years else ("", "")
    return Filters.of(
        [*filter(None, asked.bron)],
        [*filter(None, asked.category)],
        None if asked.since == first else asked.since or None,
        None if asked.until == last else asked.until or None,
    )


def _post_at(context: Context, path: PostPath) -> Post:
    """Return the post at a path, which must be in the archive: an address may have any path."""
    post = context.archive.read(path).post if context.archive.summaries([path]) else None
    if post is None:
        raise PostNotFound(_("There is no post {path}.", path=path))
    return post


def _hints(context: SnapshotContext) -> QueryHints:
    return QueryHints(context.archive, context.parser)


def _suggestions(context: Context, query: Query) -> list[tuple[str, str]]:
    words = [one.text for one in wanted_terms(query)]
    return [(one.word, one.replacement) for one in context.archive.suggest(words)]


def _years(context: SnapshotContext) -> tuple[int, int] | None:
    """Return the first and the last year with posts."""
    years = spans(_all_dates(context), Per.YEAR, context.zone)
    return (int(years[0].period), int(years[-1].period)) if years else None


def trend_written(counted: CountedTrend, form: str) -> bytes:
    """Return a trend in a format, as `newsctl trend -f` writes it. Raises LookupError."""
    rows = rows_of(counted.series, smooth=False, absolute=False)
    return _written(RowTable(rows, NAMES, Terminal()), form)


def _written(answer: Renderable, form: str) -> bytes:
    return b"".join(_sent(pieces_of(answer, format_named(form))))


def _sent(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield text in chunks, instead of single lines."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(to_bytes(piece, Terminal()))
        size += len(waiting[-1])
        if size > _PARCEL:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _all_dates(context: SnapshotContext) -> Sequence[int]:
    """Return the dates of all posts as sorted timestamps."""
    return context.once("all dates", lambda: context.archive.dates(Everything())).seconds


def _neighbours(
    context: SnapshotContext, post: Post
) -> tuple[PostSummary | None, PostSummary | None]:
    """Return the posts with the dates before and after a post's."""
    if post.summary.date is None:
        return None, None
    moment, moments = int(post.summary.date.timestamp()), _all_dates(context)
    before, after = bisect_left(moments, moment) - 1, bisect_right(moments, moment)
    return (
        _post_of(context, moments[before], latest=True) if before >= 0 else None,
        _post_of(context, moments[after], latest=False) if after < len(moments) else None,
    )


def _post_of(context: Context, seconds: int, *, latest: bool) -> PostSummary | None:
    """Return the first post with a timestamp, in the order of a list, newest first or not."""
    start = datetime.fromtimestamp(seconds, UTC)
    query = DateRange(context.settings.date_field, start, start + timedelta(seconds=1))
    request = Request(query, Sort("date", descending=latest), limit=1)
    return next((hit.summary for hit in context.archive.search(request).hits), None)
