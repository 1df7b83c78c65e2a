"""One build of the index: its files in one place, and what its last commit holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from whoosh.index import TOC, FileIndex

from newsctl.core.errors import IndexDamaged
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.damage import named_damage
from newsctl.whoosh_index.facets import FacetCounter
from newsctl.whoosh_index.lexicon_file import KeyCounts, dump_lexicon
from newsctl.whoosh_index.manifest import Manifest
from newsctl.whoosh_index.schema import schema
from newsctl.whoosh_index.segments import OpenSegment
from newsctl.whoosh_index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.whoosh_index.place import Place

NAME = "posts"
LEXICON, VOCABULARY = "lexicon", "vocabulary"
_OPENING_TRIES = 5


class Build:
    """The last commit in a place, open. A later commit is seen by opening the place again."""

    def __init__(self, place: Place, generation: int, manifest: Manifest) -> None:
        self.place = place
        self.generation = generation
        self.manifest = manifest
        self.index = FileIndex(place.storage, schema(), NAME)
        self.facets = FacetCounter.load(place.read(facets_name(generation)))
        self.vocabulary = Vocabulary(
            place.view(VOCABULARY),
            length=manifest.vocabulary,
            sorted_length=manifest.vocabulary_sorted,
        )
        counts = KeyCounts(place.view(LEXICON))
        self.analysis = DutchAnalysis(Lexicon(counts, manifest.lexicon_posts))

    @classmethod
    def create(cls, place: Place, counts: Mapping[str, int], *, posts: int, files: int) -> Self:
        """Make an empty build.

        Its lexicon is of `counts`, made of so many posts when the archive had so many files.
        """
        empty = b"\n"
        manifest = Manifest(
            lexicon_files=files,
            lexicon_posts=posts,
            vocabulary=len(empty),
            vocabulary_sorted=len(empty),
        )
        place.write(LEXICON, dump_lexicon(counts))
        place.write(VOCABULARY, empty)
        place.write(facets_name(0), FacetCounter().dump())
        place.write(manifest_name(0), manifest.dump())
        TOC.create(place.storage, schema(), NAME)
        return cls(place, 0, manifest)

    @classmethod
    def open(cls, place: Place) -> Self:
        """Open the last commit. Raises IndexDamaged.

        A writer may take the files of an older commit away between the look at which is the last
        and the opening of its files, so a miss is tried again.
        """
        for _ in range(_OPENING_TRIES):
            generation = latest_generation(place)
            try:
                return cls._open(place, generation)
            except IndexDamaged:
                if latest_generation(place) == generation:
                    raise
        raise IndexDamaged("it changes faster than it can be opened")

    @classmethod
    def _open(cls, place: Place, generation: int) -> Self:
        with named_damage():
            manifest = Manifest.load(place.read(manifest_name(generation)))
            sizes = place.sizes()
            for name, size in manifest.files.items():
                if sizes.get(name) != size:
                    raise IndexDamaged(f"{name} is {'cut off' if name in sizes else 'gone'}")
            if sizes.get(VOCABULARY, 0) < manifest.vocabulary:
                raise IndexDamaged(f"{VOCABULARY} is cut off")
            return cls(place, generation, manifest)

    def segments(self, base: int = 0) -> list[OpenSegment]:
        """Open the segments, their documents numbered from `base` on. Raises IndexDamaged."""
        opened = []
        with named_damage():
            toc = TOC.read(self.place.storage, NAME, gen=self.generation, schema=schema())
            for segment in toc.segments:
                opened.append(OpenSegment(self.place.storage, toc.schema, segment, base=base))
                base += opened[-1].size
        return opened


def manifest_name(generation: int) -> str:
    """Return the name of a commit's manifest."""
    return f"manifest-{generation}"


def facets_name(generation: int) -> str:
    """Return the name of a commit's facets."""
    return f"facets-{generation}"


def latest_generation(place: Place) -> int:
    """Return the number of the last commit. Raises IndexDamaged when there is none."""
    pattern = re.compile(rf"_{NAME}_(\d+)\.toc")
    names = (pattern.fullmatch(name) for name in place.storage.list())
    generations = [int(name[1]) for name in names if name]
    if not generations:
        raise IndexDamaged("its table of contents is gone")
    return max(generations)
