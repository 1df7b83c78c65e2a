"""One build of the index: its files in one place, and what its last commit holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from newsctl.core.archive.ports import LeftOut
from newsctl.core.errors import IndexDamaged
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.formats.commits import facets_name, latest_generation, manifest_name
from newsctl.whoosh_index.formats.facets import FacetCounter
from newsctl.whoosh_index.formats.lexicon_file import LEXICON, KeyCounts
from newsctl.whoosh_index.formats.manifest import Manifest
from newsctl.whoosh_index.formats.open_files import OpenFiles
from newsctl.whoosh_index.formats.place import Folder
from newsctl.whoosh_index.formats.seen import SeenFiles
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.reading.damage import named_damage
from newsctl.whoosh_index.reading.segments import OpenSegment

if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.whoosh_index.formats.place import Place

_last = named_damage(latest_generation)
_OPENING_TRIES = 20


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
        self.files = OpenFiles(place, manifest.files)
        self.seen = SeenFiles.open(place, manifest.seen)
        self.vocabulary = Vocabulary.open(self.files, manifest.vocabulary)
        counts = KeyCounts(self.files.pages(LEXICON))
        self.analysis = DutchAnalysis(Lexicon(counts, manifest.lexicon_posts))

    @cached_property
    @named_damage
    def facets(self) -> FacetCounter:
        """The keys and values of the commit's front matter, counted."""
        facets = self.files.pages(facets_name(self.generation)).whole()
        facets.check_all()
        return FacetCounter.load(bytes(facets.view))

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
        return cls(place, generation, manifest)

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
        self.files.check()
        self.vocabulary.check()
        self.seen.check()

    @named_damage
    def segments(self, base: int = 0) -> list[OpenSegment]:
        """Open the segments, their documents numbered from `base` on. Raises IndexDamaged."""
        opened = []
        for segment in self.manifest.segments:
            opened.append(OpenSegment(self.files.pages(segment.file), segment, base=base))
            base += segment.size
        return opened
