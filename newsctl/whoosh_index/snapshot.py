"""A snapshot: one state of the index to search, made of a commit and its overlay."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from newsctl.core.deadline import check_deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.formats.vocabulary import Vocabulary


class Snapshot:
    """Segments with documents numbered across them, and their vocabulary."""

    def __init__(self, segments: Sequence[SegmentReader], vocabulary: Vocabulary) -> None:
        self.segments = segments
        self.vocabulary = vocabulary
        self._bases = [segment.base for segment in segments]

    @property
    def size(self) -> int:
        """The number of living posts."""
        return sum(segment.size - segment.deleted for segment in self.segments)

    def documents(self) -> Iterator[int]:
        """Yield the living documents."""
        for segment in self.segments:
            check_deadline()
            yield from segment.documents()

    def alive(self, documents: Iterable[int]) -> set[int]:
        """Return the living ones of some documents."""
        return set(documents).difference(*(segment.dead() for segment in self.segments))

    def with_term(self, field: str, term: bytes) -> set[int]:
        """Return the documents with a term."""
        return self.with_any(field, (term,))

    def has(self, field: str, term: bytes) -> bool:
        """Tell whether any document has a term, deleted ones included."""
        return any(segment.has(field, term) for segment in self.segments)

    def with_any(self, field: str, terms: Iterable[bytes]) -> set[int]:
        """Return the documents with any of these terms."""
        wanted = list(terms)
        return set().union(*(segment.with_any(field, wanted) for segment in self.segments))

    def terms(self, field: str, prefix: bytes, until: bytes | None = None) -> set[bytes]:
        """Return a field's terms with a prefix; with `until`, those from `prefix` to `until`."""
        return {term for one in self.segments for term in one.terms(field, prefix, until)}

    def segment_of(self, document: int) -> SegmentReader:
        """Return the segment that holds a document."""
        return self.segments[bisect_right(self._bases, document) - 1]

    def by_segment(self, documents: Iterable[int]) -> list[set[int]]:
        """Group documents by segment, as numbers within it."""
        return [
            {document - segment.base for document in own}
            for segment, own in self._parted(documents)
        ]

    @cached_property
    def dates(self) -> Sequence[int]:
        """The timestamp of each document, or NO_DATE."""
        dates = array("q")
        for segment in self.segments:
            dates.extend(segment.dates())  # an array is copied as it is
        return dates

    def path(self, document: int) -> PostPath:
        """Return a document's path."""
        return self.segment_of(document).path(document)

    def paths_and_headlines(
        self, documents: Sequence[int]
    ) -> tuple[Iterator[PostPath], Iterator[str]]:
        """Return the paths of documents, and their headlines: date and title, tab-separated."""
        paths: dict[int, PostPath] = {}
        headlines: dict[int, str] = {}
        for segment, own in self._parted(documents):
            own_paths, own_headlines = segment.paths_and_headlines(own)
            paths.update(zip(own, own_paths, strict=True))
            headlines.update(zip(own, own_headlines, strict=True))
        return map(paths.__getitem__, documents), map(headlines.__getitem__, documents)

    def _parted(self, documents: Iterable[int]) -> Iterator[tuple[SegmentReader, list[int]]]:
        """Yield each segment with those of some documents that it contains, in order."""
        ordered = sorted(documents)
        start = 0
        for segment in self.segments:
            end = bisect_left(ordered, segment.base + segment.size)
            yield segment, ordered[start:end]
            start = end
