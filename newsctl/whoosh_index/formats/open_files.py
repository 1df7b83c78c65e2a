"""The files of a commit, open: whatever is read of them is checked, and stays as it was."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import PAGE, Pages, sums_of
from newsctl.whoosh_index.formats.manifest_file import Content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.whoosh_index.formats.place import Place


class Files(Protocol):
    """Named files whose pages are checked."""

    def pages(self, name: str) -> Pages:
        """Return a file's pages."""
        ...


class OpenFiles:
    """Files of a place that stay open, whatever becomes of them there.

    Raises OSError for one that cannot be opened, IndexDamaged for one that is cut off, or whose
    checksums are not as they were written.
    """

    def __init__(self, place: Place, contents: Mapping[str, Content]) -> None:
        self._pages = {name: _opened(place, name, content) for name, content in contents.items()}

    def pages(self, name: str) -> Pages:
        """Return a file's pages."""
        return self._pages[name]

    def check(self) -> None:
        """Read every byte. Raises IndexDamaged, which names the file that is not as written."""
        for pages in self._pages.values():
            pages.check_all()


def sealed(place: Place, name: str, size: int | None = None) -> Content:
    """Write the checksums of the first bytes of a file beside it, all by default."""
    with memoryview(place.view(name)) as data, data[:size] as content:
        sums = sums_of(content)
        if len(sums) > 1:
            place.write(sums_name(name), sums.tobytes())
        return Content(len(content), _digest_of(sums))


def sums_name(name: str) -> str:
    """Return the name of the file with the checksums of one of several pages."""
    return f"{name}.sums"


def _opened(place: Place, name: str, content: Content) -> Pages:
    data = place.view(name)
    if len(data) < content.size:
        raise IndexDamaged(f"{name} is cut off")
    sums = array("I", [content.digest] if 0 < content.size <= PAGE else b"")
    if content.size > PAGE:
        sums.frombytes(place.read(sums_name(name)))
        if len(sums) * PAGE - content.size not in range(PAGE) or _digest_of(sums) != content.digest:
            raise IndexDamaged(f"{sums_name(name)} is not as it was written")
    return Pages(data, content.size, sums, name)


def _digest_of(sums: array[int]) -> int:
    return sums[0] if len(sums) == 1 else crc32(sums)
