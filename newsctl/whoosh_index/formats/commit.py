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
    """The open parts of a commit: its files and segments by name, and its analysis."""

    files: Mapping[str, Pages] = {}
    segments: Mapping[str, SegmentReader] = {}
    analysis: DutchAnalysis | None = None


class Commit:
    """One commit of an index, open.

    All its files are opened at once, so that whatever is read later belongs to this commit even if
    another has followed and deleted them: like Lucene's readers, without a lock. Segments shared
    with the commit `before` are taken from it, with what was read and checked of them.
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
        opened = _Opened() if before is None else before.shared_with(directory, manifest)
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
        """The counts of keys and values in the commit's front matter."""
        return read_facets(self.files, self.generation)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The files that were read and are not posts, sorted by path."""
        reasons = sorted(self.manifest.left_out.items())
        return tuple(LeftOut(path, reason) for path, reason in reasons)

    def shared_with(self, directory: Directory, manifest: Manifest) -> _Opened:
        """Return the open parts that this commit shares with another of the same build."""
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

        A writer may delete the files of an older commit after its number was read and before they
        are opened, so a missing file is tried again.
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
        """Tell whether another commit is the same one."""
        return self.generation == other.generation and self.directory == other.directory

    @raises_index_damaged
    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the damaged file."""
        self.files.check()
        self.stat_cache.check()

    @raises_index_damaged
    def segments(self, base: int = 0) -> list[SegmentReader]:
        """Open the segments, with documents numbered from `base`. Raises IndexDamaged."""
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
    """Return the versions and settings that an index must have been made with to be used."""
    digest = short_digest(reading.encode())
    return f"format {FORMAT_VERSION}; {dutch_fingerprint()}{_READING}{digest}"


def differs_in_reading_alone(one: str, other: str) -> bool:
    """Tell whether two fingerprints differ only in the archive's settings."""
    return one.rpartition(_READING)[0] == other.rpartition(_READING)[0]


def open_current(folder: IndexFolder, made_by: str, known: Commit | None = None) -> Commit | None:
    """Open the last commit of the current build, or return `known` if it is that one.

    Returns None if there is none, or if it has another fingerprint. Open parts of `known` are
    reused. If the build is replaced and deleted while it is being opened, the new one is tried.
    Raises IndexDamaged.
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
