"""The columns of a segment in Whoosh's own format: a file for each, which grows as documents come.

Whoosh's own writer takes a value through five methods and writes all columns into one file, to take
it apart again at the end: nearly as much time as to compress what is compressed.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import compress

from whoosh.codec.whoosh3 import W3Codec

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.indexing.number_arrays import smallest
from newsctl.whoosh_index.indexing.whoosh_schema import COMPRESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import Storage
    from whoosh.filedb.structfile import StructFile

    from newsctl.whoosh_index.formats.documents import StoredFields

_NO_LENGTH = b"\0"


class ColumnFiles:
    """Takes what is shown of documents, and how long their fields are."""

    def __init__(self, storage: Storage, segment: W3Segment) -> None:
        self._storage = storage
        self._segment = segment
        self._dates = array("q")
        self._values = (
            paths := _Values(self._created(fields.PATH)),
            headlines := _Values(self._created(fields.HEADLINE)),
            front_matters := _Compressed(self._created(fields.FRONT_MATTER)),
            texts := _Compressed(self._created(fields.TEXT)),
        )
        self._takers: tuple[Callable[[Any], object], ...] = (
            paths.add,
            self._dates.append,
            headlines.add,
            front_matters.add,
            texts.add,
        )
        self.is_closed = False

    @property
    def size(self) -> int:
        """The number of documents."""
        return len(self._dates)

    def add(self, shown: StoredFields) -> None:
        """Take in a document."""
        for take, value in zip(self._takers, shown, strict=True):
            take(value)

    def add_lengths(self, field: str, lengths: bytes) -> None:
        """Write the length byte of each document; none for a field that no document has."""
        if written := lengths.rstrip(_NO_LENGTH):
            with self._created(f"_{field}_len") as file:
                file.write(written)

    def close(self) -> None:
        """Write what is left."""
        self.is_closed = True
        for values in self._values:
            values.close()
        with self._created(fields.DATE) as file:
            file.write_array(self._dates)
        with self._created("_stored") as file:  # Whoosh asks for it, and finds nothing stored
            file.write(bytes(self.size) + b"B")

    def _created(self, name: str) -> StructFile:
        return self._storage.create_file(W3Codec.column_filename(self._segment, name))


class _Values:
    """Values of any length: one after the other, then their lengths, then where they start."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        self._write = file.raw_file().write
        self._lengths: list[int] = []

    def add(self, value: bytes) -> None:
        self._write(value)
        self._lengths.append(len(value))

    def close(self) -> None:
        lengths = smallest(self._lengths)
        starts = smallest([*accumulate(self._lengths, initial=0)][:-1])
        self._file.write_array(lengths)
        self._file.write_array(starts)
        self._file.write(f"{lengths.typecode}{starts.typecode}X".encode())
        self._file.close()


class _Compressed(_Values):
    """Values that are kept compressed."""

    def add(self, value: bytes) -> None:
        super().add(compress(value, COMPRESSION))
