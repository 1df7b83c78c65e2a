"""A commit of an index, open, and how the last one of an archive is found.

A commit has these files in the folder of its build, besides a file for each segment:

    manifest-<generation>      see `manifest`
    facets-<generation>        see `facets`
    lexicon                    see `lexicon`
    vocabulary-<generation>    a run of words, see `vocabulary`
    stat-cache-<number>        see `stat_cache`
    <name>.sums                the CRC-32 of each page of a file that has several
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.archive.stat_cache import LeftOut
from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.analysis import fingerprint as dutch_fingerprint
from newsctl.dutch.lexicon import Lexicon
from newsctl.storage.digests import short_digest
from newsctl.whoosh_index.formats.directory import CheckedFiles, DiskDirectory, raises_index_damaged
from newsctl.whoosh_index.formats.facets import FacetCounter, read_facets
from newsctl.whoosh_index.formats.lexicon import LEXICON, KeyCounts
from newsctl.whoosh_index.formats.manifest import Manifest, last_generation, manifest_name
from newsctl.whoosh_index.formats.segment import SegmentReader
from newsctl.whoosh_index.formats.stat_cache import StatCache
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.schema import FORMAT_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.index_folder import IndexFolder

_READING = "; reading "
OPENING_TRIES = 20
"""Commits, or builds, that may be replaced one after another while they are being opened."""

_last = raises_index_damaged(last_generation)


class _Opened(NamedTuple):
    """What is open already of a commit: by name its files and segments, and how words are read."""

    files: Mapping[str, Pages] = {}
    segments: Mapping[str, SegmentReader] = {}
    analysis: DutchAnalysis | None = None


class Commit:
    """One commit of an index, open.

    All its files are open from the beginning, so that whatever is read of it, and however late, is
    of this commit, though another has followed and its files are gone: as Lucene's readers have it,
    without a lock. Segments that a commit `before` has too are those that it has open: what was
    read and checked of them stays.
    """

    def __init__(
        self,
        directory: Directory,
        generation: int,
        manifest: Manifest,
        before: Commit | None = None,
    ) -> None:
        self.directory = directory
        self.generation = generation
        self.manifest = manifest
        opened = _Opened() if before is None else before.opened_for(directory, manifest)
        self.files = CheckedFiles(directory, manifest.files, opened.files)
        self.stat_cache = StatCache.open(directory, manifest.stat_cache)
        self.vocabulary = Vocabulary.open(self.files.pages, manifest.vocabulary)
        counts = KeyCounts(self.files.pages(LEXICON))
        lexicon = Lexicon(counts, manifest.lexicon_posts)
        self.analysis = opened.analysis or DutchAnalysis(lexicon)
        self._segments = dict(opened.segments)

    @cached_property
    @raises_index_damaged
    def facets(self) -> FacetCounter:
        """The keys and values of the commit's front matter, counted."""
        return read_facets(self.files, self.generation)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The files that were seen and are no posts, sorted by path."""
        reasons = sorted(self.manifest.left_out.items())
        return tuple(LeftOut(path, reason) for path, reason in reasons)

    def opened_for(self, directory: Directory, manifest: Manifest) -> _Opened:
        """Return what this commit has open that another of the same build has too."""
        if directory != self.directory:
            return _Opened()
        both = {name for name, _ in self.manifest.files.items() & manifest.files.items()}
        return _Opened(
            {name: self.files.pages(name) for name in both},
            {name: one for name, one in self._segments.items() if name in both},
            self.analysis if LEXICON in both else None,
        )

    @classmethod
    def open_last(cls, directory: Directory, before: Commit | None = None) -> Self:
        """Open the last commit in a directory. Raises IndexDamaged.

        A writer may take the files of an older commit away between the look at which is the last
        and the opening of its files, so a miss is tried again.
        """
        for _time in range(OPENING_TRIES):
            generation = _last(directory)
            try:
                return cls._open(directory, generation, before)
            except IndexDamaged:
                if _last(directory) == generation:
                    raise
        raise IndexDamaged(_("it changes faster than it can be opened"))

    @classmethod
    @raises_index_damaged
    def _open(cls, directory: Directory, generation: int, before: Commit | None) -> Self:
        manifest = Manifest.load(directory.read(manifest_name(generation)))
        return cls(directory, generation, manifest, before)

    def is_last_in(self, folder: Path) -> bool:
        """Tell whether this is the last commit in a folder. Raises IndexDamaged."""
        directory = DiskDirectory(folder)
        return self.directory == directory and _last(directory) == self.generation

    def is_same_as(self, other: Commit) -> bool:
        """Tell whether another is this commit too."""
        return self.generation == other.generation and self.directory == other.directory

    @raises_index_damaged
    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the file that is not as written."""
        self.files.check()
        self.stat_cache.check()

    @raises_index_damaged
    def segments(self, base: int = 0) -> list[SegmentReader]:
        """Open the segments, their documents numbered from `base` on. Raises IndexDamaged."""
        numbered = []
        for segment in self.manifest.segments:
            opened = self._segments.get(segment.file)
            if opened is None:
                opened = SegmentReader(self.files.pages(segment.file), segment, base=0)
                self._segments[segment.file] = opened
            numbered.append(opened.numbered(segment, base))
            base += segment.size
        return numbered


def fingerprint(reading: str) -> str:
    """Return what an index must have been made by to be used: formats, analysis, reading."""
    digest = short_digest(reading.encode())
    return f"format {FORMAT_VERSION}; {dutch_fingerprint()}{_READING}{digest}"


def differs_in_reading_alone(one: str, other: str) -> bool:
    """Tell whether two fingerprints are of one version, and the archive's settings changed."""
    return one.rpartition(_READING)[0] == other.rpartition(_READING)[0]


def open_current(folder: IndexFolder, made_by: str, known: Commit | None = None) -> Commit | None:
    """Open the last commit of the build that answers, or return `known` while that is it.

    None when there is none, or it was made by something else. Another keeps open what `known` has
    of it. A build may be replaced and
    swept away while it is being opened; then the new one is tried. Raises IndexDamaged.
    """
    for _time in range(OPENING_TRIES):
        pointer = folder.pointer()
        if pointer is None or pointer.fingerprint != made_by:
            return None
        path = folder.build(pointer)
        try:
            if known is not None and known.is_last_in(path):
                return known
            return Commit.open_last(DiskDirectory(path), known)
        except IndexDamaged:
            if folder.pointer() == pointer:
                raise
    raise IndexDamaged(_("it is replaced faster than it can be opened"))
