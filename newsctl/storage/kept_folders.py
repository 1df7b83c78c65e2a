"""The folders of data about archives: one folder for each, by whatever path it is opened.

The index and the journal of an archive are in folders named after the archive's real path. A file
`archive` in each has that path and the archive's inode number, by which an archive is recognised
that is reached by another path (a mount, a file system that ignores case) or was moved.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.storage.digests import short_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RECORD = "archive"
_LONGEST = 64 * 1024
_END = b"\0"


class Kept(NamedTuple):
    """A data folder, and its archive: the path, and the inode number."""

    folder: Path
    archive: Path
    number: bytes


def real_path(path: Path) -> Path:
    """Return a path with its links resolved as far as possible; Path.resolve refuses a loop."""
    return Path(os.path.realpath(path))


def data_folder_of(
    place: Path,
    archive: Path,
    *,
    prefix_of: Callable[[Path], str] = lambda _: "",
    is_moved: Callable[[Path], bool] = lambda _: False,
) -> Path:
    """Return the folder in `place` for the data of an archive; it need not exist.

    It is named after the archive's real path, behind the prefix that `prefix_of` gives that. If it
    does not exist, another folder may be of the same archive: by another path, such as one with
    links, from which names once were made; or of an archive that no longer exists at its path and
    had the same inode number, if `is_moved` confirms the move. The latter is renamed after the new
    path.
    """
    real = real_path(archive)
    own = place / f"{prefix_of(real)}{name_of(real)}"
    if own.exists() or not place.exists():
        return own
    if archive != real and (spelt := place / f"{prefix_of(archive)}{name_of(archive)}").exists():
        return spelt
    for kept in all_kept(place):
        if _is_same(kept.archive, real):
            return kept.folder
        is_gone = kept.number == number_of(real) and not os.path.lexists(kept.archive)
        if is_gone and is_moved(kept.folder):
            return _renamed(kept.folder, own, record_of(real))
    return own


def all_kept(place: Path) -> Iterator[Kept]:
    """Yield the data folders in a place with a record of their archive."""
    for record in sorted(place.glob(f"*/{RECORD}")):
        if not record.is_file():  # reading a pipe would block
            continue
        try:
            with record.open("rb") as file:
                path, _, number = file.read(_LONGEST).partition(_END)
        except OSError:
            continue
        yield Kept(record.parent, Path(os.fsdecode(path)), number)


def is_named_after(folder: Path, archive: Path) -> bool:
    """Tell whether a folder has the name that newsctl derives from an archive."""
    return folder.name.rpartition("-")[2] == name_of(archive)


def record_of(archive: Path) -> bytes:
    """Return the content of the file `archive` for an archive."""
    real = real_path(archive)
    return os.fsencode(real) + _END + number_of(real)


def number_of(folder: Path) -> bytes:
    """Return the device and inode numbers of a folder as bytes; empty if it cannot be read."""
    try:
        status = folder.stat()
    except OSError:
        return b""
    return b"%d %d" % (status.st_dev, status.st_ino)


def name_of(archive: Path) -> str:
    """Return the name of the data folder for an archive with this real path."""
    return short_digest(os.fsencode(archive))


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _renamed(folder: Path, name: Path, record: bytes) -> Path:
    with suppress(OSError):
        (folder.rename(name) / RECORD).write_bytes(record)
    return name if name.exists() else folder
