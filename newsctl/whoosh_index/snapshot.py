"""One state of the index, open for asking: the segments of a commit, and those laid over them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.post import PostPath
    from newsctl.whoosh_index.segments import OpenSegment
    from newsctl.whoosh_index.vocabulary import Entry, Vocabulary


class Snapshot:
    """Segments whose documents are numbered on from one to the next, and the words in them."""

    def __init__(self, segments: Sequence[OpenSegment], vocabularies: Sequence[Vocabulary]) -> None:
        self.segments = segments
        self.vocabularies = vocabularies
        self._bases = [segment.base for segment in segments]

    @property
    def size(self) -> int:
        """The number of living posts."""
        return sum(segment.size - segment.deleted for segment in self.segments)

    def documents(self) -> Iterator[int]:
        """Yield the living documents."""
        for segment in self.segments:
            yield from segment.documents()

    def with_term(self, field: str, term: bytes) -> set[int]:
        """Return the documents that have a term."""
        found: set[int] = set()
        for segment in self.segments:
            found.update(segment.weights(field, term))
        return found

    def has(self, field: str, term: bytes) -> bool:
        """Tell whether any document has a term, dead ones too."""
        return any(segment.has(field, term) for segment in self.segments)

    def with_any(self, field: str, terms: Iterable[bytes]) -> set[int]:
        """Return the documents that have one of these terms."""
        return set().union(*(self.with_term(field, term) for term in terms))

    def terms(self, field: str, prefix: bytes, until: bytes | None = None) -> set[bytes]:
        """Return a field's terms with a prefix; with `until`, those from `prefix` up to it."""
        return {term for one in self.segments for term in one.terms(field, prefix, until)}

    def of(self, document: int) -> OpenSegment:
        """Return the segment that holds a document."""
        return self.segments[bisect_right(self._bases, document) - 1]

    def date(self, document: int) -> int:
        """Return a document's date in seconds since 1970, or NO_DATE."""
        segment = self.of(document)
        return segment.dates()[document - segment.base]

    def path(self, document: int) -> PostPath:
        """Return a document's path."""
        return self.of(document).path(document)

    def find(self, word: str) -> Entry | None:
        """Return what is known of a word of the archive."""
        found = (vocabulary.find(word) for vocabulary in self.vocabularies)
        return next((entry for entry in found if entry), None)

    def under(self, key: str) -> Iterator[tuple[str, bool]]:
        """Yield the words under a key, and whether it is their own or one of a part."""
        for vocabulary in self.vocabularies:
            yield from vocabulary.under(key)

    def starting(self, prefix: str) -> Iterator[str]:
        """Yield the words that begin with a text."""
        for vocabulary in self.vocabularies:
            yield from vocabulary.starting(prefix)

    def ending(self, suffix: str) -> Iterator[str]:
        """Yield the words that end in a text."""
        for vocabulary in self.vocabularies:
            yield from vocabulary.ending(suffix)
