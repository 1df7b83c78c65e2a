"""The use cases of reading an archive, made of a repository and an index."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsctl.core.archive.folding import in_alphabet
from newsctl.core.archive.hits import Facet, PostFacts, Request, Sort
from newsctl.core.archive.ports import Freshness
from newsctl.core.archive.reconcile import reconcile
from newsctl.core.archive.references import find_post, posts_named
from newsctl.core.errors import (
    IndexBusy,
    IndexDamaged,
    IndexUnavailable,
    NewsctlError,
)
from newsctl.core.messages import _
from newsctl.core.post.text_lists import values_of
from newsctl.core.query.ast import Everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import (
        Cooccurrences,
        CountedWord,
        Dates,
        Forms,
        Hit,
        Page,
        Suggestion,
    )
    from newsctl.core.archive.ports import PostIndex, PostRepository, Reading, Watch
    from newsctl.core.archive.reconcile import Changes, Known
    from newsctl.core.archive.stat_cache import LeftOut, Stamp
    from newsctl.core.post.post import Post, PostPath, PostSummary
    from newsctl.core.query.ast import Query

OVERLAY_LIMIT = 200
"""As many changed files are laid over a held index, in memory; reading them takes some 0.2 s."""

_MOST_HEALED = 2
"""Times that an index is healed for an answer: the one put in its place may be damaged as well."""

_AnswerT = TypeVar("_AnswerT")
_PartT = TypeVar("_PartT")


class Synchronised(NamedTuple):
    """The state of the index after a synchronisation; `changes` were, or are to be, indexed."""

    freshness: Freshness
    changes: Changes


class Archive:
    """One archive: the posts of a repository, searched through an index that follows them.

    `notice` receives one-line messages for the user that need no action; `watch` returns, for a
    name, the progress reporter of long work.
    """

    def __init__(
        self,
        repository: PostRepository,
        index: PostIndex,
        *,
        notice: Callable[[str], None],
        watch: Watch,
    ) -> None:
        self.repository = repository
        self.index = index
        self._notice = notice
        self._watch = watch

    def synchronise(self) -> Synchronised:
        """Update the index from the files, or overlay the changes if it cannot be written."""
        known = self.healed(self.index.known)  # opened while the files are still being scanned
        return self._synchronise(known)

    def up_to_date(
        self, ask: Callable[[], _AnswerT], tell: Callable[[Synchronised], None]
    ) -> _AnswerT:
        """Synchronise, pass the state of the index to `tell`, and return the result of `ask`.

        While the files are still being scanned, an existing index is asked early, and again if
        something had changed. Errors of the early question are dropped, since the index may be
        replaced.
        """
        early: list[_AnswerT] = []
        known = self.healed(self.index.known)
        if known and self.repository.is_scanning:
            with suppress(NewsctlError):
                early.append(ask())
        synchronised = self._synchronise(known)
        tell(synchronised)
        return early[0] if early and not synchronised.changes else ask()

    def _synchronise(self, known: Mapping[PostPath, Known]) -> Synchronised:
        """Update the index if files have changed; if it cannot be written, overlay the changes.

        Too many changes to overlay, while another process updates the index, are left to it.
        """
        found = self.repository.scan(like=known)
        changes = self.healed(lambda: reconcile(found, self.index.known()))
        if not changes:
            return Synchronised(Freshness.FRESH, changes)
        try:
            self.healed(lambda: self._update(found))
        except IndexBusy:
            if len(changes) > OVERLAY_LIMIT:
                return Synchronised(Freshness.BEHIND, changes)
        except IndexUnavailable:
            pass
        else:
            return Synchronised(Freshness.FRESH, changes)
        self.index.overlay(changes, self.repository.read)
        return Synchronised(Freshness.OVERLAID, changes)

    def rebuild(self) -> None:
        """Rebuild the index from the files. Raises IndexBusy, IndexUnavailable."""
        with self._watch(_("Indexing")) as progress:
            self.index.rebuild(self.repository.scan(), self.repository.read, progress)

    def search(self, request: Request) -> Page:
        """Answer a request from the index as it stands."""
        page = self.healed(lambda: self.index.search(request))
        return page._replace(
            hits=self._whole(request, page, attrgetter("hits"), lambda _: 1),
            quick_columns=self._whole(request, page, attrgetter("columns"), lambda some: some.size),
        )

    def count(self, query: Query) -> int:
        """Return how many posts answer a query."""
        return self.healed(lambda: self.index.search(Request(query, limit=0))).total

    def related(self, post: Post, request: Request, least: float) -> Page:
        """Return the posts of a request on the subject of a post: see `PostIndex`."""

        def ask() -> Page:
            page = self.index.related(post, request, least)
            return page.with_hits([*page.hits])  # all read here, where damage is healed

        return self.healed(ask)

    def _whole(
        self,
        request: Request,
        page: Page,
        parts_of: Callable[[Page], Iterable[_PartT]],
        size_of: Callable[[_PartT], int],
    ) -> Iterator[_PartT]:
        """Yield parts as they are read; after damage, continue with a rebuilt index.

        Answers do not depend on how an index came about, so they continue where they stopped.
        """
        given = 0
        for _time in range(_MOST_HEALED):
            try:
                for part in parts_of(page):
                    yield part
                    given += size_of(part)
            except IndexDamaged as damage:
                self._heal(damage)
                page = self.index.search(request.after(given))
            else:
                return
        yield from parts_of(page)

    def with_bodies(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Yield hits with their bodies, each read from its file when it is reached.

        A post whose file was removed or broken meanwhile has no body.
        """
        for hit in hits:
            post = self.read(hit.summary.path).post
            yield hit._replace(body=post.body) if post else hit

    def whole_posts(self, request: Request) -> Page:
        """Answer a request with whole posts: front matter, text, body, and what of it is their own.

        The letters of titles are as they were written, accents as characters of their own too.
        """
        page = self.search(request._replace(text=True, front_matter=True, highlights=False))
        return page.with_hits(map(self._as_whole, page.hits))

    def _as_whole(self, hit: Hit) -> Hit:
        post = self.read(hit.summary.path).post
        if post is None:
            return hit
        summary = hit.summary._replace(title=post.written_title)
        return hit._replace(summary=summary, body=post.body, own_values=post.own_values)

    def facets(self) -> Mapping[str, Facet]:
        """Return the archive's front matter keys with their commonest values."""
        return self.healed(self.index.facets)

    def values(self, key: str, *also: str) -> Facet:
        """Count posts by the values of front matter keys, sorted by count, then from A to Z.

        A post counts once for each of its values, even if several keys have it.
        """
        facets = self.facets()
        keys = [one for one in (key, *also) if one in facets]
        if len(keys) == 1 and facets[keys[0]].values:
            counts = Counter(facets[keys[0]].values)
        else:
            having = self.facts(Everything(), [keys])
            counts = Counter(value for facts in having for value in facts.values[0])
        in_order = sorted(counts.items(), key=lambda item: (-item[1], in_alphabet(item[0])))
        return Facet(key, counts.total(), dict(in_order))

    def dates(self, query: Query) -> Dates:
        """Return the dates of the posts of a query."""
        return self.healed(lambda: self.index.dates(query))

    def has_undated(self) -> bool:
        """Tell whether there may be posts without a date, at little cost."""
        return self.healed(self.index.has_undated)

    def counts(self, query: Query, clauses: Sequence[Query]) -> Sequence[int]:
        """Return, for each clause, how many posts of a query match it too."""
        return self.healed(lambda: self.index.counts(query, clauses))

    def numbers(self, query: Query, key: str) -> Mapping[float, int]:
        """Return how many posts of a query have each number in a front matter key."""
        return self.healed(lambda: self.index.numbers(query, key))

    def facts(self, query: Query, asked: Sequence[Sequence[str]] = ()) -> Sequence[PostFacts]:
        """Return the facts by which posts of a query are counted: dates and field values."""
        return self.healed(lambda: self.index.facts(query, asked))

    def facts_with_occurrences(
        self, query: Query, asked: Sequence[Sequence[str]]
    ) -> Iterator[PostFacts]:
        """Yield the facts by which posts are counted, with the matches of the query's words.

        Each text is read for that, with the marks that `kwic` shows.
        """
        page = self.search(Request(query, Sort("path", descending=False), text=True))
        with self._watch(_("Reading")) as progress:
            for number, hit in enumerate(page.hits, 1):
                yield _facts_of(hit, asked)
                progress(number, page.total)

    def forms(self, query: Query) -> Sequence[Forms]:
        """Return the words of the archive that each word of a query matches."""
        return self.healed(lambda: self.index.forms(query))

    def words(self, *queries: Query) -> Sequence[CountedWord]:
        """Count every word in the posts of each query."""
        with self._watch(_("Counting")) as progress:
            return self.healed(lambda: self.index.words(queries, progress))

    def cooccurrences(self, word: Query, window: int, query: Query) -> Cooccurrences:
        """Count the words within a window around a word, in the posts of a query."""
        with self._watch(_("Reading")) as progress:
            return self.healed(lambda: self.index.cooccurrences(word, window, query, progress))

    def suggest(self, words: Sequence[str]) -> Sequence[Suggestion]:
        """Suggest words of the archive for words that it does not contain."""
        return self.healed(lambda: self.index.suggest(words))

    def find(self, reference: str, *, here: str = "", unread: bool = False) -> PostPath:
        """Return the one post that a reference names: see `find_post`.

        `here` is the current folder below the archive, for paths relative to it. Raises
        PostNotFound, or AmbiguousPost with the candidates.
        """
        return self.healed(lambda: find_post(self.index, reference, here=here, unread=unread))

    def named(self, reference: str, *, here: str = "") -> Sequence[PostPath]:
        """Return the posts with this name, not just with this beginning: see `posts_named`."""
        return self.healed(lambda: posts_named(self.index, reference, here=here))

    def summaries(self, paths: Iterable[PostPath]) -> Sequence[PostSummary]:
        """Return the summaries of these paths that are posts."""
        found = self.healed(lambda: [self.index.get(path) for path in paths])
        return [summary for summary in found if summary is not None]

    def read(self, path: PostPath) -> Reading:
        """Read one post's file."""
        return self.repository.read(path)

    def verify(self) -> Sequence[LeftOut]:
        """Compare the index with all files, read again, and return the differences."""
        with self._watch(_("Verifying")) as progress:
            return self.healed(
                lambda: self.index.verify(self.repository.scan(), self.repository.read, progress)
            )

    def _update(self, found: Mapping[PostPath, Stamp]) -> None:
        with self._watch(_("Indexing")) as progress:
            self.index.update(found, self.repository.read, progress)

    def healed(self, ask: Callable[[], _AnswerT]) -> _AnswerT:
        """Return an answer of the index, which is rebuilt first if it is found damaged."""
        for _time in range(_MOST_HEALED):
            try:
                return ask()
            except IndexDamaged as damage:
                self._heal(damage)
        return ask()

    def _heal(self, damage: IndexDamaged) -> None:
        """Rebuild a damaged index; if that is impossible, index the files in memory."""
        found = self.repository.scan()
        try:
            with self._watch(_("Indexing")) as progress:
                self.index.heal(damage, found, self.repository.read, progress)
        except (IndexBusy, IndexUnavailable) as error:
            self._notice(_("{message} Answering from the files.", message=error.message))
            with self._watch(_("Reading")) as progress:
                self.index.read_into_memory(found, self.repository.read, progress)


def _facts_of(hit: Hit, asked: Sequence[Sequence[str]]) -> PostFacts:
    """Return the facts by which a post is counted, with its marks in title and text.

    Each field asked for is the tuple of its keys.
    """
    fields, date = hit.summary.front_matter, hit.summary.date
    values = (
        tuple(dict.fromkeys(value for key in keys for value in values_of(fields.get(key))))
        for keys in asked
    )
    marks = len(hit.highlights) + (len(hit.text.highlights) if hit.text else 0)
    return PostFacts(None if date is None else int(date.timestamp()), tuple(values), marks)
