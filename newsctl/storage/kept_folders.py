"""By what an archive is known where something is kept of it: one folder, however it is spelt.

What is kept of an archive, its index and its journal, lies in a folder that is named after the
path of the archive, behind all links. In it a file `archive` has that path, and the number of the
folder on its device, by which an archive is known again that is reached by another way (a mount, a
file system that ignores case), or was moved.
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
    """A folder in which something is kept, and of which archive: where it was, and its number."""

    folder: Path
    archive: Path
    number: bytes


def real_path(archive: Path) -> Path:
    """Return an archive's folder behind all links."""
    return Path(os.path.realpath(archive))


def kept_of(
    place: Path,
    archive: Path,
    *,
    named: Callable[[Path], str] = lambda _: "",
    is_moved: Callable[[Path], bool] = lambda _: False,
) -> Path:
    """Return the folder in `place` for what is kept of an archive, which need not be there yet.

    It has the name of the archive's real path, after what `named` gives for it. Else it is one that
    is of the same folder by another path, also a path with links, as names once were made of; or
    that of a folder which is gone and had the same number, if `is_moved` confirms it. That one gets
    the name of the new path.
    """
    real = real_path(archive)
    own = place / f"{named(real)}{name_of(real)}"
    if own.exists() or not place.exists():
        return own
    if archive != real and (spelt := place / f"{named(archive)}{name_of(archive)}").exists():
        return spelt
    for kept in all_kept(place):
        if _is_same(kept.archive, real):
            return kept.folder
        is_gone = kept.number == number_of(real) and not os.path.lexists(kept.archive)
        if is_gone and is_moved(kept.folder):
            return _renamed(kept.folder, own, record_of(real))
    return own


def all_kept(place: Path) -> Iterator[Kept]:
    """Yield the folders in a place that say of which archive they are."""
    for record in sorted(place.glob(f"*/{RECORD}")):
        if not record.is_file():  # a pipe would be waited for
            continue
        try:
            with record.open("rb") as file:
                path, _, number = file.read(_LONGEST).partition(_END)
        except OSError:
            continue
        yield Kept(record.parent, Path(os.fsdecode(path)), number)


def is_named_after(folder: Path, archive: Path) -> bool:
    """Tell whether a folder has the name that newsctl gives it for an archive, and nobody else."""
    return folder.name.rpartition("-")[2] == name_of(archive)


def record_of(archive: Path) -> bytes:
    """Return what the file `archive` says of one."""
    real = real_path(archive)
    return os.fsencode(real) + _END + number_of(real)


def number_of(folder: Path) -> bytes:
    """Return the number of a folder on its device; nothing for one that cannot be looked at."""
    try:
        status = folder.stat()
    except OSError:
        return b""
    return b"%d %d" % (status.st_dev, status.st_ino)


def name_of(archive: Path) -> str:
    """Return the name that a folder has for an archive whose real path is this."""
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
