"""The questions of the full screen to an archive. Each may be asked from another thread."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hints import QueryHints
from newsctl.core.archive.hits import FEW_POSTS, Dates, Request
from newsctl.core.archive.orders import usual_order
from newsctl.core.errors import NewsctlError, QuerySyntaxError
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything
from newsctl.core.research.narrowing import narrowings, through_time
from newsctl.core.research.related import Relation, related

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.query.ast import Query
    from newsctl.core.research.narrowing import NarrowingGroup, ThroughTime
    from newsctl.library import OpenArchive
    from newsctl.rendering.paths import Place

MOST_POSTS = 200
"""Posts that a list shows: more are not read one by one, but narrowed."""

_LAST_WORD = re.compile(r"(?:^|(?<=\s))([^\W\d_]+)$")
_SHORTEST_BEGINNING = 3
"""Letters of a word that may go on; fewer are the beginning of every tenth word."""


class BrowseAnswer(NamedTuple):
    """The first posts that match the typed query, their number, and their dates.

    `typed` is None for an answer to something else. `fault` is the error of the query, which then
    has no posts. `notes` are hints.
    """

    typed: str | None
    hits: Sequence[Hit] = ()
    total: int = 0
    dates: Dates = Dates((), 0)
    fault: NewsctlError | None = None
    notes: Sequence[str] = ()


class BrowsedArchive:
    """An archive as of its last scan: see `refresh`."""

    def __init__(self, archive: OpenArchive) -> None:
        self._archive = archive
        with archive.session() as context:  # so that the screen never waits for it
            self.place: Place = context.place
            """The way from the current folder to the archive's."""

    def refresh(self) -> bool:
        """Scan the files, and tell whether anything changed."""
        return self._archive.refresh()

    def load_words(self) -> None:
        """Load the words that queries are looked up in, so that no key has to wait."""
        with self._archive.session() as context:
            context.index.load_words()

    def answer(self, typed: str) -> BrowseAnswer:
        """Answer the query typed so far, the best first; an empty one by all, the newest first."""
        with self._archive.session() as context:
            try:
                query = _query(context, typed)
                answer = context.once(query, lambda: _answer(context, query))
                meant = context.parser.parse_typed(typed)
                notes = _hints(context).notes(meant, answer.total, words=False)
                return answer._replace(typed=typed, notes=[*notes])
            except NewsctlError as error:
                return BrowseAnswer(typed, fault=error)

    def notes_of_none(self, typed: str) -> Sequence[str]:
        """Return hints for a query without answers, which take some time."""
        with self._archive.session() as context:
            return [*_hints(context).notes(context.parser.parse_typed(typed), 0)]

    def narrowings(self, typed: str) -> Sequence[NarrowingGroup]:
        """Return the values of some fields by which an answer can be narrowed."""
        with self._archive.session() as context:
            text = _asked(context, typed)
            query = context.parser.parse(text)
            return narrowings(context.archive, context.parser, context.zone, query, text)

    def through_time(self, dates: Dates) -> ThroughTime:
        """Count the posts of an answer by year, or by month if they are few."""
        with self._archive.session() as context:
            return through_time(dates, context.zone)

    def related(self, path: PostPath) -> BrowseAnswer | None:
        """Return posts on the subject of a post, the most similar first; None if it is gone."""
        with self._archive.session() as context:
            post = context.archive.read(path).post
            if post is None:
                return None
            request = Request(Everything(), limit=MOST_POSTS)
            page = related(context.archive, context.settings, post, Relation(), request)
            note = _("On the subject of: {title}", title=post.summary.title.strip() or path)
            return BrowseAnswer(None, [*page.hits], page.total, notes=[note])

    def read(
        self, typed: str | None, number: int, path: PostPath
    ) -> tuple[Post, Collection[str]] | None:
        """Return a post of an answer with its matched words; None if it is gone."""
        with self._archive.session() as context:
            post = context.archive.read(path).post
            return None if post is None else (post, _matched(context, typed or "", number, path))


def _hints(context: Context) -> QueryHints:
    return QueryHints(context.archive, context.parser)


def _answer(context: Context, query: Query) -> BrowseAnswer:
    page = context.archive.search(Request(query, usual_order(query), limit=MOST_POSTS))
    hits = [*page.hits]
    return BrowseAnswer(None, hits, page.total, context.archive.dates(query))


def _query(context: Context, typed: str) -> Query:
    return context.parser.parse(_asked(context, typed))


def _asked(context: Context, typed: str) -> str:
    """Return the query typed so far; a last word that few posts have may be a prefix, as *verkiez*.

    One or two letters are ignored while words begin with them, since an empty list between two
    others would be no use.
    """
    context.parser.parse_typed(typed)  # so that an error points into what was typed
    typed = context.parser.with_quotes(typed)
    if word := _last_word(typed):
        number = _number(context, word)
        if number <= FEW_POSTS:
            is_none_yet = not number and len(word) < _SHORTEST_BEGINNING
            may_be_one = is_none_yet and _number(context, f"{word}*") > 0
            text = typed.removesuffix(word) if may_be_one else as_typed(typed)
            with suppress(QuerySyntaxError):
                context.parser.parse(text)
                return text
    return typed


def _number(context: Context, words: str) -> int:
    return context.archive.count(context.parser.parse(words))


def _matched(context: Context, typed: str, number: int, path: PostPath) -> set[str]:
    """Return the words of a post that match a query, as written."""
    query = _query(context, typed)
    asked = Request(query, usual_order(query), limit=1, offset=number, text=True)
    for hit in context.archive.search(asked).hits:
        if hit.summary.path == path and hit.text:
            texts = hit.text, hit.title
            return {piece for text in texts for piece, is_match in text.pieces() if is_match}
    return set()


def as_typed(text: str) -> str:
    """Return a query whose last word may be a prefix: *verkiez* or words that begin with it."""
    word = _last_word(text)
    if len(word) < _SHORTEST_BEGINNING:
        return text
    return f"{text.removesuffix(word)}({word} OR {word}*)"


def _last_word(text: str) -> str:
    """Return the word being typed: no operator, and nothing in quotes or behind a field."""
    match = _LAST_WORD.search(text)
    return match[1] if match and not match[1].isupper() and text.count('"') % 2 == 0 else ""
