"""Files with what is known of each, kept by folder and packed until one asks for a file.

Nearly always nothing has changed. Then the folders of 100,000 files are compared as bytes, in some
milliseconds; to unpack them takes a hundred times as long.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from newsctl.core.archive.listings import Listing
from newsctl.core.archive.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsctl.core.archive.ports import LeftOut
    from newsctl.core.post.post import PostPath

_FEW_LOOK_UPS = 8  # of 1 ms each in a folder of 100,000 files; to unpack that takes 100 ms
_MOST_UNPACKED = 20_000  # files of folders that stay unpacked, with half a kilobyte each

_Row = TypeVar("_Row")
_A = TypeVar("_A")
_B = TypeVar("_B")


class Filed(Mapping["PostPath", _Row]):
    """Files by their paths, kept by folder.

    `doubtful` are folders with files whose stamps do not tell whether they have changed.
    """

    doubtful: Collection[str] = frozenset()

    def __init__(self, listings: Mapping[str, Listing]) -> None:
        self.listings = listings
        self._unpacked: dict[str, dict[str, _Row]] = {}
        self._looked_up: Counter[str] = Counter()

    @abstractmethod
    def rows_of(self, folder: str) -> Iterable[_Row]:
        """Unpack what is known of the files of a folder, in the order of its names."""

    @abstractmethod
    def row_at(self, folder: str, position: int) -> _Row:
        """Unpack what is known of one file of a folder."""

    def in_folder(self, folder: str) -> Mapping[str, _Row]:
        """Return the files of a folder by their names."""
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

    def __getitem__(self, path: PostPath) -> _Row:
        folder, name = parted(path)
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
                yield path_in(folder, name)

    def __len__(self) -> int:
        return sum(listing.size for listing in self.listings.values())


class Files(Filed[Stamp]):
    """Files that were found, with their stamps.

    `left_out` is what was found beside them and seems to be meant as a post, but is none.
    """

    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def of(cls, stamps: Mapping[PostPath, Stamp]) -> Files:
        """Take files by their paths, as they are or packed already."""
        if isinstance(stamps, Files):
            return stamps
        return cls({folder: Listing.of(rows) for folder, rows in by_folder(stamps).items()})

    def and_others(self, stamps: Mapping[PostPath, Stamp]) -> Files:
        """Return these files and others, none of which is among them."""
        more = Files.of(stamps).listings
        both = {
            folder: Listing.together([self.listings[folder], listing])
            for folder, listing in more.items()
            if folder in self.listings
        }
        return Files({**self.listings, **more, **both})

    def rows_of(self, folder: str) -> Iterable[Stamp]:
        """Unpack the stamps of a folder."""
        return self.listings[folder].each_stamp()

    def row_at(self, folder: str, position: int) -> Stamp:
        """Unpack the stamp of one file of a folder."""
        return self.listings[folder].stamp_at(position)


def unlike(found: Filed[_A], known: Filed[_B]) -> Iterator[tuple[PostPath, _A | None, _B | None]]:
    """Yield what may differ, with what both have of it: files, or whole folders of other names."""
    for folder in dict.fromkeys((*found.listings, *known.listings)):
        now, before = found.listings.get(folder), known.listings.get(folder)
        if now == before and folder not in known.doubtful:
            continue
        if now and before and now.names == before.names and folder not in known.doubtful:
            names = now.each_name()
            for position in now.differing(before):
                rows = found.row_at(folder, position), known.row_at(folder, position)
                yield path_in(folder, names[position]), *rows
        else:
            rows_now, rows_before = found.in_folder(folder), known.in_folder(folder)
            for name in {**rows_now, **rows_before}:
                yield path_in(folder, name), rows_now.get(name), rows_before.get(name)


def by_folder(files: Mapping[PostPath, _Row]) -> dict[str, dict[str, _Row]]:
    """Return what is known of files by folder and name."""
    folders: dict[str, dict[str, _Row]] = {}
    for path, row in files.items():
        folder, name = parted(path)
        folders.setdefault(folder, {})[name] = row
    return folders


def parted(path: PostPath) -> tuple[str, str]:
    """Return the folder and the name of a path; the folder of the archive itself is empty."""
    folder, _, name = path.rpartition("/")
    return folder, name


def path_in(folder: str, name: str) -> PostPath:
    """Return the path of a name in a folder."""
    return cast("PostPath", f"{folder}/{name}" if folder else name)
