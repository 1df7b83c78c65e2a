"""What the system tells of changes in folders: while it tells of none, no file has to be looked at.

On Linux inotify(7) does so, and in time: a change is told before the program that made it goes on.
It cannot tell what another machine or another mount writes, what is written through a link, or into
memory that is mapped from a file. So it is relied on only where files are on a disk of this machine
and have one name each, and whoever relies on it looks from time to time all the same.
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
"""File systems that nobody writes to but this machine."""

_MOUNTS = Path("/proc/self/mountinfo")
_CHANGES = (
    "ATTRIB", "CREATE", "DELETE", "DELETE_SELF", "MODIFY", "MOVE_SELF", "MOVED_FROM", "MOVED_TO",
    "ONLYDIR",
)  # fmt: skip


class FolderWatch:
    """Hears of changes in the folders that a look at files comes to.

    A look begins with `begin_look`, calls `enter` before it lists a folder, and `doubt` where it
    meets what changes unheard.
    """

    def __init__(self, inotify: INotify) -> None:
        from inotify_simple import flags  # noqa: PLC0415 -- of an extra

        self._inotify = inotify
        self._changes = sum(flags[name] for name in _CHANGES)
        self._mounts: Sequence[tuple[str, str]] = ()
        self._is_doubtful = True

    @classmethod
    def begin(cls) -> Self | None:
        """Begin to hear, None where the system does not tell, or not without the extra `web`."""
        with suppress(ImportError, OSError, AttributeError):
            from inotify_simple import INotify  # noqa: PLC0415 -- of an extra, on Linux alone

            return cls(INotify(nonblocking=True))
        return None

    def close(self) -> None:
        """Hear no more."""
        self._inotify.close()

    def begin_look(self) -> None:
        """Forget what was heard, since all is looked at now."""
        self._inotify.read(timeout=0)
        self._is_doubtful = False
        self._mounts = _mounts()

    def enter(self, folder: str) -> None:
        """Hear of changes in a folder from now on."""
        try:
            self._inotify.add_watch(folder, self._changes)
        except OSError:  # more of them than the system lets us hear of, or it is gone
            self.doubt()
        if _kind_of(folder, self._mounts) not in _OF_THIS_MACHINE:
            self.doubt()

    def doubt(self) -> None:
        """Take note that something may change unheard."""
        self._is_doubtful = True

    def has_heard(self) -> bool:
        """Tell whether something may have changed since the last look began."""
        self._is_doubtful = self._is_doubtful or bool(self._inotify.read(timeout=0))
        return self._is_doubtful


def _mounts() -> list[tuple[str, str]]:
    """Return where file systems are mounted, and their kinds: proc_pid_mountinfo(5)."""
    found = []
    with suppress(OSError):
        for line in _MOUNTS.read_bytes().decode("utf-8", "surrogateescape").splitlines():
            place, _dash, kind = line.partition(" - ")
            found.append((_unescaped(place.split(" ")[4]), kind.split(" ")[0]))
    return found


def _kind_of(folder: str, mounts: Sequence[tuple[str, str]]) -> str:
    """Return the kind of the file system that a folder is on; of two at one place the last."""
    path = Path(folder).resolve()
    over = {Path(place): kind for place, kind in mounts}
    return next((over[one] for one in (path, *path.parents) if one in over), "")


def _unescaped(text: str) -> str:
    for written, meant in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(written, meant)
    return text
