"""Whether an archive has a story already: by its link, its title on the day, or its text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Request
from newsctl.core.post.dates import zone_named
from newsctl.core.post.entities import decoded
from newsctl.core.post.links import canonical_link
from newsctl.core.post.shingles import ALIKE, FEWEST_ALIKE, FEWEST_SAME, resemblance, sketch_of
from newsctl.core.query.ast import And, DateRange, FieldValue, Phrase, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from newsctl.core.archive.hits import Page
    from newsctl.core.archive.ports import Read
    from newsctl.core.post.post import Post, PostPath, PostSummary
    from newsctl.core.query.ast import Query
    from newsctl.core.settings import Settings

_OPENING = 8  # words of a text by which others like it are looked up
_CANDIDATES = 20


class Stories:
    """The stories of an archive, and of the posts that are added in one go.

    `search` answers from the archive as fresh as its user has made it; `read` reads one post.
    A day is one of the archive's time zone.
    """

    def __init__(self, search: Callable[[Request], Page], read: Read, settings: Settings) -> None:
        self._search = search
        self._read = read
        self._settings = settings
        self._new: list[Post] = []

    def add(self, post: Post) -> None:
        """Remember a post that is about to be written."""
        self._new.append(post)

    def with_link(self, link: str) -> PostPath | None:
        """Return a post that links to the same page, however its address is spelt."""
        wanted = canonical_link(link) or link
        stored = self._found(FieldValue("externe_link", _spellings(link, wanted)))
        return next(
            (post.path for post in (*stored, *self._summaries()) if _link_of(post) == wanted), None
        )

    def like(self, post: Post) -> PostPath | None:
        """Return a post with the same title on the same day, or with nearly the same text."""
        return self._with_title(post.summary) or self._with_text(post)

    def _with_title(self, summary: PostSummary) -> PostPath | None:
        if summary.date is None or not summary.title.split():
            return None
        asked = And((Phrase(decoded(summary.title), Scope.TITLE), self._day(summary.date)))
        title = _folded(decoded(summary.title))
        for other in (*self._found(asked), *self._summaries()):
            same_day = other.date is not None and other.date.date() == summary.date.date()
            if same_day and _folded(decoded(other.title)) == title:
                return other.path
        return None

    def _day(self, moment: datetime) -> DateRange:
        here = moment.astimezone(zone_named(self._settings.time_zone))
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return DateRange(self._settings.date_field, midnight, midnight + timedelta(days=1))

    def _with_text(self, post: Post) -> PostPath | None:
        words = _folded(post.text)
        if len(words) < FEWEST_SAME:
            return None
        for other in (*self._beginning_alike(words), *self._new):
            if _alike(words, _folded(other.text)):
                return other.path
        return None

    def _beginning_alike(self, words: Sequence[str]) -> Iterator[Post]:
        opening = Phrase(" ".join(words[:_OPENING]), Scope.BODY)
        for summary in self._found(opening, limit=_CANDIDATES):
            if post := self._read(summary.path).post:
                yield post

    def _found(self, query: Query, limit: int | None = None) -> Iterator[PostSummary]:
        for hit in self._search(Request(query, limit=limit)).hits:
            yield hit.summary

    def _summaries(self) -> Iterator[PostSummary]:
        return (post.summary for post in self._new)


def _link_of(post: PostSummary) -> str | None:
    link = post.front_matter.get("externe_link")
    return (canonical_link(link) or link) if isinstance(link, str) else None


def _spellings(link: str, canonical: str) -> tuple[str, ...]:
    """Return the ways in which an address is usually written, to look it up by."""
    page, mark, query = canonical.partition("?")
    usual = (
        f"{scheme}://{www}{page}{slash}{mark}{query}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    )
    return (link, *usual)


def _folded(text: str) -> list[str]:
    return text.casefold().split()


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two texts are the same, or so long and so alike that `validate` says so too."""
    if words == others:
        return True
    if min(len(words), len(others)) < FEWEST_ALIKE:
        return False
    one, other = (sketch_of(" ".join(text).encode()) for text in (words, others))
    return resemblance(one, other, least=ALIKE) > 0
