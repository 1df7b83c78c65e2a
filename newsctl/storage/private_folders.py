"""Folders that newsctl keeps for its user alone, and uses only where nobody else can reach in.

Whoever can write there could put another index in its place, or another journal. So they are as
OpenSSH asks of the folders around keys (sshd_config, StrictModes): of the user, closed to others,
and below folders that nobody but the user and the system can change.
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
    """A folder that others can change; `strerror` says which, and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EACCES, reason)

    def __str__(self) -> str:
        return self.strerror or ""


def make_private(folder: Path, *, within: Path) -> None:
    """Make a folder that is `within` or lies in it, and all above that are missing.

    Those from `within` on are closed to others, which is made so where it is not. Raises
    UnsafeFolder for what is of others or changed by them, OSError.
    """
    if check_private(folder, within=within):
        return
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        with suppress(FileExistsError):  # of a process beside this one
            missing.mkdir(mode=stat.S_IRWXU)  # which `parents=True` leaves to the umask
    check_private(folder, within=within)


def check_private(folder: Path, *, within: Path) -> bool:
    """Check what there is of a folder that `make_private` would make; tell whether all is there.

    Raises as that does.
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
    """Return a folder that is not in an archive. Raises UsageError for one that is.

    An archive may come from anywhere, and what is kept of it may not come with it.
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
    """Yield the folders above one, from the root on, as it is spelt and as it is without links."""
    real = Path(os.path.realpath(folder))
    as_spelt = {*folder.parents}
    others = (one for one in reversed(real.parents) if one not in as_spelt)
    return chain(reversed(folder.parents), others)


def _check_above(folder: Path, *, is_nearest: bool) -> None:
    """Raise UnsafeFolder where others can put another folder in the place of what is in this one.

    The nearest one above, if it is the user's own, is closed to them instead.
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


def _is_open(found: os.stat_result) -> bool:
    """Tell whether others may write to a folder. A group of the user alone is no others."""
    by_group = found.st_mode & stat.S_IWGRP and found.st_gid not in _own_groups()
    return bool(found.st_mode & stat.S_IWOTH or by_group)


def _own_groups() -> tuple[int, ...]:
    """Return the groups that nobody else is in: the system's, and that of the user's own number.

    Where each user has a group, as on Debian and Fedora, their numbers are alike.
    """
    return (0, os.getegid()) if os.getegid() == os.geteuid() else (0,)


def _close(folder: Path, found: os.stat_result) -> None:
    """Close a folder to others. Where that cannot be, they may read it, but not write."""
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(_("{folder} is no folder", folder=folder))
    if found.st_uid != os.geteuid():
        raise UnsafeFolder(_("{folder} is of another user", folder=folder))
    if found.st_mode & _OTHERS_MAY:
        try:
            folder.chmod(stat.S_IRWXU)
        except OSError:
            if _is_open(found):
                raise
