"""A segment in the making: what is shown of posts goes to disk at once, postings at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.util.numeric import length_to_byte

from newsctl.whoosh_index.schema import NAME
from newsctl.whoosh_index.writing.blocks import BlockCodec
from newsctl.whoosh_index.writing.whoosh_schema import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whoosh.codec.base import Segment
    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.writing.postings import PostingSource


class NewSegment:
    """Writes one segment through the parts that Whoosh's own writer is made of.

    Nobody sees it before a table of contents names it, so several may be written side by side.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._schema = schema()
        self._codec = BlockCodec()
        self._segment = self._codec.new_segment(storage, NAME)
        self._columns = self._codec.per_document_writer(storage, self._segment)
        self.size = 0

    def add(self, columns: Mapping[str, Any]) -> int:
        """Take in a document with its columns, and return its number."""
        document = self.size
        self._columns.start_doc(document)
        for name, value in columns.items():
            self._columns.add_column_value(name, self._schema[name].column_type, value)
        self._columns.finish_doc()
        self.size += 1
        return document

    def finish(self, postings: PostingSource, lengths: Mapping[str, Sequence[int]]) -> Segment:
        """Write postings and field lengths, and return the segment in one file."""
        encoded = {name: bytes(map(length_to_byte, found)) for name, found in lengths.items()}
        self._write_lengths(lengths)
        self._columns.close()
        self._segment.set_doc_count(self.size)
        writer = self._codec.field_writer(self._storage, self._segment)
        writer.add_postings(encoded, postings)
        writer.close()
        self._segment.create_compound_file(self._storage)
        return self._segment

    def cancel(self) -> None:
        """Leave nothing behind."""
        if not self._columns.is_closed:
            self._columns.close()
        for name in self._segment.list_files(self._storage):
            self._storage.delete_file(name)

    def _write_lengths(self, lengths: Mapping[str, Sequence[int]]) -> None:
        """Write them last, since they follow from the analysis of all documents."""
        for document in range(self.size):
            self._columns._docnum = document  # noqa: SLF001
            for field, found in lengths.items():
                self._columns.add_field(field, self._schema[field], None, found[document])
