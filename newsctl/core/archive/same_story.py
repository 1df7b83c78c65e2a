"""Detection of stories that an archive already has: by link, by title and day, or by text."""

from __future__ import annotations

from collections import defaultdict
from datetime import MAXYEAR, timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from newsctl.core.archive.hits import Request
from newsctl.core.errors import KnownStory
from newsctl.core.messages import _
from newsctl.core.post.dates import zone_named
from newsctl.core.post.entities import decoded
from newsctl.core.post.links import canonical_link
from newsctl.core.post.shingles import (
    ALIKE,
    FEWEST_ALIKE,
    FEWEST_SAME,
    Sketches,
    resemblance,
    sketch_of,
)
from newsctl.core.query.ast import DateRange, FieldPresent, FieldValue, Not, Phrase, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from newsctl.core.archive.hits import Page
    from newsctl.core.archive.ports import Read
    from newsctl.core.post.post import Post, PostPath, PostSummary, Value
    from newsctl.core.query.ast import Query
    from newsctl.core.settings import Settings


def folded_title(title: str) -> str:
    """Return a title folded for comparison: without case, white space and entities.

    Letters with accents are composed: they may be one character or two (Unicode, NFC and NFD).
    """
    return " ".join(folded_words(decoded(title)))


def folded_words(text: str) -> list[str]:
    """Return the words of a text folded for comparison: case and composition of accents."""
    return normalize("NFC", text).casefold().split()


_OPENING = 8  # words of a text by which others like it are looked up
_CANDIDATES = 20
_LONGEST_MONTH = timedelta(days=31)


class ArchivedStories:
    """The stories of an archive.

    `search` answers from the archive as last synchronised; `read` reads one post. Days are those of
    the archive's time zone.
    """

    def __init__(self, search: Callable[[Request], Page], read: Read, settings: Settings) -> None:
        self._search = search
        self._read = read
        self._settings = settings
        self._titles: dict[DateRange, Mapping[tuple[str, date], Sequence[PostPath]]] = {}
        self._undated: defaultdict[str, list[PostPath]] | None = None

    def with_link(self, link: str) -> PostSummary | None:
        """Return a post that links to the same page, in any spelling of its address."""
        wanted = page_of(link)
        stored = self._summaries_of(FieldValue("externe_link", _spellings(link, wanted)))
        return next((post for post in stored if _page_of_post(post) == wanted), None)

    def having(self, key: str) -> Iterator[PostSummary]:
        """Yield the posts that have a key."""
        yield from self._summaries_of(FieldPresent(key))

    def with_title(self, summary: PostSummary) -> Iterator[PostPath]:
        """Yield the posts with the same title on the same day."""
        wanted = title_on_day(summary)
        if wanted is None or summary.date is None:
            return
        month = self._month(summary.date)
        if month not in self._titles:
            self._titles[month] = self._titles_in(month)
        yield from self._titles[month].get(wanted, ())

    def undated_with_title(self, title: str) -> Iterator[PostPath]:
        """Yield the posts without a date that have the same title."""
        if self._undated is None:
            every = DateRange(self._settings.date_field, None, None)
            self._undated = defaultdict(list)
            for post in self._summaries_of(Not(every), front_matter=False):
                self._undated[folded_title(post.title)].append(post.path)
        yield from self._undated.get(folded_title(title), ())

    def with_text(self, post: Post) -> PostPath | None:
        """Return a post with nearly the same text, or with the same short one; None without any."""
        words = words_of(post)
        if len(words) < FEWEST_SAME:
            return None
        alike = (other.path for other in self._beginning_alike(words) if _alike(words, other))
        return next(alike, None)

    def is_same_story(self, path: PostPath, post: Post) -> bool:
        """Tell whether the post at a path has exactly the words of another."""
        archived = self._read(path).post
        return archived is not None and words_of(archived) == words_of(post)

    def _titles_in(self, month: DateRange) -> Mapping[tuple[str, date], Sequence[PostPath]]:
        """Return the posts of a month by title and day.

        A month is cached: finding its posts needs every date to be looked at, and each item of a
        feed may have another day.
        """
        posts: defaultdict[tuple[str, date], list[PostPath]] = defaultdict(list)
        for post in self._summaries_of(month, front_matter=False):
            if title := title_on_day(post):
                posts[title].append(post.path)
        return posts

    def _month(self, moment: datetime) -> DateRange:
        """Return a month as a query, in the archive's zone; in the last year without an end."""
        here = moment.astimezone(zone_named(self._settings.time_zone))
        first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        end = None if first.year == MAXYEAR else first + _LONGEST_MONTH
        return DateRange(self._settings.date_field, first, end)

    def _beginning_alike(self, words: Sequence[str]) -> Iterator[Post]:
        opening = Phrase(" ".join(words[:_OPENING]), Scope.BODY)
        for summary in self._summaries_of(opening, limit=_CANDIDATES):
            if post := self._read(summary.path).post:
                yield post

    def _summaries_of(
        self, query: Query, limit: int | None = None, *, front_matter: bool = True
    ) -> Iterator[PostSummary]:
        asked = Request(query, limit=limit, highlights=False, front_matter=front_matter)
        for hit in self._search(asked).hits:
            yield hit.summary


class Stories:
    """The stories of an archive, and of the posts that are being added.

    The latter are looked up by hash, so that time is linear in their number.
    """

    def __init__(self, archived: ArchivedStories) -> None:
        self._archived = archived
        self._pages: dict[str, PostSummary] = {}
        self._titles: dict[tuple[str, date], PostPath] = {}
        self._texts: dict[tuple[str, ...], PostPath] = {}
        self._sketches = Sketches()
        self._sketched: list[PostPath] = []

    def refuse(self, post: Post) -> None:
        """Raise KnownStory if a post of the archive, or another new one, tells the same story."""
        self.refuse_link(post.summary.front_matter.get("externe_link"))
        if known := self.like(post):
            raise KnownStory(_("{known} is the same story.", known=known), path=known)

    def refuse_link(self, link: Value) -> None:
        """Raise KnownStory when a post of the archive, or a new one, links to the same page."""
        if isinstance(link, str) and link and (known := self.with_link(link)):
            raise KnownStory(
                _(
                    "{known} has this externe_link already: {link}",
                    known=known.path,
                    link=known.front_matter["externe_link"],  # as the archive has it
                ),
                path=known.path,
            )

    def add(self, post: Post) -> None:
        """Register a post that is about to be written."""
        if page := _page_of_post(post.summary):
            self._pages.setdefault(page, post.summary)
        if title := title_on_day(post.summary):
            self._titles.setdefault(title, post.path)
        words = words_of(post)
        if len(words) >= FEWEST_SAME:
            self._texts.setdefault(tuple(words), post.path)
        if len(words) >= FEWEST_ALIKE:
            self._sketches.add(_sketch(words))
            self._sketched.append(post.path)

    def with_link(self, link: str) -> PostSummary | None:
        """Return a post that links to the same page, in any spelling of its address."""
        return self._archived.with_link(link) or self._pages.get(page_of(link))

    def like(self, post: Post) -> PostPath | None:
        """Return a post with the same title on the same day, or with nearly the same text."""
        return self._with_title(post.summary) or self._with_text(post)

    def _with_title(self, summary: PostSummary) -> PostPath | None:
        title = title_on_day(summary)
        new = self._titles.get(title) if title else None
        return next(self._archived.with_title(summary), None) or new

    def _with_text(self, post: Post) -> PostPath | None:
        """Return a post of the archive, or a new one, with nearly the same text."""
        words = words_of(post)
        if known := self._archived.with_text(post) or self._texts.get(tuple(words)):
            return known
        if len(words) < FEWEST_ALIKE:
            return None
        place = self._sketches.like(_sketch(words), least=ALIKE)
        return None if place is None else self._sketched[place]


def are_same_story(one: Post, other: Post) -> bool:
    """Tell whether two posts share a link, a title on one day, or nearly all of the text."""
    page, title = _page_of_post(one.summary), title_on_day(one.summary)
    if page is not None and page == _page_of_post(other.summary):
        return True
    if title is not None and title == title_on_day(other.summary):
        return True
    words = words_of(one)
    return len(words) >= FEWEST_SAME and _alike(words, other)


def linking_to(post: Post) -> FieldValue | None:
    """Return a query for the posts with the link of a post, in its usual spellings."""
    link = post.summary.front_matter.get("externe_link")
    if not isinstance(link, str):
        return None
    return FieldValue("externe_link", _spellings(link, page_of(link)))


def page_of(link: str) -> str:
    """Return the canonical form of a link; text that is no link stays as it is."""
    return canonical_link(link) or link


def title_on_day(post: PostSummary) -> tuple[str, date] | None:
    """Return the folded title of a post and its day; None if it lacks one."""
    title = folded_title(post.title)
    return (title, post.date.date()) if title and post.date else None


def words_of(post: Post) -> Sequence[str]:
    """Return the words of a post's text in lower case."""
    return folded_words(post.text)


def _page_of_post(post: PostSummary) -> str | None:
    link = post.front_matter.get("externe_link")
    return page_of(link) if isinstance(link, str) else None


def _spellings(link: str, canonical: str) -> tuple[str, ...]:
    """Return the usual spellings of an address, for looking it up."""
    page, mark, query = canonical.partition("?")
    usual = (
        f"{scheme}://{www}{page}{slash}{mark}{query}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    )
    return (link, *usual)


def _alike(words: Sequence[str], post: Post) -> bool:
    """Tell whether two texts are equal, or long enough and as similar as validation asks."""
    others = words_of(post)
    if words == others:
        return True
    if min(len(words), len(others)) < FEWEST_ALIKE:
        return False
    return resemblance(_sketch(words), _sketch(others), least=ALIKE) > 0


def _sketch(words: Sequence[str]) -> bytes:
    return sketch_of(" ".join(words).encode())
