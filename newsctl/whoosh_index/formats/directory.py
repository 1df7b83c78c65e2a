"""The directory of an index's files, as in Lucene: on disk or in memory.

Files of a commit are verified when they are read. The CRC-32 of each page of a file is in the file
`<name>.sums` beside it, if it has several pages; the CRC-32 of these, or that of the only page, is
in the manifest.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from array import array
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeAlias, TypeVar

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _, joined
from newsctl.storage.pages import PAGE, Pages, sums_of
from newsctl.storage.private_folders import check_private, make_private
from newsctl.storage.regular_files import opened_own, read_own, replace_own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from newsctl.storage.pages import Data


_ArgumentsP = ParamSpec("_ArgumentsP")
_ResultT = TypeVar("_ResultT")

SIGNS_OF_DAMAGE = (
    LookupError,
    MemoryError,  # of a length that no file has
    OSError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What bytes that are not as they were written make the standard library raise."""


class DiskDirectory(NamedTuple):
    """A directory on disk."""

    path: Path

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises FileNotFoundError."""
        return read_own(self.path / name)

    def view(self, name: str) -> Data:
        """Return a file's content, memory-mapped."""
        with opened_own(self.path / name) as file:
            if not os.fstat(file.fileno()).st_size:
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def write(self, name: str, data: bytes) -> None:
        """Write a file atomically."""
        replace_own(self.path / name, data)

    def extend(self, name: str, data: bytes, *, start: int) -> None:
        """Write data into a file from an offset, and truncate it after that."""
        with (self.path / name).open("r+b") as file:
            file.truncate(start)
            file.seek(start)
            file.write(data)

    def delete(self, name: str) -> None:
        """Delete a file if it exists."""
        (self.path / name).unlink(missing_ok=True)

    def sizes(self) -> dict[str, int]:
        """Return the sizes of the files in bytes."""
        with os.scandir(self.path) as entries:
            return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}


class PrivateDirectory(DiskDirectory):
    """A directory that is created on the first write, for its user alone."""

    def view(self, name: str) -> Data:
        """Return a file's content, memory-mapped. Raises OSError."""
        check_private(self.path, within=self.path)
        return super().view(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a file atomically. Raises OSError."""
        make_private(self.path, within=self.path)
        super().write(name, data)


class MemoryDirectory:
    """A directory in the memory of the process."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises FileNotFoundError."""
        if name not in self._files:
            raise FileNotFoundError(name)
        return self._files[name]

    view = read

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        self._files[name] = data

    def extend(self, name: str, data: bytes, *, start: int) -> None:
        """Write data into a file from an offset, and truncate it after that."""
        self._files[name] = self._files[name][:start] + data

    def delete(self, name: str) -> None:
        """Delete a file if it exists."""
        self._files.pop(name, None)

    def sizes(self) -> dict[str, int]:
        """Return the sizes of the files in bytes."""
        return {name: len(data) for name, data in self._files.items()}


Directory: TypeAlias = DiskDirectory | MemoryDirectory
"""A flat set of named files."""


class FileChecksum(NamedTuple):
    """The size of an index file in bytes, and the checksum of its pages.

    `digest` is the CRC-32 of the page checksums, which are in a file beside it; for a single page
    it is the CRC-32 of that page, and there is no other file.
    """

    size: int
    digest: int


class CheckedFiles:
    """Files that stay open even if they are deleted from the directory.

    Raises OSError for a file that cannot be opened, IndexDamaged for a truncated one or wrong
    checksums. `opened` are files that are open already.
    """

    def __init__(
        self,
        directory: Directory,
        checksums: Mapping[str, FileChecksum],
        opened: Mapping[str, Pages] | None = None,
    ) -> None:
        known = opened or {}
        self._pages = {
            name: known.get(name) or _opened(directory, name, sums)
            for name, sums in checksums.items()
        }

    def pages(self, name: str) -> Pages:
        """Return a file's pages."""
        return self._pages[name]

    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the damaged file."""
        for pages in self._pages.values():
            pages.check_all()


def write_checksums(directory: Directory, name: str) -> FileChecksum:
    """Write the page checksums of a file beside it."""
    with memoryview(directory.view(name)) as content:
        sums = sums_of(content)
        if len(sums) > 1:
            directory.write(sums_name(name), sums.tobytes())
        return FileChecksum(len(content), _digest_of(sums))


def sums_name(name: str) -> str:
    """Return the name of the file with a file's page checksums."""
    return f"{name}.sums"


def _opened(directory: Directory, name: str, checksum: FileChecksum) -> Pages:
    data = directory.view(name)
    size, digest = checksum
    if len(data) < size:
        raise IndexDamaged(_("{name} is cut off", name=name))
    sums = array("I", [digest] if 0 < size <= PAGE else b"")
    if size > PAGE:
        sums.frombytes(directory.read(sums_name(name)))
        if len(sums) * PAGE - size not in range(PAGE) or _digest_of(sums) != digest:
            raise IndexDamaged(_("{sums_name} is not as it was written", sums_name=sums_name(name)))
    return Pages(data, size, sums, name)


def _digest_of(sums: array[int]) -> int:
    return sums[0] if len(sums) == 1 else zlib.crc32(sums)


def raises_index_damaged(read: Callable[_ArgumentsP, _ResultT]) -> Callable[_ArgumentsP, _ResultT]:
    """Translate the exceptions of damaged data into IndexDamaged, around reading only.

    It is a decorator because a context manager would take longer than reading a value.
    """

    @wraps(read)
    def reading(*arguments: _ArgumentsP.args, **options: _ArgumentsP.kwargs) -> _ResultT:
        try:
            return read(*arguments, **options)
        except SIGNS_OF_DAMAGE as error:
            raise IndexDamaged(joined(": ", (type(error).__name__, str(error)))) from error

    return reading
