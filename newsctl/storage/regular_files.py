"""Reading of regular files of limited size, without blocking on pipes or devices.

Opening a named pipe without a writer blocks, and a device such as `/dev/zero` never ends: a file is
opened without blocking and its type is checked before it is read (`man 2 open`: O_NONBLOCK,
O_NOFOLLOW). Files that newsctl stores must also be owned by the user, since another user could
change theirs.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from stat import S_ISDIR, S_ISREG
from typing import IO, TYPE_CHECKING

from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_OWN = 1 << 30
"""Bytes of a file that newsctl keeps, at most."""

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_OF_A_LINK = {errno.ELOOP, errno.EMLINK}  # the second on FreeBSD
_MORE = 1024**2


class NotRegular(OSError):
    """A path is a folder, a pipe, a socket or a device instead of a file."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(errno.EINVAL, _("it is no regular file"), str(path))


class TooLarge(OSError):
    """A file is larger than allowed; `size` is its size in bytes."""

    def __init__(self, path: str | Path, size: int) -> None:
        super().__init__(errno.EFBIG, _("it is too large"), str(path))
        self.size = size


class IsLink(OSError):
    """A path is a symbolic link."""


def read_regular(path: str | Path, *, largest: int, follow: bool = True) -> bytes:
    """Return the bytes of a regular file.

    Raises NotRegular, TooLarge, IsLink for a link unless it may `follow` that, and OSError as open
    does.
    """
    try:
        # as a number, with half of the system calls that Python's makes
        file = os.open(path, _READ if follow else _READ | _NO_LINK)
    except OSError as error:
        if not follow and error.errno in _OF_A_LINK:
            raise IsLink(error.errno, error.strerror) from error
        raise
    try:
        return _content(file, _size(file, path, largest), path, largest)
    finally:
        os.close(file)


@contextmanager
def opened_regular(path: str | Path, *, largest: int) -> Iterator[IO[bytes]]:
    """Open a regular file to read parts of it.

    Raises NotRegular, TooLarge, and OSError as open does.
    """
    number = os.open(path, _READ)
    with os.fdopen(number, "rb") as file:
        _size(number, path, largest)
        yield file


@contextmanager
def opened_own(path: Path, *, largest: int = LARGEST_OWN) -> Iterator[IO[bytes]]:
    """Open a file that newsctl stores. Raises NotRegular, TooLarge, OSError."""
    try:
        number = os.open(path, _READ | _NO_LINK)
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_symlink() or not S_ISREG(path.stat().st_mode):
            raise NotRegular(path) from error
        raise
    try:
        _size(number, path, largest)
        if hasattr(os, "geteuid") and os.fstat(number).st_uid != os.geteuid():
            raise NotRegular(path)
        with os.fdopen(number, "rb", buffering=0, closefd=False) as file:
            yield file
    finally:
        os.close(number)


def read_own(path: Path, *, largest: int = LARGEST_OWN) -> bytes:
    """Return the bytes of a file that newsctl stores. Raises NotRegular, TooLarge, OSError."""
    with opened_own(path, largest=largest) as file:
        return file.read()


def replace_own(path: Path, data: bytes) -> None:
    """Write a file atomically in place of anything that has its name."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        try:
            temporary.replace(path)
        except OSError:
            if not path.is_dir() or path.is_symlink():
                raise
            clear_for_file(path)
            temporary.replace(path)
    except BaseException:  # such as a full disk, which half a file would not relieve
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def clear_for_file(path: Path) -> None:
    """Remove anything but a regular file from a path. Raises OSError."""
    from shutil import rmtree  # noqa: PLC0415 -- only writers need it, and 3 ms

    with suppress(FileNotFoundError):
        found = path.lstat().st_mode
        if S_ISDIR(found):
            rmtree(path)
        elif not S_ISREG(found):
            path.unlink()


def _size(file: int, path: str | Path, largest: int) -> int:
    """Return the size of an open file in bytes. Raises NotRegular, TooLarge."""
    status = os.fstat(file)
    if not S_ISREG(status.st_mode):
        raise NotRegular(path)
    if status.st_size > largest:
        raise TooLarge(path, status.st_size)
    return status.st_size


def _content(file: int, size: int, path: str | Path, largest: int) -> bytes:
    """Return all bytes of an open file that had this size when it was checked."""
    data = os.read(file, size + 1)
    if len(data) == size:
        return data
    pieces = [data]  # one read may give less, where files are on another machine
    size = len(data)
    while piece := os.read(file, _MORE):
        pieces.append(piece)
        size += len(piece)
        if size > largest:  # it grows while it is read, or its size is not what it holds (/proc)
            raise TooLarge(path, size)
    return b"".join(pieces)
