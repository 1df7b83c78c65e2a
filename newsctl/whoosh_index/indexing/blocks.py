"""Postings in Whoosh's own format, written a term at a time.

The stock writer passes every posting through five methods and makes three objects for a term; this
one takes terms as they are to be written (see `coding`). Stock whoosh3 3.54 reads and merges the
segments, and a test compares what it reads with what its own writer makes.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import W3Codec, W3Segment

from newsctl.whoosh_index.indexing.column_files import ColumnFiles
from newsctl.whoosh_index.indexing.term_index import TermIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.indexing.postings import CodedTerm, PostingSource

_field_number = Struct("!H").pack
_extent = Struct("!qi").pack


class BlockCodec(W3Codec):
    """Whoosh's codec, writing by the block and by the column. Segments remember the stock codec."""

    def per_document_writer(self, storage: Storage, segment: W3Segment) -> ColumnFiles:
        """Return the writer of what a segment has of each document."""
        return ColumnFiles(storage, segment)

    def field_writer(self, storage: Storage, segment: W3Segment) -> BlockFieldWriter:
        """Return the writer of a segment's postings."""
        return BlockFieldWriter(storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> W3Segment:
        """Return a segment that any Whoosh can open."""
        del storage
        return W3Segment(W3Codec(), indexname)


class BlockFieldWriter:
    """Writes whole terms instead of a stream of postings."""

    def __init__(self, storage: Storage, segment: W3Segment) -> None:
        self._terms = TermIndex(segment.create_file(storage, W3Codec.TERMS_EXT))
        self._fields: dict[str, int] = self._terms.extras.setdefault("fieldmap", {})
        self._postings = segment.create_file(storage, W3Codec.POSTS_EXT)
        self._write = self._postings.raw_file().write
        self._end = 0

    def add_postings(self, lengths: Mapping[str, bytes], items: PostingSource) -> None:
        """Write the postings of every field, term by term.

        `lengths` has the length byte of each document, for the fields that are scored.
        """
        for number, field in enumerate(items.fields()):
            self._fields[field] = number
            terms = items.terms(field, lengths.get(field))
            self._terms.add_all(self._written(_field_number(number), terms))

    def close(self) -> None:
        """Write what is left."""
        self._terms.close()
        self._postings.close()

    def _written(self, field: bytes, terms: Iterator[CodedTerm]) -> Iterator[tuple[bytes, bytes]]:
        """Write the blocks of terms, and yield the key of each with what is told of it."""
        for term, told, blocks in terms:
            yield field + term, self._with_blocks(told, blocks) if blocks else told

    def _with_blocks(self, told: bytes, blocks: bytes) -> bytes:
        self._write(blocks)
        place, self._end = self._end, self._end + len(blocks)
        return told + _extent(place, len(blocks))
