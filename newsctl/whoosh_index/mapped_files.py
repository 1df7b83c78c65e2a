"""The files within a segment, read where they are mapped.

Whoosh maps a segment and then copies each file in it that it opens (`BytesIO`, in its
`BufferFile`): at 100,000 posts hundreds of megabytes, of which a query reads a few.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile

if TYPE_CHECKING:
    from whoosh.codec.base import Segment
    from whoosh.filedb.filestore import Storage


class MappedFiles(CompoundStorage):
    """The files within a segment. Those that cannot be mapped are read as Whoosh does."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        name = segment.make_filename(segment.COMPOUND_EXT)
        super().__init__(storage.open_file(name), use_mmap=storage.supports_mmap)

    def open_file(self, name: str, *args: Any, **options: Any) -> Any:
        """Open a file."""
        if self.is_closed or not self._source:
            return super().open_file(name, *args, **options)
        start, length = self.range(name)
        return _MappedFile(memoryview(self._source)[start : start + length], name)


class _MappedFile(BufferFile):
    def __init__(self, data: memoryview, name: str) -> None:
        self._buf = data
        self._name = name
        self.file = _Reader(data)
        self.onclose = None
        self.is_real = self.is_closed = False


class _Reader(io.RawIOBase):
    """Reads on from a place in memory."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._place = 0

    def read(self, size: int | None = -1) -> bytes:
        end = len(self._data) if size is None or size < 0 else self._place + size
        data = bytes(self._data[self._place : end])
        self._place += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._data)}[whence]
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        return self._place
