"""Folders for one user alone, used only if nobody else can write to them.

Another user could otherwise replace the index or the journal. The requirements are those of OpenSSH
for folders of keys (sshd_config, StrictModes): owned by the user, closed to others, and below
folders that nobody but the user and the system can change.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


class UnsafeFolder(PermissionError):
    """Others can change a folder; `strerror` says which, and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EACCES, reason)

    def __str__(self) -> str:
        return self.strerror or ""


def make_private(folder: Path, *, within: Path) -> None:
    """Create a folder that is `within` or below it, with missing parents.

    Folders from `within` on are closed to others, and existing ones are made so. Raises
    UnsafeFolder for a folder that others own or can change, OSError.
    """
    if check_private(folder, within=within):
        return
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        with suppress(FileExistsError):  # made by another process meanwhile
            missing.mkdir(mode=stat.S_IRWXU)  # which `parents=True` leaves to the umask
    check_private(folder, within=within)


def check_private(folder: Path, *, within: Path) -> bool:
    """Check the existing part of a folder that `make_private` would create; tell if all exists.

    Raises as `make_private` does.
    """
    if not hasattr(os, "geteuid"):  # Windows: a user's folders are closed to others there
        return folder.is_dir()
    for above in _above(within):
        _check_above(above, is_nearest=above == within.parent)
    own = [*takewhile(lambda one: one.is_relative_to(within), (folder, *folder.parents))]
    for one in reversed(own):
        try:
            found = one.stat() if one == within else one.lstat()  # the first may be a link
        except FileNotFoundError:
            return False
        _close(one, found)
    return True


def refuse_within(folder: Path, archive: Path, *, variable: str) -> Path:
    """Return a folder, or raise UsageError if it is inside an archive.

    An archive may come from a stranger, and must not bring data that newsctl trusts.
    """
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(archive)):
        raise UsageError(
            _(
                "{folder} lies in the archive, where newsctl keeps nothing of its own.",
                folder=folder,
            ),
            hint=_(
                "Let {variable} name a folder outside of {archive}.",
                variable=variable,
                archive=archive,
            ),
        )
    return folder


def _above(folder: Path) -> Iterator[Path]:
    """Yield the parents of a folder, from the root on, as spelt and with links resolved."""
    real = Path(os.path.realpath(folder))
    as_spelt = {*folder.parents}
    others = (one for one in reversed(real.parents) if one not in as_spelt)
    return chain(reversed(folder.parents), others)


def _check_above(folder: Path, *, is_nearest: bool) -> None:
    """Raise UnsafeFolder if others can replace what is in this parent folder.

    The nearest parent is closed to others instead, if the user owns it.
    """
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if found.st_uid not in (os.geteuid(), 0) and found.st_uid != Path("/").stat().st_uid:
        raise UnsafeFolder(_("{folder} is of another user", folder=folder))
    if stat.S_ISLNK(found.st_mode) or found.st_mode & stat.S_ISVTX or not _is_open(found):
        return
    if is_nearest and found.st_uid == os.geteuid():
        with suppress(OSError):
            folder.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS_MAY_WRITE)
            return
    raise UnsafeFolder(
        _("other users can write to {folder}; try: chmod go-w {folder}", folder=folder)
    )


def _is_open(status: os.stat_result) -> bool:
    """Tell whether others may write to a folder; a group of the user alone does not count."""
    by_group = status.st_mode & stat.S_IWGRP and status.st_gid not in _own_groups()
    return bool(status.st_mode & stat.S_IWOTH or by_group)


def _own_groups() -> tuple[int, ...]:
    """Return the groups without other members: the system's, and the user's own.

    Where each user has a group, as on Debian and Fedora, both have the same number.
    """
    return (0, os.getegid()) if os.getegid() == os.geteuid() else (0,)


def _close(folder: Path, status: os.stat_result) -> None:
    """Close a folder to others. If that is impossible, they may read it, but not write."""
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(_("{folder} is no folder", folder=folder))
    if status.st_uid != os.geteuid():
        raise UnsafeFolder(_("{folder} is of another user", folder=folder))
    if status.st_mode & _OTHERS_MAY:
        try:
            folder.chmod(stat.S_IRWXU)
        except OSError:
            if _is_open(status):
                raise
