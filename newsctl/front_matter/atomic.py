"""New files, all or nothing: whole under their name, or not there at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.EACCES, errno.EBADF, errno.EISDIR, errno.ENOTSUP}


def create_file(path: Path, data: bytes) -> None:
    """Write a new file that survives a crash once this returns; its folder has to be there.

    The bytes go to a temporary file beside it, which is then linked to the name: unlike a rename,
    that never replaces a file, and of two writers one wins. Raises FileExistsError for a name that
    is taken, OSError for what else the system refuses; then nothing of it is left.
    """
    with _temporary(path.parent, data) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _claim_and_replace(temporary, path)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it is in, so that they survive a crash.

    Raises NotADirectoryError where a file is in the way, OSError for what the system refuses.
    """
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as file:
        raise NotADirectoryError(file.errno, f"{folder.name} is not a folder") from file
    for made in missing:
        sync_folder(made.parent)


def sync_folder(folder: Path) -> None:
    """Make the names of a folder survive a crash, on systems that can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders, and keeps names without
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """Give a synchronised file of these bytes, with the mode of any new file, and remove it."""
    path = folder / f".newsctl-{os.urandom(8).hex()}.tmp"
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _claim_and_replace(temporary: Path, path: Path) -> None:
    """Do without hard links (FAT, some network file systems): take the name, then rename over it.

    A crash between the two leaves an empty file, which `validate` names.
    """
    path.open("xb").close()
    try:
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
