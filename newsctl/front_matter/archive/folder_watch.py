"""Notification of changes in folders, so that a scan can be skipped if there were none.

On Linux inotify(7) reports changes before the program that made them continues. It does not report
what another machine or mount writes, nor writes through a link or to memory mapped from a file. So
it is used only for files on a local disk with one name each, and its users still scan from time to
time.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inotify_simple import INotify

_OF_THIS_MACHINE = frozenset(
    ["bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs"]
)
"""File systems that only this machine writes to."""

_MOUNTS = Path("/proc/self/mountinfo")
_CHANGES = (
    "ATTRIB", "CREATE", "DELETE", "DELETE_SELF", "MODIFY", "MOVE_SELF", "MOVED_FROM", "MOVED_TO",
    "ONLYDIR",
)  # fmt: skip


class FolderWatch:
    """Watches the folders of a scan for changes.

    A scan calls `begin_scan`, `enter` before it lists a folder, and `doubt` for files whose changes
    cannot be detected.
    """

    def __init__(self, inotify: INotify) -> None:
        from inotify_simple import flags  # noqa: PLC0415 -- of an extra

        self._inotify = inotify
        self._changes = sum(flags[name] for name in _CHANGES)
        self._mounts: Sequence[tuple[str, str]] = ()
        self._is_doubtful = True

    @classmethod
    def begin(cls) -> Self | None:
        """Start a watch; None if the system, or the extra `web`, does not provide it."""
        with suppress(ImportError, OSError, AttributeError):
            from inotify_simple import INotify  # noqa: PLC0415 -- of an extra, on Linux alone

            return cls(INotify(nonblocking=True))
        return None

    def close(self) -> None:
        """End the watch."""
        self._inotify.close()

    def begin_scan(self) -> None:
        """Discard past notifications, since a new scan begins."""
        self._inotify.read(timeout=0)
        self._is_doubtful = False
        self._mounts = _mounts()

    def enter(self, folder: str) -> None:
        """Watch a folder from now on."""
        try:
            self._inotify.add_watch(folder, self._changes)
        except OSError:  # more folders than the system can watch, or this one is gone
            self.doubt()
        if _kind_of(folder, self._mounts) not in _OF_THIS_MACHINE:
            self.doubt()

    def doubt(self) -> None:
        """Record that some changes may not be detected."""
        self._is_doubtful = True

    def has_changes(self) -> bool:
        """Tell whether something may have changed since the last scan began."""
        self._is_doubtful = self._is_doubtful or bool(self._inotify.read(timeout=0))
        return self._is_doubtful


def _mounts() -> list[tuple[str, str]]:
    """Return the mount points and their types: proc_pid_mountinfo(5)."""
    found = []
    with suppress(OSError):
        for line in _MOUNTS.read_bytes().decode("utf-8", "surrogateescape").splitlines():
            place, _dash, kind = line.partition(" - ")
            found.append((_unescaped(place.split(" ")[4]), kind.split(" ")[0]))
    return found


def _kind_of(folder: str, mounts: Sequence[tuple[str, str]]) -> str:
    """Return the type of the file system of a folder; the last one mounted at a place."""
    path = Path(folder).resolve()
    over = {Path(place): kind for place, kind in mounts}
    return next((over[one] for one in (path, *path.parents) if one in over), "")


def _unescaped(text: str) -> str:
    for written, meant in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(written, meant)
    return text
