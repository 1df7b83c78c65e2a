"""The lock between newsctl processes that change one archive. It lies in the user's cache."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveBusy
from newsctl.core.private_folders import make_private

try:
    import fcntl
except ImportError:  # Windows: nothing is overwritten there either, but two checks may cross
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

PATIENCE = 10.0
"""Seconds to wait for one's turn: adding a post takes a fraction of one."""

_A_MOMENT = 0.5
"""Seconds after which a person wants to know what is waited for."""

_LONGEST_PAUSE = 0.05
_SHORTER_EACH_SECOND = 4


@dataclass(frozen=True, slots=True)
class WriteLock:
    """The lock file at `path`, outside the archive, for which its writers wait `patience` seconds.

    `on_wait` is called once a wait has lasted a moment.
    """

    path: Path
    patience: float = PATIENCE
    on_wait: Callable[[], None] | None = None

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the lock, after waiting for whoever holds it. Raises ArchiveBusy.

        It goes with the process that holds it. Where no lock file can be made, False is given.
        """
        try:
            make_private(self.path.parent, within=self.path.parent)
            file = self.path.open("ab")
        except OSError:
            yield False
            return
        with file:
            _acquire(file, self.patience, self.on_wait)
            yield True


def is_held(path: Path) -> bool:
    """Tell whether a process holds the lock file at `path`."""
    with suppress(OSError), path.open("rb") as file:
        return fcntl is not None and not _can_lock(file, fcntl.LOCK_SH)
    return False


def _acquire(file: IO[bytes], patience: float, on_wait: Callable[[], None] | None) -> None:
    start = time.monotonic()
    while fcntl is not None and not _can_lock(file, fcntl.LOCK_EX):
        waited = time.monotonic() - start
        if waited >= patience:
            raise ArchiveBusy(
                "Another newsctl is changing the archive.", hint="Try again in a moment."
            )
        if on_wait and waited >= _A_MOMENT:
            on_wait()
            on_wait = None
        # who has waited longest looks most often, and so is likely to be next
        time.sleep(_LONGEST_PAUSE / (1 + _SHORTER_EACH_SECOND * waited))


def _can_lock(file: IO[bytes], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
