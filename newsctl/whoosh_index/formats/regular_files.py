"""Files of the cache, opened where they are what newsctl writes: regular, of the user, and bounded.

A pipe would be waited for, a device read without end, and what is of another user could be changed
by them (`man 2 open`: O_NONBLOCK, O_NOFOLLOW).
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_READ = 1 << 30
"""Bytes that are read at once at most."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class NotRegular(OSError):
    """What stands in the place of a file and is no such file."""


def opened(path: Path) -> IO[bytes]:
    """Open a regular file of the user to read. Raises NotRegular, OSError."""
    try:
        number = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_symlink() or not _is_regular(path.stat()):
            raise NotRegular(f"{path} is no regular file") from error
        raise
    if not _is_regular(os.fstat(number)):
        os.close(number)
        raise NotRegular(f"{path} is no regular file")
    return os.fdopen(number, "rb", buffering=0)


def read(path: Path, *, most: int = MOST_READ) -> bytes:
    """Return a file's content. Raises NotRegular, OSError."""
    with opened(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise NotRegular(f"{path} is larger than any that newsctl writes")
        return file.read()


def replace(path: Path, data: bytes) -> None:
    """Put a file in the place of what is there, all of it or nothing, whatever that is."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        try:
            temporary.replace(path)
        except OSError:
            if not path.is_dir() or path.is_symlink():
                raise
            clear(path)
            temporary.replace(path)
    except BaseException:  # such as a full disk, which half a file would keep full
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def clear(path: Path) -> None:
    """Remove what stands in the place of a regular file, if it is none. Raises OSError."""
    from shutil import rmtree  # noqa: PLC0415 -- only writers need it, and 3 ms

    with suppress(FileNotFoundError):
        found = path.lstat().st_mode
        if stat.S_ISDIR(found):
            rmtree(path)
        elif not stat.S_ISREG(found):
            path.unlink()


def _is_regular(found: os.stat_result) -> bool:
    is_own = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return stat.S_ISREG(found.st_mode) and is_own
