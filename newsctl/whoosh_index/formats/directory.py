"""Where the files of one index are, as Lucene has it: a directory on disk, or one in memory."""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING, Protocol

from newsctl.storage.private_folders import check_private, make_private
from newsctl.storage.regular_files import opened_own, read_own, replace_own

if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.storage.sorted_lines import Data


class Directory(Protocol):
    """A flat set of named files."""

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises FileNotFoundError."""
        ...

    def view(self, name: str) -> Data:
        """Return a file's content without reading all of it, where that can be."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write a file, all of it or nothing."""
        ...

    def extend(self, name: str, data: bytes, *, start: int) -> None:
        """Write data into a file from a place on, and cut off what followed."""
        ...

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...

    def sizes(self) -> dict[str, int]:
        """Return the files with their sizes in bytes."""
        ...


class DiskDirectory:
    """A directory on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DiskDirectory) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises FileNotFoundError."""
        return read_own(self.path / name)

    def view(self, name: str) -> Data:
        """Return a file's content, mapped."""
        with opened_own(self.path / name) as file:
            if not os.fstat(file.fileno()).st_size:
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, all of it or nothing."""
        replace_own(self.path / name, data)

    def extend(self, name: str, data: bytes, *, start: int) -> None:
        """Write data into a file from a place on, and cut off what followed."""
        with (self.path / name).open("r+b") as file:
            file.truncate(start)
            file.seek(start)
            file.write(data)

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        (self.path / name).unlink(missing_ok=True)

    def sizes(self) -> dict[str, int]:
        """Return the files with their sizes in bytes."""
        with os.scandir(self.path) as entries:
            return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}


class PrivateDirectory(DiskDirectory):
    """A directory that is made when something is first put there, for its user alone."""

    def view(self, name: str) -> Data:
        """Return a file's content, mapped. Raises OSError."""
        check_private(self.path, within=self.path)
        return super().view(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, all of it or nothing. Raises OSError."""
        make_private(self.path, within=self.path)
        super().write(name, data)


class MemoryDirectory:
    """A directory in memory, gone with the process."""

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
        """Write data into a file from a place on, and cut off what followed."""
        self._files[name] = self._files[name][:start] + data

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        self._files.pop(name, None)

    def sizes(self) -> dict[str, int]:
        """Return the files with their sizes in bytes."""
        return {name: len(data) for name, data in self._files.items()}
