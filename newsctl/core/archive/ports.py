"""The two ports of an archive: where its posts are, and where it is asked about them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from newsctl.core.archive.hits import (
        Cooccurrences,
        CountedWord,
        Dates,
        Facet,
        Forms,
        Page,
        PostFacts,
        Request,
        Suggestion,
    )
    from newsctl.core.archive.reconcile import Changes, Known
    from newsctl.core.archive.stat_cache import FoundFiles, LeftOut, Listing, Stamp
    from newsctl.core.errors import IndexDamaged
    from newsctl.core.post.post import Post, PostPath, PostSummary
    from newsctl.core.problems import Position, Problem
    from newsctl.core.query.ast import Query
    from newsctl.core.settings import Settings

    Read = Callable[[PostPath], "Reading"]
    """Reads one post of the archive."""

    Check = Callable[["Reading"], Sequence[Problem]]
    """The rules, applied to one reading."""

    Progress = Callable[[int, int], None]
    """Told how many of how many posts are done."""

    Watch = Callable[[str], AbstractContextManager[Progress]]
    """Gives what long work, by the name it is given, reports its progress to while it lasts."""


_UNREAD = frozenset({"file-unreadable", "file-left-out", "file-too-large"})
"""Problems of files of which nothing was read."""


class Reading(NamedTuple):
    """What became of reading one file: a post, or the problems that kept it from being one.

    `header` is the front matter as it was written, without its fences, empty when it is not YAML,
    and `positions` are the places of its values, by key; `post` may come with problems of its own
    (a date that is not understood), which do not keep it out.
    """

    path: PostPath
    data: bytes
    post: Post | None
    problems: tuple[Problem, ...] = ()
    positions: Mapping[str, Position] | None = None
    header: str = ""

    @property
    def unread(self) -> Problem | None:
        """What kept all of the file from being read, so that `data` is not what it holds."""
        return next((problem for problem in self.problems if problem.rule in _UNREAD), None)


class PostRepository(Protocol):
    """The posts of one archive, as files."""

    @property
    def root(self) -> Path:
        """The archive's folder, absolute."""
        ...

    @property
    def is_looking(self) -> bool:
        """Whether the files are being looked at already, for the next scan."""
        ...

    def scan(self, like: Mapping[PostPath, object] | None = None) -> Mapping[PostPath, Stamp]:
        """Find every post file and its stamp, without reading any.

        Whoever has `like`, files as they probably are, may find them sooner.

        Raises ArchiveError when the archive's folder cannot be read.
        """
        ...

    def unexpected(self) -> Sequence[LeftOut]:
        """List what the last scan left out though it seems to be meant as a post.

        Unreadable folders are among it, links that lead nowhere, devices, texts of other kinds.
        """
        ...

    def excluded(self) -> Sequence[LeftOut]:
        """List the markdown files that the archive's rules leave out, sorted by path."""
        ...

    def files(self) -> Sequence[PostPath]:
        """List every post, and every file that seems to be meant as one, sorted."""
        ...

    def address_of(self, summary: PostSummary) -> str | None:
        """Return the address of a post on its site, None where there is none or it is not known."""
        ...

    @property
    def site_address(self) -> str:
        """The address of the site, or its path alone; empty where its configuration tells none."""
        ...

    def drafts(self) -> Sequence[PostPath]:
        """List the drafts in folders of drafts, whether they count as posts or not, sorted."""
        ...

    def read(self, path: PostPath) -> Reading:
        """Read one file. Never raises for what a file holds or for one that cannot be read."""
        ...

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of one file: none for one that cannot be read, or is too large."""
        ...

    def parse(self, path: PostPath, data: bytes) -> Reading:
        """Read bytes as if they were the file at this path. Never raises for what they hold."""
        ...


class LookAhead(Protocol):
    """A look at the files of an archive that began before they were asked for."""

    @property
    def is_going_on(self) -> bool:
        """Whether it goes on beside this process, and who wants what it found has to wait."""
        ...

    def posts(
        self, root: Path, settings: Settings, like: Mapping[str, Listing]
    ) -> FoundFiles | None:
        """Return the posts found, None if this was no look at these, or has failed. It may wait.

        `like` are listings by folder as they probably are.
        """
        ...

    def leave(self) -> None:
        """End the look, whether it is done or not."""
        ...


class Freshness(StrEnum):
    """How an index stands to the files after it was synchronised."""

    FRESH = "fresh"
    OVERLAID = "overlaid"
    BEHIND = "behind"


class IndexStatus(NamedTuple):
    """The index's own account of itself. Sizes in bytes."""

    folder: str | None
    posts: int
    left_out: tuple[LeftOut, ...]
    size: int
    segments: int
    deleted: int
    versions: Mapping[str, str]


class PostIndex(Protocol):
    """A full-text index of one archive's posts.

    Answers come from the last commit, with the overlay laid over it when there is one. All of them
    raise TookTooLong where whoever asks set a deadline.
    """

    def known(self) -> Mapping[PostPath, Known]:
        """Return every file that the index has seen, whether it became a post or was left out."""
        ...

    def update(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Read what differs from the files that the index has seen, and forget what is not found.

        The stamps of `found` are from before the files are read, so that one that changes
        meanwhile differs the next time.

        Raises IndexBusy when another process is writing the index, IndexUnavailable when it is
        there but cannot be written.
        """
        ...

    def rebuild(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Build the index anew beside the old one, which answers until the new one is whole.

        Raises IndexBusy when another process is writing the index, IndexUnavailable when none
        can be written.
        """
        ...

    def heal(
        self,
        damage: IndexDamaged,
        found: Mapping[PostPath, Stamp],
        read: Read,
        progress: Progress,
    ) -> None:
        """Build the index anew where it was found damaged, and say so.

        Where another process has put another in its place since, that is brought up to the files,
        and there is nothing to say. Raises what `rebuild` does.
        """
        ...

    def read_into_memory(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> None:
        """Answer from the files in this process, without an index on disk."""
        ...

    def overlay(self, changes: Changes, read: Read) -> None:
        """Lay changes over the answers of this process, in memory, leaving the disk alone."""
        ...

    def search(self, request: Request) -> Page:
        """Answer a request."""
        ...

    def related(self, post: Post, request: Request, least: float) -> Page:
        """Return the posts of a request that are on the subject of a post, the likest first.

        Their score is their likeness, from `least` to 1, and their reasons tell what they share.
        The post itself, which may be of the archive or not, is none of them.
        """
        ...

    def dates(self, query: Query) -> Dates:
        """Return when the posts of a query are from, of all of them."""
        ...

    def counts(self, query: Query, clauses: Sequence[Query]) -> Sequence[int]:
        """Return how many posts of a query answer each of some clauses too."""
        ...

    def numbers(self, query: Query, key: str) -> Mapping[float, int]:
        """Return how many posts of a query have which number in a front matter key."""
        ...

    def facts(self, query: Query, asked: Sequence[Sequence[str]]) -> Sequence[PostFacts]:
        """Return by what the posts of a query are counted, in no order.

        Each field that is asked for is the front matter keys that mean it; a post has each of its
        values in them once.
        """
        ...

    def forms(self, query: Query) -> Sequence[Forms]:
        """Return what the words of a query stand for; a word of a phrase for its inflections."""
        ...

    def words(self, queries: Sequence[Query], progress: Progress) -> Sequence[CountedWord]:
        """Count every word in the posts of each query; a word of none of them is left out.

        A word with a hyphen is there as each of its parts, and written solid.
        """
        ...

    def cooccurrences(
        self, word: str, window: int, query: Query, progress: Progress
    ) -> Cooccurrences:
        """Count the words up to so many places from a word, in the posts of a query.

        Titles and texts are looked at by themselves. A place near two of its occurrences counts
        once.
        """
        ...

    def get(self, path: PostPath) -> PostSummary | None:
        """Return the summary of one post, None when the index has no such post."""
        ...

    def paths(self) -> Iterable[PostPath]:
        """Return the paths of all posts, sorted."""
        ...

    def facets(self) -> Mapping[str, Facet]:
        """Return the front matter keys of the archive with their commonest values."""
        ...

    def suggest(self, words: Sequence[str]) -> Sequence[Suggestion]:
        """Suggest a word of the archive for each of these that it does not have, or hardly has."""
        ...

    def left_out(self) -> Sequence[LeftOut]:
        """Return the files that were read and are no posts, each with the reason, by path."""
        ...

    def verify(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> Sequence[LeftOut]:
        """Compare what is indexed with the files, all read again, and say where they differ."""
        ...

    def status(self) -> IndexStatus:
        """Describe the index."""
        ...
