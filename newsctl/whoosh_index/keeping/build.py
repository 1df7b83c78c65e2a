"""One build of the index: its files in one place, and what its last commit holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from newsctl.core.errors import IndexDamaged
from newsctl.core.ports import LeftOut
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.keeping.commits import facets_name, latest_generation, manifest_name
from newsctl.whoosh_index.keeping.facets import FacetCounter
from newsctl.whoosh_index.keeping.lexicon_file import LEXICON, KeyCounts
from newsctl.whoosh_index.keeping.manifest import Content, Manifest
from newsctl.whoosh_index.keeping.place import Folder, OpenFiles
from newsctl.whoosh_index.keeping.seen import SeenFiles
from newsctl.whoosh_index.keeping.vocabulary import Vocabulary
from newsctl.whoosh_index.reading.damage import named_damage
from newsctl.whoosh_index.reading.segments import OpenSegment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from newsctl.whoosh_index.keeping.manifest import WordFile
    from newsctl.whoosh_index.keeping.place import Place
    from newsctl.whoosh_index.keeping.seen import SeenFile

_last = named_damage(latest_generation)
_OPENING_TRIES = 20
_CHECKED_AT_OPENING = 2_000_000  # bytes, the smallest files first; some 2 ms


class Build:
    """The last commit in a place, open. A later commit is seen by opening the place again.

    All its files are open from the beginning, so that whatever is read of it, and however late, is
    of this commit, though another has followed and its files are gone: as Lucene's readers have it,
    without a lock.
    """

    def __init__(self, place: Place, generation: int, manifest: Manifest) -> None:
        self.place = place
        self.generation = generation
        self.manifest = manifest
        self._files = OpenFiles(place, [*_contents(manifest), manifest.seen.name])
        self.seen = SeenFiles.open(self._files, manifest.seen)
        self.vocabulary = Vocabulary.open(self._files, manifest.vocabulary)
        counts = KeyCounts(self._files.view(LEXICON))
        self.analysis = DutchAnalysis(Lexicon(counts, manifest.lexicon_posts))

    @cached_property
    @named_damage
    def facets(self) -> FacetCounter:
        """The keys and values of the commit's front matter, counted."""
        return FacetCounter.load(self._files.view(facets_name(self.generation))[:])

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The files that were seen and are no posts, sorted by path."""
        reasons = sorted(self.manifest.left_out.items())
        return tuple(LeftOut(path, reason) for path, reason in reasons)

    @classmethod
    def open(cls, place: Place) -> Self:
        """Open the last commit. Raises IndexDamaged.

        A writer may take the files of an older commit away between the look at which is the last
        and the opening of its files, so a miss is tried again.
        """
        for _ in range(_OPENING_TRIES):
            generation = _last(place)
            try:
                return cls._open(place, generation)
            except IndexDamaged:
                if _last(place) == generation:
                    raise
        raise IndexDamaged("it changes faster than it can be opened")

    @classmethod
    @named_damage
    def _open(cls, place: Place, generation: int) -> Self:
        manifest = Manifest.load(place.read(manifest_name(generation)))
        build = cls(place, generation, manifest)
        _check_sizes(build._files, manifest)
        _check_digests(build._files, _smallest(_contents(manifest)))
        return build

    def is_last_in(self, folder: Path) -> bool:
        """Tell whether this is the last commit in a folder. Raises IndexDamaged."""
        place = self.place
        return (
            isinstance(place, Folder) and place.path == folder and _last(place) == self.generation
        )

    def is_commit_of(self, other: Build) -> bool:
        """Tell whether another build is this commit too."""
        return self.generation == other.generation and self.place == other.place

    @named_damage
    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the file that is not as written."""
        _check_digests(self._files, _contents(self.manifest))
        self.seen.check()

    @named_damage
    def segments(self, base: int = 0) -> list[OpenSegment]:
        """Open the segments, their documents numbered from `base` on. Raises IndexDamaged."""
        opened = []
        for segment in self.manifest.segments:
            opened.append(OpenSegment(self._files.view(segment.file), segment, base=base))
            base += segment.size
        return opened


def _contents(manifest: Manifest) -> dict[str, Content]:
    runs = {run.name: Content(run.size, run.digest) for run in manifest.vocabulary}
    return {**manifest.files, **runs}


def _check_sizes(files: OpenFiles, manifest: Manifest) -> None:
    for name, content in manifest.files.items():
        if len(files.view(name)) != content.size:
            raise IndexDamaged(f"{name} is cut off")
    longer: list[WordFile | SeenFile] = [*manifest.vocabulary, manifest.seen]
    for file in longer:
        if len(files.view(file.name)) < file.size:
            raise IndexDamaged(f"{file.name} is cut off")


def _check_digests(files: OpenFiles, contents: Mapping[str, Content]) -> None:
    for name, content in contents.items():
        if files.digest(name, content.size) != content.digest:
            raise IndexDamaged(f"{name} is not as it was written")


def _smallest(contents: Mapping[str, Content]) -> dict[str, Content]:
    """Return the smallest files, as many as can be checked whenever an index is opened."""
    return dict(_within(sorted(contents.items(), key=lambda item: item[1].size)))


def _within(files: list[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
    total = 0
    for name, content in files:
        total += content.size
        if total > _CHECKED_AT_OPENING:
            return
        yield name, content
