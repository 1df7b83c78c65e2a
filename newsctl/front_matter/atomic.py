"""Files written, replaced and moved all or nothing: whole under their name, or as they were.

None of these synchronises the folder of a name, so that who writes many files does that once; a
power failure before it shows the old name or the new one, each with a whole file.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from stat import S_IMODE
from typing import TYPE_CHECKING

from newsctl.front_matter.folders import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_BEGINNING, _END = ".newsctl-", ".tmp"
_RANDOM = 8  # bytes between them
_HEX = frozenset("0123456789abcdef")


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


def replace_file(path: Path, data: bytes) -> None:
    """Give a file other bytes, and leave its mode, owner and extended attributes.

    Raises OSError for what the system refuses; then the file is as it was.
    """
    with _temporary(path.parent, data, path) as temporary:
        temporary.replace(path)


def move_file(path: Path, to: Path) -> None:
    """Give a file another path, in a folder that is there.

    The new name survives a crash before the old one goes, so that the file always has one. Raises
    FileExistsError for a path that is taken, OSError for what else the system refuses; then the
    file is where it was.
    """
    if is_same_entry(path, to):
        path.replace(to)
        return
    try:
        os.link(path, to)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno == errno.EXDEV:
            create_file(to, path.read_bytes(), like=path)
        elif error.errno in _NO_HARD_LINKS:
            _claim_and_rename(path, to)
            return
        else:
            raise
    _leave(path, to)


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
    with suppress(OSError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if _is_temporary(entry)]
        for path in left:
            os.unlink(path)  # noqa: PTH108  scandir has the path as text


def _is_temporary(entry: os.DirEntry[str]) -> bool:
    """Tell whether a writer surely made a file: its user may have notes of a name alike."""
    digits = entry.name.removeprefix(_BEGINNING).removesuffix(_END)
    is_named_so = entry.name == f"{_BEGINNING}{digits}{_END}" and len(digits) == 2 * _RANDOM
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


def _leave(path: Path, to: Path) -> None:
    try:
        sync_folder(to.parent)
        path.unlink()
    except OSError:
        with suppress(OSError):
            to.unlink()
        raise
