"""A segment in the making: what is shown of posts goes to disk at once, postings at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.filedb.compound import CompoundStorage
from whoosh.util.numeric import length_to_byte

from newsctl.whoosh_index.indexing.blocks import BlockCodec
from newsctl.whoosh_index.schema import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whoosh.codec.base import Segment
    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.formats.documents import StoredFields
    from newsctl.whoosh_index.indexing.postings import PostingSource


class NewSegment:
    """Writes one segment through the parts that Whoosh's own writer is made of.

    Nobody sees it before a table of contents names it, so several may be written side by side. Its
    files grow in a folder of their own: a commit takes away those that no table names.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._growing = storage.temp_storage(f"{NAME}.tmp")
        self._codec = BlockCodec()
        self._segment = self._codec.new_segment(storage, NAME)
        self._columns = self._codec.per_document_writer(self._growing, self._segment)

    def add(self, shown: StoredFields) -> int:
        """Take in what is shown of a document, and return its number."""
        self._columns.add(shown)
        return self._columns.size - 1

    def finish(self, postings: PostingSource, lengths: Mapping[str, Sequence[int]]) -> Segment:
        """Write postings and field lengths, and return the segment in one file."""
        encoded = {name: bytes(map(length_to_byte, found)) for name, found in lengths.items()}
        for field, found in encoded.items():
            self._columns.add_lengths(field, found)
        self._columns.close()
        writer = self._codec.field_writer(self._growing, self._segment)
        writer.add_postings(encoded, postings)
        writer.close()
        self._segment.set_doc_count(self._columns.size)
        sums = {field: sum(found) for field, found in lengths.items() if any(found)}
        self._segment._fieldlengths = sums  # noqa: SLF001 -- Whoosh has no other way
        self._assemble()
        return self._segment

    def cancel(self) -> None:
        """Leave nothing behind."""
        if not self._columns.is_closed:
            self._columns.close()
        for storage in (self._growing, self._storage):
            for name in self._segment.list_files(storage):
                storage.delete_file(name)

    def _assemble(self) -> None:
        names = sorted(self._segment.list_files(self._growing))
        whole = self._segment.create_file(self._storage, self._segment.COMPOUND_EXT)
        CompoundStorage.assemble(whole, self._growing, names)
        for name in names:
            self._growing.delete_file(name)
        self._segment.compound = True
