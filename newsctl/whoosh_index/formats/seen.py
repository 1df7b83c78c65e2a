"""What was seen of each file, packed by folder in a file beside the index.

The record of a folder is `<names><stamps><digests>`, a digest being the CRC-32 of a file's bytes.
A commit writes records of the folders in which something changed behind the others, and its
manifest tells where each folder's last one is; what is out of use is left out once it is half. So
an edited post costs the bytes of its folder, and other folders cost nothing.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.archive.stat_cache import STAMP_SIZE, Listing, PackedFiles, join_path, split_path
from newsctl.core.errors import IndexDamaged
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.storage.sorted_lines import Data
    from newsctl.whoosh_index.formats.place import Place

_DIGEST, _DIGEST_SIZE = "I", 4


class Seen(NamedTuple):
    """One file as it was read: `digest` tells its content from another (CRC-32, of the bytes)."""

    stamp: Stamp
    digest: int
    settled: bool

    def has_content_of(self, before: Seen | None) -> bool:
        """Tell whether the file holds what it did before, as far as size and digest tell."""
        return before is not None and (before.digest, before.stamp.size) == (
            self.digest,
            self.stamp.size,
        )


class Extent(NamedTuple):
    """Where the record of a folder is: its first byte, the bytes of its names, its files.

    `digest` is the CRC-32 of the record.
    """

    start: int
    names: int
    files: int
    digest: int

    @property
    def size(self) -> int:
        """The bytes of the record."""
        return self.names + self.files * (STAMP_SIZE + _DIGEST_SIZE)


class SeenFile(NamedTuple):
    """The file as a commit knows it: its first `size` bytes, and the records in them by folder.

    `unsettled` are files that may have been written since without getting another stamp.
    """

    name: str
    size: int
    extents: Mapping[str, Extent]
    unsettled: tuple[PostPath, ...]

    @classmethod
    def of(
        cls, name: str, size: int, extents: Mapping[str, Sequence[int]], unsettled: Sequence[str]
    ) -> Self:
        """Take what JSON makes of one."""
        records = {folder: Extent(*numbers) for folder, numbers in extents.items()}
        return cls(name, size, records, tuple(map(PostPath, unsettled)))

    def next(self) -> Self:
        """Return the empty file that comes in place of this one."""
        kind, _, number = self.name.rpartition("-")
        return self._replace(name=f"{kind}-{int(number) + 1}", size=0)


NOTHING_SEEN = SeenFile("seen-0", 0, {}, ())
"""The file of a build that has seen nothing."""


class Record(NamedTuple):
    """The files of one folder."""

    listing: Listing
    digests: bytes

    @classmethod
    def of(cls, files: Mapping[str, Seen]) -> Self:
        """Pack files by their names."""
        digests = array(_DIGEST, (seen.digest for seen in files.values()))
        stamps = {name: seen.stamp for name, seen in files.items()}
        return cls(Listing.of(stamps), digests.tobytes())

    def extent(self) -> Extent:
        """Return its extent, were it the first of a file."""
        return Extent(0, len(self.listing.names), self.listing.size, zlib.crc32(self.dump()))

    def dump(self) -> bytes:
        """Return the bytes of the record."""
        return b"".join((*self.listing, self.digests))

    def patched(self, files: Mapping[int, Seen]) -> Self:
        """Return the record with other files at some positions, of the same names."""
        stamps, digests = array("q", self.listing.stamps), array(_DIGEST, self.digests)
        for position, seen in files.items():
            stamps[3 * position : 3 * position + 3] = array("q", seen.stamp)
            digests[position] = seen.digest
        return type(self)(Listing(self.listing.names, stamps.tobytes()), digests.tobytes())


class SeenFiles(PackedFiles[Seen]):
    """What a commit has seen of each file.

    Listings are handed out unchecked, since only one that is as written equals what is found.
    Whoever looks further meets IndexDamaged where a record is not whole.
    """

    def __init__(self, file: SeenFile, data: Data) -> None:
        super().__init__(_Listings(file.extents, data))
        self.file = file
        self.doubtful = frozenset(split_path(path)[0] for path in file.unsettled)
        self._unsettled = frozenset(file.unsettled)
        self._data = data
        self._records: dict[str, Record] = {}

    @classmethod
    def open(cls, place: Place, file: SeenFile) -> Self:
        """Open the file of a commit. Raises OSError, IndexDamaged."""
        data = place.view(file.name)
        if len(data) < file.size:
            raise IndexDamaged(f"{file.name} is cut off")
        return cls(file, data)

    def rows_of(self, folder: str) -> Iterator[Seen]:
        """Unpack what was seen of the files of a folder. Raises IndexDamaged."""
        listing, digests = self.record(folder)
        names = listing.each_name()
        for name, stamp, digest in zip(
            names, listing.each_stamp(), array(_DIGEST, digests), strict=True
        ):
            yield Seen(stamp, digest, self._is_settled(folder, name))

    def row_at(self, folder: str, position: int) -> Seen:
        """Unpack what was seen of one file. Raises IndexDamaged."""
        listing, digests = self.record(folder)
        (digest,) = array(_DIGEST, digests[_DIGEST_SIZE * position :][:_DIGEST_SIZE])
        settled = folder not in self.doubtful or self._is_settled(
            folder, listing.each_name()[position]
        )
        return Seen(listing.stamp_at(position), digest, settled)

    def record(self, folder: str) -> Record:
        """Return the record of a folder. Raises IndexDamaged when it is not whole."""
        if folder not in self._records:
            if zlib.crc32(self.raw(folder)) != self.file.extents[folder].digest:
                raise IndexDamaged(f"{self.file.name} is not as it was written")
            listing = self.listings[folder]
            size = len(listing.names) + len(listing.stamps)
            self._records[folder] = Record(listing, self.raw(folder)[size:])
        return self._records[folder]

    def raw(self, folder: str) -> bytes:
        """Return the bytes of a record, unchecked."""
        extent = self.file.extents[folder]
        return self._data[extent.start : extent.start + extent.size]

    def check(self) -> None:
        """Read every record. Raises IndexDamaged."""
        for folder in self.file.extents:
            self.record(folder)

    def _is_settled(self, folder: str, name: str) -> bool:
        return not self._unsettled or join_path(folder, name) not in self._unsettled


class _Listings(Mapping[str, Listing]):
    """The listings in the records, each read when it is asked for, once."""

    def __init__(self, extents: Mapping[str, Extent], data: Data) -> None:
        self._extents = extents
        self._data = data
        self._read: dict[str, Listing] = {}

    def __getitem__(self, folder: str) -> Listing:
        if folder not in self._read:
            start, names, files, _ = self._extents[folder]
            end = start + names
            stamps = self._data[end : end + files * STAMP_SIZE]
            self._read[folder] = Listing(self._data[start:end], stamps)
        return self._read[folder]

    def __contains__(self, folder: object) -> bool:
        return folder in self._extents

    def __iter__(self) -> Iterator[str]:
        return iter(self._extents)

    def __len__(self) -> int:
        return len(self._extents)
