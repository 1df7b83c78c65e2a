"""Atomic writes, replacements and moves of files: a file is complete under its name, or unchanged.

None of these functions synchronises the folder of a name, so that a writer of many files can do it
once; after a power failure before that, the old or the new name exists, each with a complete file.

A write by another program at the same moment is kept too. The old file is first moved aside, in one
system call, and compared before it is deleted: if it is not as expected, it is put back. Lost is
only what is written through a file that was opened before that moment, and, on systems that cannot
exchange names (other than Linux), what comes between the comparison and the rename.
"""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import contextmanager, suppress
from functools import cache
from stat import S_IMODE
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.EACCES, errno.EBADF, errno.EISDIR, errno.ENOTSUP}
_BEGINNING, _END, _ASIDE = ".newsctl-", ".tmp", ".aside"
_RANDOM = 8  # bytes between them
_HEX = frozenset("0123456789abcdef")


class Overtaken(Exception):
    """Another program wrote the file at the same moment. Its data is under the name again."""


def create_file(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a new file in an existing folder.

    The bytes go to a temporary file beside it, which is then linked to the name: unlike a rename,
    that never replaces a file, and of two writers one wins. Mode, owner and extended attributes are
    those of the file `like`, or the defaults of a new file.

    Raises FileExistsError for a name that is taken, OSError for other failures; then nothing is
    left behind.
    """
    with _temporary(path.parent, data, like) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _claim_and_rename(temporary, path)


def replace_file(path: Path, data: bytes, *, expected: bytes) -> None:
    """Replace the `expected` bytes of a file; mode, owner and extended attributes stay.

    Raises Overtaken if it has other bytes, OSError for other failures; then the file is unchanged.
    """
    with _temporary(path.parent, data, path) as temporary:
        aside = temporary.with_suffix(_ASIDE)
        temporary.rename(aside)
        try:
            is_exchanged = exchange(aside, path)
            if not is_exchanged:
                _require(path, expected)
                aside.replace(path)
        except BaseException:
            aside.unlink()
            raise
        if is_exchanged and aside.read_bytes() != expected:
            exchange(aside, path)
            if aside.read_bytes() == data:  # else it was written once more, and both are kept
                aside.unlink()
            raise Overtaken
        _discard(aside)


class FileMove(NamedTuple):
    """The move of a file with the bytes `expected` to a path in an existing folder.

    The file has both names between `begin` and `end`. The caller synchronises the new folder
    between the two, once for many files, so that a crash never leaves the file without a name. If
    either method raises, the file is at its old path.
    """

    path: Path
    to: Path
    expected: bytes

    def begin(self) -> bool:
        """Add the new name; return False if that completes the move.

        Raises FileExistsError for a path that is taken, Overtaken for other bytes, OSError for
        other failures.
        """
        if not _has_other_name(self.path, self.to):
            return False
        try:
            _require(self.to, self.expected)
        except BaseException:
            self.cancel()
            raise
        return True

    def end(self) -> None:
        """Remove the old name, unless another file has it; a file written meanwhile moves too.

        Raises Overtaken, and OSError for other failures.
        """
        _leave(self.path, self.to, self.expected)

    def cancel(self) -> None:
        """Remove the new name of a file that still has the old one, if possible."""
        with suppress(OSError):
            if self.path.exists():
                self.to.unlink()


def _has_other_name(path: Path, to: Path) -> bool:
    """Add a name to a file, and tell whether it has the old one too."""
    if is_same_entry(path, to):
        path.replace(to)
        return False
    try:
        os.link(path, to)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno == errno.EXDEV:
            create_file(to, path.read_bytes(), like=path)
        elif error.errno in _NO_HARD_LINKS:
            _claim_and_rename(path, to)
            return False
        else:
            raise
    return True


def is_same_entry(path: Path, other: Path) -> bool:
    """Tell whether two paths are the same name, where case or Unicode forms are ignored."""
    try:
        return path != other and path.samefile(other) and path.stat().st_nlink == 1
    except OSError:
        return False


def temporary_name() -> str:
    """Return a unique, hidden name that `remove_leftovers` recognises."""
    return f"{_BEGINNING}{os.urandom(_RANDOM).hex()}{_END}"


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of killed writers, if possible."""
    for path in _left_in(folder, _END):
        with suppress(OSError):
            path.unlink()


def has_leftovers(folder: Path) -> bool:
    """Tell whether a folder has temporary files of killed or running writers."""
    return bool(_left_in(folder, _END, _ASIDE))


def set_aside_in(folder: Path) -> list[Path]:
    """Return the files that killed writers had moved aside and not compared."""
    return _left_in(folder, _ASIDE)


def _left_in(folder: Path, *endings: str) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [
            folder / entry.name
            for entry in entries
            if any(_is_left(entry, ending) for ending in endings)
        ]
    return []


def _is_left(entry: os.DirEntry[str], ending: str) -> bool:
    """Tell whether a file is certainly of a writer: a user may have files with similar names."""
    digits = entry.name.removeprefix(_BEGINNING).removesuffix(ending)
    is_named_so = entry.name == f"{_BEGINNING}{digits}{ending}" and len(digits) == 2 * _RANDOM
    return is_named_so and _HEX.issuperset(digits) and entry.is_file(follow_symlinks=False)


@contextmanager
def _temporary(folder: Path, data: bytes, like: Path | None) -> Iterator[Path]:
    """Return a synchronised temporary file with these bytes, removed unless it gets renamed."""
    path = folder / temporary_name()
    try:
        with path.open("xb") as file:
            if like is not None:
                _resemble(path, like)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _resemble(path: Path, model: Path) -> None:
    """Copy mode, and if possible owner and attributes, from another file."""
    status = model.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(path, -1, status.st_gid)
        with suppress(PermissionError):
            os.chown(path, status.st_uid, -1)
    path.chmod(S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(model):
                os.setxattr(path, name, os.getxattr(model, name))


def _claim_and_rename(path: Path, to: Path) -> None:
    """Move without hard links (FAT, some network file systems): reserve the name, then rename.

    A crash between the two leaves an empty file, which `validate` reports.
    """
    to.open("xb").close()
    try:
        path.replace(to)
    except OSError:
        with suppress(OSError):
            to.unlink()
        raise


def _leave(path: Path, to: Path, expected: bytes) -> None:
    """Remove the old name of a moved file. Raises Overtaken if another file has it."""
    aside = path.with_name(temporary_name()).with_suffix(_ASIDE)
    try:
        path.rename(aside)
    except BaseException:
        with suppress(OSError):
            if path.exists():
                to.unlink()
        raise
    if not aside.samefile(to) and aside.read_bytes() != expected:
        os.link(aside, path)
        to.unlink()
        aside.unlink()
        raise Overtaken
    _discard(aside)


def _require(path: Path, expected: bytes) -> None:
    if path.read_bytes() != expected:
        raise Overtaken


def _discard(path: Path) -> None:
    """Remove a file that is no longer needed; if that fails, the next writer does it."""
    with suppress(OSError):
        path.unlink()


_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(path: Path, other: Path) -> bool:
    """Exchange the names of two files; return False if the system cannot.

    Both names exist at every moment, and no file is lost (Linux 3.15, renameat2(2),
    `RENAME_EXCHANGE`; macOS and network file systems have none or another). Raises OSError for
    other failures.
    """
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    names = os.fsencode(path), os.fsencode(other)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _CANNOT:
        return False
    raise OSError(error, os.strerror(error), str(path))


@cache
def _renameat2() -> Callable[..., int] | None:
    """Return renameat2 of the C library (glibc 2.28, musl 1.2.4); None if it has none."""
    if os.name != "posix":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def sync_folder(folder: Path) -> None:
    """Synchronise the names in a folder with the disk, on systems that can."""
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
