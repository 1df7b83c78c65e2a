"""The stat cache on disk: stamp and digest of each file that was read, packed by folder.

The record of a folder is `<names><stamps><digests>`, a digest being the CRC-32 of a file's bytes. A
commit appends the records of changed folders, and its manifest has the extent of each folder's last
record (`StatCacheInfo`); obsolete records are removed when they are half of the file. So an edited
post costs as many bytes as its folder has.
"""

from __future__ import annotations

import zlib
from array import array
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.archive.stat_cache import (
    STAMP_SIZE,
    Listing,
    PackedFiles,
    group_by_folder,
    join_path,
    split_path,
)
from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from newsctl.core.archive.stat_cache import FoundFiles, Stamp
    from newsctl.core.post.post import PostPath
    from newsctl.storage.pages import Data
    from newsctl.whoosh_index.formats.directory import Directory

_DIGEST, _DIGEST_SIZE = "I", 4
_FEW = 8  # files looked for among the names of a folder, 1 ms for each in one of 100,000 files


class CachedFile(NamedTuple):
    """A file as it was read; `digest` is the CRC-32 of its bytes."""

    stamp: Stamp
    digest: int
    settled: bool

    def has_content_of(self, before: CachedFile | None) -> bool:
        """Tell whether the file is unchanged, by size and digest."""
        return before is not None and (before.digest, before.stamp.size) == (
            self.digest,
            self.stamp.size,
        )


class Extent(NamedTuple):
    """The location of a folder's record: its offset, the bytes of its names, its number of files.

    `digest` is the CRC-32 of the record.
    """

    start: int
    names: int
    files: int
    digest: int

    @property
    def size(self) -> int:
        """The size of the record in bytes."""
        return self.names + self.files * (STAMP_SIZE + _DIGEST_SIZE)

    def listing_in(self, data: Data) -> Listing:
        """Return the listing that the record begins with."""
        stamps = self.start + self.names
        return Listing(data[self.start : stamps], data[stamps : stamps + self.files * STAMP_SIZE])


class StatCacheInfo(NamedTuple):
    """The file in a manifest: its valid `size` in bytes, and the records in it by folder.

    `unsettled` are files that may have changed since without another stamp.
    """

    name: str
    size: int
    extents: Mapping[str, Extent]
    unsettled: tuple[PostPath, ...]

    def from_json(self) -> Self:
        """Return it with the lists of JSON converted to tuples."""
        extents = {folder: Extent(*numbers) for folder, numbers in self.extents.items()}
        return self._replace(extents=extents, unsettled=tuple(self.unsettled))

    def next(self) -> Self:
        """Return the empty file that replaces this one."""
        kind, _, number = self.name.rpartition("-")
        return self._replace(name=f"{kind}-{int(number) + 1}", size=0)


EMPTY_STAT_CACHE = StatCacheInfo("stat-cache-0", 0, {}, ())
"""The file of an index that has read nothing."""


class FolderRecord(NamedTuple):
    """The record of one folder's files."""

    listing: Listing
    digests: bytes

    @classmethod
    def of(cls, files: Mapping[str, CachedFile]) -> Self:
        """Pack files by name."""
        digests = array(_DIGEST, (file.digest for file in files.values()))
        stamps = {name: file.stamp for name, file in files.items()}
        return cls(Listing.of(stamps), digests.tobytes())

    def extent(self) -> Extent:
        """Return its extent at the beginning of a file."""
        return Extent(0, len(self.listing.names), self.listing.size, zlib.crc32(self.dump()))

    def dump(self) -> bytes:
        """Return the bytes of the record."""
        return b"".join((*self.listing, self.digests))

    def patched(self, files: Mapping[int, CachedFile]) -> Self:
        """Return the record with other files at some positions, of the same names."""
        stamps, digests = array("q", self.listing.stamps), array(_DIGEST, self.digests)
        for position, file in files.items():
            stamps[3 * position : 3 * position + 3] = array("q", file.stamp)
            digests[position] = file.digest
        return type(self)(Listing(self.listing.names, stamps.tobytes()), digests.tobytes())


class StatCache(PackedFiles[CachedFile]):
    """The stat data of all files in a commit.

    Listings are returned unverified, since only an undamaged one can equal what a scan finds. All
    other access raises IndexDamaged for a damaged record.
    """

    def __init__(self, info: StatCacheInfo, data: Data) -> None:
        super().__init__({folder: one.listing_in(data) for folder, one in info.extents.items()})
        self.info = info
        self.doubtful = frozenset(split_path(path)[0] for path in info.unsettled)
        self._unsettled = frozenset(info.unsettled)
        self._data = data
        self._records: dict[str, FolderRecord] = {}

    @classmethod
    def open(cls, directory: Directory, info: StatCacheInfo) -> Self:
        """Open the file of a commit. Raises OSError, IndexDamaged."""
        data = directory.view(info.name)
        if len(data) < info.size:
            raise IndexDamaged(_("{name} is cut off", name=info.name))
        return cls(info, data)

    def rows_of(self, folder: str) -> Iterator[CachedFile]:
        """Unpack the records of the files of a folder. Raises IndexDamaged."""
        listing, digests = self.record(folder)
        names = listing.each_name()
        for name, stamp, digest in zip(
            names, listing.each_stamp(), array(_DIGEST, digests), strict=True
        ):
            yield CachedFile(stamp, digest, self._is_settled(folder, name))

    def row_at(self, folder: str, position: int) -> CachedFile:
        """Unpack the record of one file. Raises IndexDamaged."""
        listing, digests = self.record(folder)
        (digest,) = array(_DIGEST, digests[_DIGEST_SIZE * position :][:_DIGEST_SIZE])
        settled = folder not in self.doubtful or self._is_settled(
            folder, listing.each_name()[position]
        )
        return CachedFile(listing.stamp_at(position), digest, settled)

    def record(self, folder: str) -> FolderRecord:
        """Return the record of a folder. Raises IndexDamaged."""
        if folder not in self._records:
            if zlib.crc32(self.raw(folder)) != self.info.extents[folder].digest:
                raise IndexDamaged(_("{name} is not as it was written", name=self.info.name))
            listing = self.listings[folder]
            size = len(listing.names) + len(listing.stamps)
            self._records[folder] = FolderRecord(listing, self.raw(folder)[size:])
        return self._records[folder]

    def raw(self, folder: str) -> bytes:
        """Return the bytes of a record, unverified."""
        extent = self.info.extents[folder]
        return self._data[extent.start : extent.start + extent.size]

    def check(self) -> None:
        """Read every record. Raises IndexDamaged."""
        for folder in self.info.extents:
            self.record(folder)

    def _is_settled(self, folder: str, name: str) -> bool:
        return not self._unsettled or join_path(folder, name) not in self._unsettled


def write_stat_cache(
    directory: Directory,
    before: StatCache,
    found: FoundFiles,
    read: Mapping[PostPath, CachedFile],
    gone: AbstractSet[PostPath],
) -> StatCacheInfo:
    """Write the stat data of files that were read, without that of files that are gone.

    Returns the file's entry for a manifest. `found` has the order of names in a folder, so that an
    equal scan can be compared as bytes.
    """
    records = dict(_changed_records(before, found, read, gone))
    info = before.info
    kept = {folder: extent for folder, extent in info.extents.items() if folder not in records}
    written = {
        folder: (record.extent(), record.dump())
        for folder, record in records.items()
        if record.digests
    }
    new = _total_size(extent for extent, _ in written.values())
    if info.size + new > 2 * (_total_size(kept.values()) + new):
        written |= {folder: (extent, before.raw(folder)) for folder, extent in kept.items()}
        info, kept = info.next(), {}
    size = info.size
    for folder, (extent, _data) in written.items():
        kept[folder] = extent._replace(start=size)
        size += extent.size
    data = b"".join(data for _, data in written.values())
    if info.size:
        directory.extend(info.name, data, start=info.size)
    else:
        directory.write(info.name, data)
    still = (path for path in info.unsettled if path not in read and path not in gone)
    unsettled = (*still, *(path for path, file in read.items() if not file.settled))
    return info._replace(size=size, extents=kept, unsettled=unsettled)


def _total_size(extents: Iterable[Extent]) -> int:
    return sum(extent.size for extent in extents)


def _changed_records(
    before: StatCache,
    found: FoundFiles,
    read: Mapping[PostPath, CachedFile],
    gone: AbstractSet[PostPath],
) -> Iterator[tuple[str, FolderRecord]]:
    """Yield the changed folders with their new records."""
    changed = group_by_folder(read)
    losing = {split_path(path)[0] for path in gone}
    for folder in {**changed, **dict.fromkeys(losing)}:
        files = changed.get(folder, {})
        positions = () if folder in losing else _positions(before, folder, files)
        if positions:
            patches = dict(zip(positions, files.values(), strict=True))
            yield folder, before.record(folder).patched(patches)
        else:
            left = {
                name: file
                for name, file in before.in_folder(folder).items()
                if join_path(folder, name) not in gone
            }
            yield folder, FolderRecord.of(_in_order({**left, **files}, found.names_in(folder)))


def _positions(before: StatCache, folder: str, names: Collection[str]) -> list[int]:
    """Return the positions of a few files in a folder; empty for many, or if one is new."""
    listing = before.listings.get(folder)
    if listing is None or len(names) > _FEW:
        return []
    positions = [listing.position(name) for name in names]
    known = [position for position in positions if position is not None]
    return known if len(known) == len(positions) else []


def _in_order(files: Mapping[str, CachedFile], names: Iterable[str]) -> dict[str, CachedFile]:
    """Sort files in the order of names; others come last."""
    first = {name: files[name] for name in names if name in files}
    return {**first, **files}
