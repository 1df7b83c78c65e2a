"""The lock between newsctl processes that change one archive. It lies in the user's cache."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveBusy

try:
    import fcntl
except ImportError:  # Windows: nothing is overwritten there either, but two checks may cross
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

PATIENCE = 5.0
"""Seconds to wait for another newsctl: adding a post takes a fraction of one."""

_PAUSE = 0.02


@contextmanager
def write_lock(path: Path | None, *, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock file at `path`, waiting for whoever holds it. Raises ArchiveBusy.

    The lock goes with the process that holds it. Where no lock file is given, or can be made,
    there is none, and False is given.
    """
    if path is None:
        yield False
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = path.open("ab")
    except OSError:
        yield False
        return
    with file:
        _acquire(file, time.monotonic() + patience)
        yield True


def _acquire(file: IO[bytes], until: float) -> None:
    while fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise ArchiveBusy(
                    "Another newsctl is changing the archive.", hint="Try again in a moment."
                ) from None
            time.sleep(_PAUSE)
        else:
            return
