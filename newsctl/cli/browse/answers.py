"""What a full screen asks of an archive. Each question may be asked by another thread."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import Dates, Request, Sort
from newsctl.core.errors import NewsctlError, QuerySyntaxError
from newsctl.core.query.ast import Everything, all_of, wanted_terms
from newsctl.core.query.describe import query_text
from newsctl.core.research.calendar import Per, counted, spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Facet, Hit
    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.query.ast import Query
    from newsctl.library import OpenArchive
    from newsctl.rendering.paths import Place

MOST_POSTS = 200
"""Posts that a list shows: more are not read one by one, but narrowed."""

_MOST_VALUES = 8
_MOST_LOOKED_AT = 20
"""Values of a field, the commonest of the archive, that are counted in an answer."""

_FIELDS = "bron", "category", "categories", "tags", "author"
"""What readers narrow by, where an archive has it."""

_LAST_WORD = re.compile(r"(?:^|(?<=\s))([^\W\d_]{4,})$")
_FEW_YEARS = 6
"""Years up to which a spark line counts by month."""


class BrowseAnswer(NamedTuple):
    """The first posts that answer what was typed, how many there are, and when they are from.

    `fault` is why it could not be answered; the posts are none then.
    """

    typed: str
    hits: Sequence[Hit] = ()
    total: int = 0
    dates: Dates = Dates((), 0)
    fault: NewsctlError | None = None


class Narrowing(NamedTuple):
    """What leaves fewer posts, written as a part of a query: `bron:NOS`, for so many posts."""

    clause: str
    value: str
    posts: int


class ThroughTime(NamedTuple):
    """Posts by period, from the first to the last that has any."""

    counts: Sequence[int] = ()
    first: str = ""
    last: str = ""


class BrowsedArchive:
    """An archive as it was when it was last looked at: see `refresh`."""

    def __init__(self, archive: OpenArchive) -> None:
        self._archive = archive

    @property
    def place(self) -> Place:
        """The way from the current folder to the archive's."""
        with self._archive.session() as context:
            return context.place

    def refresh(self) -> bool:
        """Take in what changed in the files, and tell whether anything did."""
        return self._archive.refresh()

    def answer(self, typed: str) -> BrowseAnswer:
        """Answer what was typed so far, the best posts first; all posts, the newest first."""
        with self._archive.session() as context:
            try:
                query = _query(context, typed)
                request = Request(query, _order(query), limit=MOST_POSTS)
                page = context.archive.search(request)
                hits = [*page.hits]
                return BrowseAnswer(typed, hits, page.total, context.archive.dates(query))
            except NewsctlError as error:
                return BrowseAnswer(typed, fault=error)

    def narrowings(self, typed: str) -> Sequence[Sequence[Narrowing]]:
        """Return by which values of some fields an answer can be narrowed, the commonest first."""
        with self._archive.session() as context:
            query = _query(context, typed)
            facets = filter(None, map(context.facets.get, _FIELDS))
            values = ([*_values(context, query, facet)] for facet in facets)
            groups = [_years(context, query), *values]
            return [group for group in groups if len(group) > 1]

    def through_time(self, dates: Dates) -> ThroughTime:
        """Count the posts of an answer by year, those of few years by month."""
        if not dates.seconds:
            return ThroughTime()
        with self._archive.session() as context:
            zone = context.zone
        per = Per.YEAR
        periods = spans(dates.seconds, per, zone)
        if len(periods) <= _FEW_YEARS:
            per = Per.MONTH
            periods = spans(dates.seconds, per, zone)
        counts = counted(dates.seconds, periods, per, zone)
        return ThroughTime(counts, periods[0].period, periods[-1].period)

    def read(self, typed: str, number: int, path: PostPath) -> tuple[Post, Collection[str]] | None:
        """Return the post of a number in an answer, and its words that matched; None if it went."""
        with self._archive.session() as context:
            post = context.archive.read(path).post
            return None if post is None else (post, _matched(context, typed, number, path))


def _query(context: Context, typed: str) -> Query:
    if not typed.strip():
        return Everything()
    try:
        return context.parser.parse(as_typed(typed))
    except QuerySyntaxError:
        return context.parser.parse(typed)  # so that an error points into what was typed


def _order(query: Query) -> Sort:
    return Sort() if any(wanted_terms(query)) else Sort("date")


def _years(context: Context, query: Query) -> list[Narrowing]:
    dates = context.archive.dates(query)
    periods = spans(dates.seconds, Per.YEAR, context.zone)
    counts = counted(dates.seconds, periods, Per.YEAR, context.zone)
    found = [
        Narrowing(f"date:{one.period}", one.period, posts)
        for one, posts in zip(periods, counts, strict=True)
        if posts
    ]
    return found[: -_MOST_VALUES - 1 : -1]  # the latest first


def _values(context: Context, query: Query, facet: Facet) -> Iterator[Narrowing]:
    found = []
    for value in islice(facet.values, _MOST_LOOKED_AT):
        clause = context.parser.field(facet.key, value)
        posts = context.archive.search(Request(all_of([query, clause]), limit=0)).total
        if posts:
            found.append(Narrowing(query_text(clause), value, posts))
    yield from sorted(found, key=lambda one: (-one.posts, one.value))[:_MOST_VALUES]


def _matched(context: Context, typed: str, number: int, path: PostPath) -> set[str]:
    """Return the words of a post, as they stand in it, that answer a query."""
    query = _query(context, typed)
    asked = Request(query, _order(query), limit=1, offset=number, text=True)
    for hit in context.archive.search(asked).hits:
        if hit.summary.path == path and hit.text:
            texts = hit.text, hit.title
            return {piece for text in texts for piece, is_match in text.pieces() if is_match}
    return set()


def as_typed(text: str) -> str:
    """Return a query whose last word may go on, as it does while somebody types.

    *verkiez* is the word, or what begins with it. An operator, and what stands in quotes or behind
    a field, stays as it is.
    """
    match = _LAST_WORD.search(text)
    if match is None or match[1].isupper() or text.count('"') % 2:
        return text
    return f"{text[: match.start(1)]}({match[1]} OR {match[1]}*)"


def narrowed(text: str, clause: str) -> str:
    """Return what was typed, narrowed by a clause; or widened, where it has the clause already."""
    words = text.rstrip()
    if words == clause or words.endswith(f" {clause}"):
        return words.removesuffix(clause).rstrip()
    return f"{words} {clause}".lstrip()
