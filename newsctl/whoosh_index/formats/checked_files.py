"""The files of a commit, open: whatever is read of them is checked, and stays as it was.

The CRC-32 of each page of a file stands in a file beside it, `<name>.sums`, if it has several. The
CRC-32 of these, or that of the one page, stands in the manifest.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import PAGE, Pages, sums_of
from newsctl.whoosh_index.formats.manifest import FileChecksum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.whoosh_index.formats.directory import Directory


class CheckedFiles:
    """Files of a directory that stay open, whatever becomes of them there.

    Raises OSError for one that cannot be opened, IndexDamaged for one that is cut off, or whose
    checksums are not as they were written.
    """

    def __init__(self, directory: Directory, checksums: Mapping[str, FileChecksum]) -> None:
        self._pages = {name: _opened(directory, name, sums) for name, sums in checksums.items()}

    def pages(self, name: str) -> Pages:
        """Return a file's pages."""
        return self._pages[name]

    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the file that is not as written."""
        for pages in self._pages.values():
            pages.check_all()


def write_checksums(directory: Directory, name: str, size: int | None = None) -> FileChecksum:
    """Write the checksums of the first bytes of a file beside it, all by default."""
    with memoryview(directory.view(name)) as data, data[:size] as content:
        sums = sums_of(content)
        if len(sums) > 1:
            directory.write(sums_name(name), sums.tobytes())
        return FileChecksum(len(content), _digest_of(sums))


def sums_name(name: str) -> str:
    """Return the name of the file with the checksums of one of several pages."""
    return f"{name}.sums"


def _opened(directory: Directory, name: str, checksum: FileChecksum) -> Pages:
    data = directory.view(name)
    size, digest = checksum
    if len(data) < size:
        raise IndexDamaged(f"{name} is cut off")
    sums = array("I", [digest] if 0 < size <= PAGE else b"")
    if size > PAGE:
        sums.frombytes(directory.read(sums_name(name)))
        if len(sums) * PAGE - size not in range(PAGE) or _digest_of(sums) != digest:
            raise IndexDamaged(f"{sums_name(name)} is not as it was written")
    return Pages(data, size, sums, name)


def _digest_of(sums: array[int]) -> int:
    return sums[0] if len(sums) == 1 else crc32(sums)
