"""One build of the index: its files in one place, and what its last commit holds."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Self

from whoosh.index import TOC

from newsctl.core.errors import IndexDamaged
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.damage import named_damage
from newsctl.whoosh_index.facets import FacetCounter
from newsctl.whoosh_index.lexicon_file import LEXICON, KeyCounts, dump_lexicon
from newsctl.whoosh_index.manifest import Content, Manifest, WordFile
from newsctl.whoosh_index.schema import NAME, schema
from newsctl.whoosh_index.seen import NOTHING_SEEN, SeenFiles
from newsctl.whoosh_index.segments import OpenSegment
from newsctl.whoosh_index.vocabulary import NO_WORDS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.whoosh_index.place import Place

_OPENING_TRIES = 5
_CHECKED_AT_OPENING = 2_000_000  # bytes, the smallest files first; some 2 ms


class Build:
    """The last commit in a place, open. A later commit is seen by opening the place again."""

    def __init__(self, place: Place, generation: int, manifest: Manifest) -> None:
        self.place = place
        self.generation = generation
        self.manifest = manifest
        self.seen = SeenFiles.open(place, manifest.seen)
        self.facets = FacetCounter.load(place.read(facets_name(generation)))
        self.vocabulary = Vocabulary.open(place, manifest.vocabulary)
        counts = KeyCounts(place.view(LEXICON))
        self.analysis = DutchAnalysis(Lexicon(counts, manifest.lexicon_posts))

    @classmethod
    def create(cls, place: Place, counts: Mapping[str, int], *, posts: int, files: int) -> Self:
        """Make an empty build.

        Its lexicon is of `counts`, made of so many posts when the archive had so many files.
        """
        words = WordFile(vocabulary_name(0), len(NO_WORDS), len(NO_WORDS), zlib.crc32(NO_WORDS))
        place.write(LEXICON, dump_lexicon(counts))
        place.write(words.name, NO_WORDS)
        place.write(NOTHING_SEEN.name, b"")
        place.write(facets_name(0), FacetCounter().dump())
        sizes = place.sizes()
        files_of_commit = {
            name: Content(sizes[name], place.digest(name, sizes[name]))
            for name in (LEXICON, facets_name(0))
        }
        manifest = Manifest(NOTHING_SEEN, {}, files_of_commit, words, files, posts)
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
            _check_sizes(place, manifest)
            _check_digests(place, _smallest(_contents(manifest)))
            return cls(place, generation, manifest)

    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the file that is not as written."""
        with named_damage():
            _check_digests(self.place, _contents(self.manifest))
            self.seen.check()

    def segments(self, base: int = 0) -> list[OpenSegment]:
        """Open the segments, their documents numbered from `base` on. Raises IndexDamaged."""
        opened = []
        with named_damage():
            toc = TOC.read(self.place.storage, NAME, gen=self.generation, schema=schema())
            for segment in toc.segments:
                opened.append(OpenSegment(self.place.storage, toc.schema, segment, base=base))
                base += opened[-1].size
        return opened


def _contents(manifest: Manifest) -> dict[str, Content]:
    words = manifest.vocabulary
    return {**manifest.files, words.name: Content(words.size, words.digest)}


def _check_sizes(place: Place, manifest: Manifest) -> None:
    sizes = place.sizes()
    for name, content in manifest.files.items():
        if sizes.get(name) != content.size:
            raise IndexDamaged(f"{name} is {'cut off' if name in sizes else 'gone'}")
    for file in (manifest.vocabulary, manifest.seen):
        if sizes.get(file.name, 0) < file.size:
            raise IndexDamaged(f"{file.name} is cut off")


def _check_digests(place: Place, contents: Mapping[str, Content]) -> None:
    for name, content in contents.items():
        if place.digest(name, content.size) != content.digest:
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


def manifest_name(generation: int) -> str:
    """Return the name of a commit's manifest."""
    return f"manifest-{generation}"


def facets_name(generation: int) -> str:
    """Return the name of a commit's facets."""
    return f"facets-{generation}"


def vocabulary_name(generation: int) -> str:
    """Return the name of the vocabulary that was put in order by a commit."""
    return f"vocabulary-{generation}"


def latest_generation(place: Place) -> int:
    """Return the number of the last commit. Raises IndexDamaged when there is none."""
    pattern = re.compile(rf"_{NAME}_(\d+)\.toc")
    names = (pattern.fullmatch(name) for name in place.storage.list())
    generations = [int(name[1]) for name in names if name]
    if not generations:
        raise IndexDamaged("its table of contents is gone")
    return max(generations)
