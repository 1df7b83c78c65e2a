"""Folders that are made, and names in them that survive a crash."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.EACCES, errno.EBADF, errno.EISDIR, errno.ENOTSUP}


def missing_folders(folder: Path) -> list[Path]:
    """Return a folder and those it is in, as far as they are not there, the deepest first."""
    return [parent for parent in (folder, *folder.parents) if not parent.exists()]


def make_folder(folder: Path) -> None:
    """Make a folder, and those it is in, so that they survive a crash.

    Raises NotADirectoryError where a file is in the way, OSError for what the system refuses.
    """
    missing = missing_folders(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as file:
        raise NotADirectoryError(file.errno, f"{folder.name} is not a folder") from file
    for made in missing:
        sync_folder(made.parent)


def remove_if_empty(folders: Iterable[Path]) -> None:
    """Remove those of these folders that are empty once the deeper ones of them are gone."""
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()


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
