"""The index of one archive: opens it, brings it up to date, and rebuilds it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsctl.core.archive.ports import IndexStatus
from newsctl.core.archive.stat_cache import LeftOut, Stamp
from newsctl.core.errors import IndexDamaged, IndexMissing, IndexUnavailable
from newsctl.core.messages import _, said_by
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.analysis import fingerprint as dutch_fingerprint
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.lexicon import EMPTY
from newsctl.version import __version__
from newsctl.whoosh_index.formats.commit import differs_in_reading_alone, fingerprint, open_current
from newsctl.whoosh_index.formats.directory import PrivateDirectory
from newsctl.whoosh_index.formats.documents import (
    dump_front_matter,
    dump_headline,
    front_matter_in,
    path_term,
    summary_in,
)
from newsctl.whoosh_index.formats.lexicon import LEXICON
from newsctl.whoosh_index.schema import PATH
from newsctl.whoosh_index.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import Facet
    from newsctl.core.archive.ports import Progress, Read, Reading
    from newsctl.core.archive.reconcile import Changes, Known
    from newsctl.core.post.post import PostPath, PostSummary
    from newsctl.whoosh_index.formats.commit import Commit
    from newsctl.whoosh_index.formats.index_folder import IndexFolder
    from newsctl.whoosh_index.indexing.builder import Builder

_NO_STAMP = Stamp(0, 0, 0)


class WhooshIndex:
    """The index of one archive, in the user's cache or, if that fails, in memory.

    `reading` holds the settings that decide how a post is read (such as the time zone); an index
    made with others is rebuilt. `notice` receives one-line messages for the user.
    """

    def __init__(self, folder: IndexFolder, *, reading: str, notice: Callable[[str], None]) -> None:
        self._folder = folder
        self._made_by = fingerprint(reading)
        DICTIONARY.keep(PrivateDirectory(folder.cache), dutch_fingerprint())
        self._notice = notice
        self._build: Commit | None = None
        self._over: Commit | None = None
        self._hidden: tuple[PostPath, ...] = ()
        self._snapshot: Snapshot | None = None

    def known(self) -> Mapping[PostPath, Known]:
        """Return every file that the index has read. Raises IndexDamaged."""
        build = self._opened()
        return build.stat_cache if build else {}

    def update(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Index the files found. Raises IndexBusy, IndexDamaged, IndexUnavailable.

        Changes are computed while the lock is held, since another process may have indexed them
        meanwhile. A missing index is built, in memory if it cannot be on disk.
        """
        builder = _builder(found, read, progress)
        try:
            with self._locked(lambda: self._kept_of(builder, len(found))):
                build = open_current(self._folder, self._made_by, self._build)
                if build is None:
                    self._note_other_version()
                    build = builder.begin(self._folder, self._made_by)
                else:
                    build = builder.follow(self._folder, self._made_by, build)
        except IndexUnavailable as error:
            if self._build is not None:
                raise
            self._notice(
                _(
                    "No index can be kept here ({cause}); answering from the files.",
                    cause=error.__cause__,
                )
            )
            build = builder.in_memory()
        self._use(build)

    def reopen(self) -> bool:
        """Open the last commit on disk, which another process may have made.

        Returns False if there is none that can be used. Raises IndexDamaged.
        """
        build = open_current(self._folder, self._made_by, self._build)
        if build is not None and (build is not self._build or self._over is not None):
            self._use(build)
        return build is not None

    def rebuild(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        """Build a new index beside the old one, which answers until the new one is complete.

        Raises IndexBusy, IndexUnavailable.
        """
        builder = _builder(found, read, progress)
        with self._locked(lambda: _("the index is as it was")):
            build = builder.renew(self._folder, self._made_by)
        self._use(build)

    def heal(
        self,
        damage: IndexDamaged,
        found: Mapping[PostPath, Stamp],
        read: Read,
        progress: Progress,
    ) -> None:
        """Rebuild the index after `damage` was found, and notify the user.

        If another commit is the last by now, which is certain only under the lock, that one is
        updated instead. Raises IndexBusy, IndexUnavailable.
        """
        builder = _builder(found, read, progress)
        with self._locked(lambda: _("the index is yet to be made")):
            try:
                build = builder.follow(self._folder, self._made_by, self._other_commit())
            except IndexDamaged:
                if not isinstance(damage, IndexMissing):
                    reason = damage.message
                    self._notice(
                        _("The index cannot be used ({reason}); building it anew.", reason=reason)
                    )
                build = builder.renew(self._folder, self._made_by)
        self._use(build)

    def read_into_memory(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> None:
        """Build the index in the memory of this process."""
        self._use(_builder(found, read, progress).in_memory())

    def overlay(self, changes: Changes, read: Read) -> None:
        """Overlay changes on the answers of this process, in memory."""
        found = dict.fromkeys(changes.to_read, _NO_STAMP)
        builder = _builder(found, read, lambda _done, _total: None)
        self._over = builder.beside(self._opened())
        self._hidden = (*changes.to_read, *changes.removed)
        self._snapshot = None

    @property
    def snapshot(self) -> Snapshot:
        """The state to search: the last commit, with the overlay on it. Raises IndexDamaged."""
        if self._snapshot is None:
            build = self._needed()
            segments, vocabulary = build.segments(), build.vocabulary
            snapshot = Snapshot(segments, vocabulary)
            for document in snapshot.with_any(PATH, map(path_term, self._hidden)):
                snapshot.segment_of(document).kill(document)
            if self._over is not None:
                base = sum(segment.size for segment in segments)
                over = self._over.segments(base)
                snapshot = Snapshot([*segments, *over], vocabulary.beside(self._over.vocabulary))
            self._snapshot = snapshot
        return self._snapshot

    def get(self, path: PostPath) -> PostSummary | None:
        """Return the summary of one post; None if the index does not have it."""
        snapshot = self.snapshot
        for document in snapshot.with_term(PATH, path_term(path)):
            return summary_in(snapshot.segment_of(document), document)
        return None

    def paths(self) -> Iterable[PostPath]:
        """Return the paths of all posts, sorted."""
        snapshot = self.snapshot
        return sorted(map(snapshot.path, snapshot.documents()))

    def facets(self) -> Mapping[str, Facet]:
        """Return the front matter keys of the archive with their commonest values."""
        counter = self._needed().facets.copy()
        if self._over is not None:
            under = Snapshot(self._needed().segments(), self._needed().vocabulary)
            for document in under.with_any(PATH, map(path_term, self._hidden)):
                counter.remove(front_matter_in(under.segment_of(document), document))
            counter.merge(self._over.facets)
        return counter.facets()

    def left_out(self) -> Sequence[LeftOut]:
        """Return the files that are not posts, sorted by path."""
        known = self._needed().left_out
        if self._over is None:
            return known
        return sorted(
            [*(one for one in known if one.path not in self._hidden), *self._over.left_out]
        )

    def verify(
        self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
    ) -> Sequence[LeftOut]:
        """Compare every post with its file. Raises IndexDamaged."""
        build, snapshot = self._needed(), self.snapshot
        build.check()
        found_out: list[LeftOut] = []
        for number, path in enumerate(sorted(found), 1):
            if reason := _difference(read(path), snapshot):
                found_out.append(LeftOut(path, reason))
            progress(number, len(found))
        gone = sorted(build.stat_cache.keys() - found.keys())
        return found_out + [
            LeftOut(path, _("is in the index but not in the archive")) for path in gone
        ]

    @property
    def analysis(self) -> DutchAnalysis:
        """The analysis of words, without a lexicon if there is no index. Raises IndexDamaged."""
        build = self._opened()
        if build is None:
            return DutchAnalysis(EMPTY)
        build.files.pages(LEXICON).check_all()  # damage found later could not be healed
        return build.analysis

    def status(self) -> IndexStatus:
        """Describe the index."""
        build, segments = self._needed(), self.snapshot.segments
        on_disk = self._folder.path.is_dir()
        return IndexStatus(
            folder=str(self._folder.path) if on_disk else None,
            posts=self.snapshot.size,
            left_out=build.left_out,
            size=self._folder.size() if on_disk else 0,
            segments=len(segments),
            deleted=sum(segment.deleted for segment in segments),
            versions={"newsctl": __version__, "index": self._made_by},
        )

    def _opened(self) -> Commit | None:
        if self._build is None:
            self._build = open_current(self._folder, self._made_by)
        return self._build

    def _needed(self) -> Commit:
        build = self._opened()
        if build is None:
            raise IndexMissing(_("There is no index yet."))
        return build

    def _other_commit(self) -> Commit:
        """Open the last commit. Raises IndexDamaged if it is the one already open."""
        build = open_current(self._folder, self._made_by)
        if build is None:
            raise IndexMissing(_("There is no index yet."))
        if self._build is not None and build.is_same_as(self._build):
            raise IndexDamaged(_("no other commit is there"))
        return build

    @contextmanager
    def _locked(self, when_stopped: Callable[[], str]) -> Iterator[None]:
        """Hold the lock; on Ctrl-C, `when_stopped` describes the state of the index.

        Raises IndexBusy, and IndexUnavailable if it cannot be written.
        """
        try:
            with self._folder.locked():
                yield
        except OSError as error:
            raise IndexUnavailable(
                _("The index cannot be written: {error}", error=said_by(error))
            ) from error
        except KeyboardInterrupt:
            self._notice(_("Stopped; {when_stopped}.", when_stopped=when_stopped()))
            raise

    def _kept_of(self, builder: Builder, files: int) -> str:
        """Return a message about how many files are indexed, or read for a first build."""
        build = None
        with suppress(IndexDamaged):
            build = open_current(self._folder, self._made_by)
        if build is None and (kept := builder.files_kept(self._folder, self._made_by)):
            return _("{kept:,} of {files:,} files are read, and not again", kept=kept, files=files)
        kept = len(build.stat_cache) if build else 0
        return _("{kept:,} of {files:,} files are in the index", kept=kept, files=files)

    def _use(self, build: Commit) -> None:
        self._build, self._over, self._hidden, self._snapshot = build, None, (), None

    def _note_other_version(self) -> None:
        pointer = self._folder.pointer()
        if pointer is None:
            return
        if differs_in_reading_alone(pointer.fingerprint, self._made_by):
            self._notice(_("The settings read posts in another way now; making the index anew."))
        else:
            self._notice(_("The index was made by another version; making it anew."))


def _builder(found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> Builder:
    """Return a builder. This imports Whoosh, and what reads and analyses posts."""
    from newsctl.whoosh_index.indexing.builder import Builder  # noqa: PLC0415 -- an answer needs none of it

    return Builder(found, read, progress)


def _difference(reading: Reading, snapshot: Snapshot) -> str | None:
    """Return how the index differs from a file; None if they agree."""
    documents = snapshot.with_term(PATH, path_term(reading.path))
    if reading.post is None:
        return _("is in the index but is no post") if documents else None
    if len(documents) != 1:
        return (
            _("is in the index {documents} times", documents=len(documents))
            if documents
            else _("is not in the index")
        )
    (document,) = documents
    segment = snapshot.segment_of(document)
    summary = reading.post.shown
    # Moments as text: one in the hour that summer time ends with equals none of another zone
    headline = dump_headline(summary).decode("utf-8", "surrogatepass")
    as_read = headline, dump_front_matter(summary.front_matter)
    if (segment.headline(document), segment.front_matter(document)) != as_read:
        return _("has another front matter in the index")
    if segment.text(document) != reading.post.text:
        return _("has another text in the index")
    return None
