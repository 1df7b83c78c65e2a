"""One commit to a Whoosh index, and beside it the manifest that says what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from whoosh.writing import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whoosh.codec.base import Segment
    from whoosh.index import FileIndex

    Posting: TypeAlias = tuple[str, bytes, int, float, bytes]
    """Field, term, document, weight, encoded value."""


class CommitWriter(SegmentWriter):
    """Whoosh's writer, with a moment between its segments being whole and its commit being seen.

    A commit is seen once its table of contents is renamed into place. What has to be there with it
    is written by `before` just before that, for the generation that is to come.

    The caller holds the lock, so Whoosh's own is not taken.
    """

    def __init__(self, index: FileIndex, before: Callable[[int, list[Segment]], None]) -> None:
        super().__init__(index, _lk=False)
        self._before = before
        self.pool = InvertedPool()

    def _commit_toc(self, segments: list[Segment]) -> None:
        self._before(self.generation, segments)
        super()._commit_toc(segments)


class InvertedPool:
    """The postings of a commit by field and term, in memory; the batch sets the limit.

    Whoosh's own pool keeps a tuple for each posting, sorts them all, and pickles them one by one
    to disk and back; this one only has terms to sort.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, list[tuple[int, float, bytes]]]] = {}

    def add(self, posting: Posting) -> None:
        """Take a posting. Those of one term come by rising document."""
        field, term, document, weight, value = posting
        self._fields.setdefault(field, {}).setdefault(term, []).append((document, weight, value))

    def iter_postings(self) -> Iterator[Posting]:
        """Yield the postings by field, term and document."""
        for field, terms in sorted(self._fields.items()):
            for term in sorted(terms):
                for document, weight, value in terms[term]:
                    yield field, term, document, weight, value

    def cleanup(self) -> None:
        """Let go of everything."""
        self._fields.clear()
