"""Files written, replaced and moved all or nothing: whole under their name, or as they were.

None of these synchronises the folder of a name, so that who writes many files does that once; a
power failure before it shows the old name or the new one, each with a whole file.

What another program writes at the very moment stays too. What was under a name goes aside first, by
one step of the system, and is looked at before it goes: if it is not what was expected, it is put
back. Only what is written through a file that was opened before that moment is lost, and where the
system cannot exchange names (other than Linux) what comes between the last look and the rename.
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
    """Another program wrote a file at the very moment. What it wrote is under the name again."""


def create_file(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a new file; its folder has to be there.

    The bytes go to a temporary file beside it, which is then linked to the name: unlike a rename,
    that never replaces a file, and of two writers one wins. Mode, owner and extended attributes
    are those of the file `like`, else those of any new file.

    Raises FileExistsError for a name that is taken, OSError for what else the system refuses; then
    nothing of it is left.
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
    """Give a file other bytes than those expected; mode, owner and extended attributes stay.

    Raises Overtaken when it holds others, OSError for what the system refuses; then the file is as
    it was.
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
    """A file of these bytes, `expected`, that gets another path in a folder that is there.

    It has both names between `begin` and `end`. The new one has to survive a crash before the old
    one goes, so that the file always has one: who moves synchronises its folder between the two,
    once for many files. Where either raises, the file is where it was.
    """

    path: Path
    to: Path
    expected: bytes

    def begin(self) -> bool:
        """Give the file its new name too; False where that was all, and nothing is to be ended.

        Raises FileExistsError for a path that is taken, Overtaken for other bytes, OSError for what
        else the system refuses.
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
        """Take the old name, unless another file of other bytes got it; written to, it goes along.

        Raises Overtaken, and OSError for what the system refuses.
        """
        _leave(self.path, self.to, self.expected)

    def cancel(self) -> None:
        """Take the new name of a file that still has the old one, as far as the system allows."""
        with suppress(OSError):
            if self.path.exists():
                self.to.unlink()


def _has_other_name(path: Path, to: Path) -> bool:
    """Give a file another name; tell whether it has the old one too."""
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
    """Tell whether two paths spell one name, as on systems that ignore case or forms of Unicode."""
    try:
        return path != other and path.samefile(other) and path.stat().st_nlink == 1
    except OSError:
        return False


def temporary_name() -> str:
    """Return a name that no other file has, hidden, which `remove_leftovers` knows."""
    return f"{_BEGINNING}{os.urandom(_RANDOM).hex()}{_END}"


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of writers that were killed, where the system allows."""
    for path in _left_in(folder, _END):
        with suppress(OSError):
            path.unlink()


def has_leftovers(folder: Path) -> bool:
    """Tell whether a folder has files of writers that were killed, or of one that is at work."""
    return bool(_left_in(folder, _END, _ASIDE))


def set_aside_in(folder: Path) -> list[Path]:
    """Return the files of writers that were killed before they had a look at what was in a name."""
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
    """Tell whether a writer surely made a file: its user may have notes of a name alike."""
    digits = entry.name.removeprefix(_BEGINNING).removesuffix(ending)
    is_named_so = entry.name == f"{_BEGINNING}{digits}{ending}" and len(digits) == 2 * _RANDOM
    return is_named_so and _HEX.issuperset(digits) and entry.is_file(follow_symlinks=False)


@contextmanager
def _temporary(folder: Path, data: bytes, like: Path | None) -> Iterator[Path]:
    """Give a synchronised file of these bytes, and remove it unless it got another name."""
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
    """Give a file the mode, and as far as the system allows the owner and attributes of another."""
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
    """Do without hard links (FAT, some network file systems): take the name, then rename over it.

    A crash between the two leaves an empty file, which `validate` names.
    """
    to.open("xb").close()
    try:
        path.replace(to)
    except OSError:
        with suppress(OSError):
            to.unlink()
        raise


def _leave(path: Path, to: Path, expected: bytes) -> None:
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
    """Remove a file that is done with; where that fails, the next writer does it."""
    with suppress(OSError):
        path.unlink()


_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(path: Path, other: Path) -> bool:
    """Give two files each the name of the other; False where system or file system cannot.

    There is no moment at which a name leads nowhere, and what was under it is not lost (Linux 3.15,
    renameat2(2), `RENAME_EXCHANGE`; macOS and network file systems have none or another). Raises
    OSError for what else the system refuses.
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
    """Return the function of the C library (glibc 2.28, musl 1.2.4), None where it has none."""
    if os.name != "posix":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


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
