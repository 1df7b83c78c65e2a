"""The two ports of an archive: the repository of its posts, and the index that searches them."""

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
    """Receives how many of how many posts are done."""

    Watch = Callable[[str], AbstractContextManager[Progress]]
    """Gives what long work, by the name it is given, reports its progress to while it lasts."""


_UNREAD = frozenset({"file-unreadable", "file-left-out", "file-too-large"})
"""Problems of files of which nothing was read."""


class Reading(NamedTuple):
    """The result of reading one file: a post, or the problems that prevented one.

    `header` is the front matter as written, without fences, empty unless it is YAML; `positions`
    are the places of its values by key. A `post` may have problems too (an invalid date, for
    instance).
    """

    path: PostPath
    data: bytes
    post: Post | None
    problems: tuple[Problem, ...] = ()
    positions: Mapping[str, Position] | None = None
    header: str = ""

    @property
    def unread(self) -> Problem | None:
        """Why not all of the file was read, so that `data` is incomplete."""
        return next((problem for problem in self.problems if problem.rule in _UNREAD), None)


class PostRepository(Protocol):
    """The posts of one archive, as files."""

    @property
    def root(self) -> Path:
        """The archive's folder, absolute."""

    @property
    def is_scanning(self) -> bool:
        """Whether a scan has begun already."""

    def scan(self, like: Mapping[PostPath, object] | None = None) -> Mapping[PostPath, Stamp]:
        """Find every post file with its stamp, without reading any.

        `like` are the files of the last scan; with them a scan that has begun may end sooner.

        Raises ArchiveError when the archive's folder cannot be read.
        """

    def unexpected(self) -> Sequence[LeftOut]:
        """List what the last scan skipped although it seems to be meant as a post.

        These are unreadable folders, broken links, devices, and text files of other types.
        """

    def excluded(self) -> Sequence[LeftOut]:
        """List the markdown files that the archive's settings exclude, sorted by path."""

    def files(self) -> Sequence[PostPath]:
        """List every post, and every file that seems to be meant as one, sorted."""

    def address_of(self, summary: PostSummary) -> str | None:
        """Return the address of a post on its site; None if it has none or it is unknown."""

    @property
    def site_address(self) -> str:
        """The address of the site, or only its path; empty if its configuration has none."""

    def drafts(self) -> Sequence[PostPath]:
        """List the files in folders of drafts, whether they count as posts or not, sorted."""

    def read(self, path: PostPath) -> Reading:
        """Read one file. Never raises for its content or for a file that cannot be read."""

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of one file; empty if it cannot be read or is too large."""

    def parse(self, path: PostPath, data: bytes) -> Reading:
        """Parse bytes as the content of the file at this path. Never raises for the content."""


class ScanAhead(Protocol):
    """A scan of an archive's files that begins before it is asked for."""

    @property
    def is_running(self) -> bool:
        """Whether the scan still runs in another process, so that `posts` would block."""

    def posts(
        self, root: Path, settings: Settings, like: Mapping[str, Listing]
    ) -> FoundFiles | None:
        """Return the posts found; None if the scan was of another archive or failed. May block.

        `like` are the listings by folder of the last scan.
        """

    def leave(self) -> None:
        """End the scan, finished or not."""


class Freshness(StrEnum):
    """The state of an index after a synchronisation."""

    FRESH = "fresh"
    OVERLAID = "overlaid"
    BEHIND = "behind"


class IndexStatus(NamedTuple):
    """A description of the index. Sizes are in bytes."""

    folder: str | None
    posts: int
    left_out: tuple[LeftOut, ...]
    size: int
    segments: int
    deleted: int
    versions: Mapping[str, str]


class PostIndex(Protocol):
    """A full-text index of one archive's posts.

    Answers come from the last commit, with the overlay on top of it if there is one. All of them
    raise TookTooLong at a deadline that the caller has set.
    """

    def known(self) -> Mapping[PostPath, Known]:
        """Return every file that the index has read, whether it became a post or was left out."""

    def update(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Index the files that changed since the last commit, and remove those no longer found.

        The stamps of `found` are from before the files are read, so that a file changed meanwhile
        differs at the next update.

        Raises IndexBusy when another process is writing the index, IndexUnavailable when it exists
        but cannot be written.
        """

    def rebuild(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Build a new index beside the old one, which answers until the new one is complete.

        Raises IndexBusy when another process is writing the index, IndexUnavailable when none can
        be written.
        """

    def heal(
        self,
        damage: IndexDamaged,
        found: Mapping[PostPath, Stamp],
        read: Read,
        progress: Progress,
    ) -> None:
        """Rebuild the index after `damage` was found, and notify the user.

        If another process has replaced the index meanwhile, that one is updated instead, without a
        notice. Raises what `rebuild` does.
        """

    def read_into_memory(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> None:
        """Build the index in the memory of this process, with nothing on disk."""

    def overlay(self, changes: Changes, read: Read) -> None:
        """Overlay changes on the answers of this process, in memory."""

    def search(self, request: Request) -> Page:
        """Answer a request."""

    def related(self, post: Post, request: Request, least: float) -> Page:
        """Return the posts of a request on the subject of a post, the most similar first.

        Their score is their likeness, from `least` to 1, and their reasons are the shared words.
        The post itself, which may be outside of the archive, is not among them.
        """

    def dates(self, query: Query) -> Dates:
        """Return the dates of all posts of a query."""

    def has_undated(self) -> bool:
        """Tell whether there may be posts without a date, at little cost."""

    def counts(self, query: Query, clauses: Sequence[Query]) -> Sequence[int]:
        """Return, for each clause, how many posts of a query match it too."""

    def numbers(self, query: Query, key: str) -> Mapping[float, int]:
        """Return how many posts of a query have each number in a front matter key."""

    def facts(self, query: Query, asked: Sequence[Sequence[str]]) -> Sequence[PostFacts]:
        """Return the facts by which the posts of a query are counted, unsorted.

        A field is the tuple of front matter keys that mean it; a post has each value once.
        """

    def forms(self, query: Query) -> Sequence[Forms]:
        """Return the words that each query word matches; a word of a phrase matches inflections."""

    def words(self, queries: Sequence[Query], progress: Progress) -> Sequence[CountedWord]:
        """Count every word in the posts of each query; words in none of them are left out.

        A word with a hyphen counts as each of its parts, and as one word.
        """

    def cooccurrences(
        self, word: Query, window: int, query: Query, progress: Progress
    ) -> Cooccurrences:
        """Count the words within a window around a word, in the posts of a query.

        Titles and texts are separate. A position near two occurrences counts once. Raises
        UsageError for a query that is not one word.
        """

    def get(self, path: PostPath) -> PostSummary | None:
        """Return the summary of one post; None if the index does not have it."""

    def paths(self) -> Iterable[PostPath]:
        """Return the paths of all posts, sorted."""

    def facets(self) -> Mapping[str, Facet]:
        """Return the front matter keys of the archive with their commonest values."""

    def suggest(self, words: Sequence[str]) -> Sequence[Suggestion]:
        """Suggest a word of the archive for each of these that is rare or missing in it."""

    def left_out(self) -> Sequence[LeftOut]:
        """Return the files that were read and are not posts, each with the reason, by path."""

    def verify(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> Sequence[LeftOut]:
        """Compare the index with the files, all read again, and return the differences."""

    def status(self) -> IndexStatus:
        """Describe the index."""
