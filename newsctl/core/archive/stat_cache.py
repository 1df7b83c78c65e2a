"""The stat cache in memory: the stat data of all files, packed by folder, to detect changes.

It corresponds to the stat data in git's index. Usually nothing has changed. Then the folders of
100,000 files are compared as bytes, and no folder is unpacked until one of its files is needed.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsctl.core.post.post import PostPath

_SECOND = 1_000_000_000
_COARSE_MARGIN = 2 * _SECOND  # FAT keeps even seconds, HFS+ whole ones
_FINE_MARGIN = 20_000_000  # a kernel's clock tick (4 to 10 ms), doubled

_SEPARATOR = "/"  # of names, as it is in none
STAMP_SIZE = 3 * 8
"""Bytes of a packed stamp."""

_ENCODING = ("utf-8", "surrogateescape")
_CHUNK = 256 * STAMP_SIZE

_FEW_LOOK_UPS = 8  # in a folder; after so many its files are unpacked
_MOST_UNPACKED = 20_000  # files of folders that stay unpacked, with half a kilobyte each

_StatRow = TypeVar("_StatRow")
_A = TypeVar("_A")
_B = TypeVar("_B")


class LeftOut(NamedTuple):
    """A file that is not a post of the archive, and the reason in a few words."""

    path: PostPath
    reason: str


class Stamp(NamedTuple):
    """The stat data by which a changed file is detected. Times are in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int

    def is_settled(self, scanned_at_ns: int) -> bool:
        """Tell whether any later write certainly gives another stamp.

        A file changed again within one tick of the file system's clock keeps its stamp, so a stamp
        as recent as the scan proves nothing (git calls such entries racy).
        """
        youngest = max(self.mtime_ns, self.ctime_ns)
        margin = _COARSE_MARGIN if youngest % _SECOND == 0 else _FINE_MARGIN
        return youngest + margin < scanned_at_ns


class Listing(NamedTuple):
    """The files of one folder in the order of the system.

    `names` are UTF-8 with slashes between; `stamps` has three 64-bit numbers for each.
    """

    names: bytes
    stamps: bytes

    @classmethod
    def of(cls, stamps: Mapping[str, Stamp]) -> Self:
        """Pack files by name."""
        return cls.pack(stamps, array("q", (one for stamp in stamps.values() for one in stamp)))

    @classmethod
    def pack(cls, names: Iterable[str], numbers: array[int]) -> Self:
        """Pack names and the numbers of their stamps."""
        return cls(_SEPARATOR.join(names).encode(*_ENCODING), numbers.tobytes())

    @classmethod
    def concatenate(cls, listings: Sequence[Listing]) -> Self:
        """Join partial listings of one folder."""
        filled = [listing for listing in listings if listing.stamps]
        names = _SEPARATOR.encode().join(listing.names for listing in filled)
        return cls(names, b"".join(listing.stamps for listing in filled))

    @property
    def size(self) -> int:
        """The number of files."""
        return len(self.stamps) // STAMP_SIZE

    def each_name(self) -> list[str]:
        """Return the names in their order."""
        return self.names.decode(*_ENCODING).split(_SEPARATOR) if self.stamps else []

    def each_stamp(self) -> Iterator[Stamp]:
        """Yield the stamps in the order of the names."""
        numbers = iter(array("q", self.stamps))
        return map(Stamp, numbers, numbers, numbers)

    def stamp_at(self, position: int) -> Stamp:
        """Return the stamp of the file at a position."""
        start = position * STAMP_SIZE
        return Stamp(*array("q", self.stamps[start : start + STAMP_SIZE]))

    def position(self, name: str) -> int | None:
        """Return where a name stands among the names, None when it is not there."""
        separator = _SEPARATOR.encode()
        names = separator + self.names + separator
        start = names.find(separator + name.encode(*_ENCODING) + separator)
        return None if start < 0 else names.count(separator, 0, start)

    def differing_positions(self, other: Listing) -> Iterator[int]:
        """Yield the positions whose stamps differ in another listing of the same names."""
        for start in range(0, len(self.stamps), _CHUNK):
            chunk, others = (one.stamps[start : start + _CHUNK] for one in (self, other))
            if chunk != others:
                for place in range(0, len(chunk), STAMP_SIZE):
                    if chunk[place : place + STAMP_SIZE] != others[place : place + STAMP_SIZE]:
                        yield (start + place) // STAMP_SIZE


class PackedFiles(Mapping["PostPath", _StatRow]):
    """Records of files, packed by folder and unpacked when a file is asked for.

    `doubtful` are folders with files whose stamps are too recent to prove anything.
    """

    doubtful: Collection[str] = frozenset()

    def __init__(self, listings: Mapping[str, Listing]) -> None:
        self.listings = listings
        self._unpacked: dict[str, dict[str, _StatRow]] = {}
        self._looked_up: Counter[str] = Counter()

    @abstractmethod
    def rows_of(self, folder: str) -> Iterable[_StatRow]:
        """Unpack the records of a folder, in the order of its names."""

    @abstractmethod
    def row_at(self, folder: str, position: int) -> _StatRow:
        """Unpack the record of one file of a folder."""

    def in_folder(self, folder: str) -> Mapping[str, _StatRow]:
        """Return the records of a folder by name."""
        if folder not in self._unpacked:
            if folder not in self.listings:
                return {}
            if sum(map(len, self._unpacked.values())) > _MOST_UNPACKED:
                self._unpacked.clear()
            names = self.listings[folder].each_name()
            self._unpacked[folder] = dict(zip(names, self.rows_of(folder), strict=True))
        return self._unpacked[folder]

    def names_in(self, folder: str) -> list[str]:
        """Return the names in a folder, in its order."""
        return self.listings[folder].each_name() if folder in self.listings else []

    def __getitem__(self, path: PostPath) -> _StatRow:
        folder, name = split_path(path)
        self._looked_up[folder] += 1
        if folder in self._unpacked or self._looked_up[folder] > _FEW_LOOK_UPS:
            return self.in_folder(folder)[name]
        position = self.listings[folder].position(name)
        if position is None:
            raise KeyError(path)
        return self.row_at(folder, position)

    def __iter__(self) -> Iterator[PostPath]:
        for folder, listing in self.listings.items():
            for name in listing.each_name():
                yield join_path(folder, name)

    def __len__(self) -> int:
        return sum(listing.size for listing in self.listings.values())


class FoundFiles(PackedFiles[Stamp]):
    """The files found by a scan, with their stamps.

    `left_out` lists files that seem to be meant as posts but are not.
    """

    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def of(cls, stamps: Mapping[PostPath, Stamp]) -> FoundFiles:
        """Return stamps by path, packed by folder; packed ones are returned as they are."""
        if isinstance(stamps, FoundFiles):
            return stamps
        return cls({folder: Listing.of(rows) for folder, rows in group_by_folder(stamps).items()})

    def and_others(self, stamps: Mapping[PostPath, Stamp]) -> FoundFiles:
        """Return these files and others, which must be different ones."""
        more = FoundFiles.of(stamps).listings
        both = {
            folder: Listing.concatenate([self.listings[folder], listing])
            for folder, listing in more.items()
            if folder in self.listings
        }
        return FoundFiles({**self.listings, **more, **both})

    def rows_of(self, folder: str) -> Iterable[Stamp]:
        """Unpack the stamps of a folder."""
        return self.listings[folder].each_stamp()

    def row_at(self, folder: str, position: int) -> Stamp:
        """Unpack the stamp of one file of a folder."""
        return self.listings[folder].stamp_at(position)


def differing_files(
    found: PackedFiles[_A], known: PackedFiles[_B]
) -> Iterator[tuple[PostPath, _A | None, _B | None]]:
    """Yield files that may differ with both records; folders with other names are yielded whole."""
    for folder in dict.fromkeys((*found.listings, *known.listings)):
        now, before = found.listings.get(folder), known.listings.get(folder)
        if now == before and folder not in known.doubtful:
            continue
        if now and before and now.names == before.names and folder not in known.doubtful:
            names = now.each_name()
            for position in now.differing_positions(before):
                rows = found.row_at(folder, position), known.row_at(folder, position)
                yield join_path(folder, names[position]), *rows
        else:
            rows_now, rows_before = found.in_folder(folder), known.in_folder(folder)
            for name in {**rows_now, **rows_before}:
                yield join_path(folder, name), rows_now.get(name), rows_before.get(name)


def group_by_folder(files: Mapping[PostPath, _StatRow]) -> dict[str, dict[str, _StatRow]]:
    """Group records of files by folder and name."""
    folders: dict[str, dict[str, _StatRow]] = {}
    for path, row in files.items():
        folder, name = split_path(path)
        folders.setdefault(folder, {})[name] = row
    return folders


def split_path(path: PostPath) -> tuple[str, str]:
    """Return the folder and the name of a path; the folder of the archive itself is empty."""
    folder, _, name = path.rpartition("/")
    return folder, name


def join_path(folder: str, name: str) -> PostPath:
    """Join a folder and a name to a path."""
    return cast("PostPath", f"{folder}/{name}" if folder else name)
