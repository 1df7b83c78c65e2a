"""The lock between newsctl processes that change one archive.

It is on the archive's folder itself, so that it is shared by all users, by whatever path they open
it and wherever their data is; it needs no write permission there. If the system cannot lock folders
(NFS locks only what is open for writing: flock(2), "NFS details"), it is on a file of the user.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveBusy
from newsctl.core.messages import _
from newsctl.storage.private_folders import make_private

try:
    import fcntl
except ImportError:  # Windows: nothing is overwritten either, but two checks may cross
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 10.0
"""Seconds to wait for one's turn: adding a post takes a fraction of one."""

_A_MOMENT = 0.5
"""Seconds after which a person wants to know what is waited for."""

_LONGEST_PAUSE = 0.05
_SHORTER_EACH_SECOND = 4


class _NoLocks(Exception):
    """The system cannot lock this file or folder."""


@dataclass(frozen=True, slots=True)
class WriteLock:
    """The lock on `folder`, else on the file `path`; writers wait `patience` seconds for it.

    `on_wait` is called once a wait has lasted a moment.
    """

    path: Path
    folder: Path | None = None
    patience: float = PATIENCE
    on_wait: Callable[[], None] | None = None

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the lock, after waiting for its present holder. Raises ArchiveBusy.

        It is released when the process ends. Yields False if neither can be locked.
        """
        descriptor = self._held_descriptor()
        try:
            yield descriptor is not None
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def is_held(self) -> bool:
        """Tell whether a process holds the lock."""
        for descriptor in self._descriptors(os.O_RDWR):
            try:
                return not _can_lock(descriptor)
            except _NoLocks:
                continue
            finally:
                os.close(descriptor)
        return False

    def _held_descriptor(self) -> int | None:
        """Return the descriptor that was locked; None if nothing can be locked."""
        for descriptor in self._descriptors(os.O_RDWR | os.O_CREAT):
            try:
                _acquire(descriptor, self.patience, self.on_wait)
            except _NoLocks:
                os.close(descriptor)
            except BaseException:
                os.close(descriptor)
                raise
            else:
                return descriptor
        return None

    def _descriptors(self, flags: int) -> Iterator[int]:
        """Open what can be locked: the folder, then the file, which `flags` may create."""
        if self.folder is not None and fcntl is not None:
            with suppress(OSError):
                yield os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):
            if flags & os.O_CREAT:
                make_private(self.path.parent, within=self.path.parent)
            yield os.open(self.path, flags, 0o600)


@contextmanager
def others_kept_out(folder: Path, archive: Path) -> Iterator[bool]:
    """Lock a folder and its parents against writers, except the archive, as archives nest.

    Yields False if another archive among them is being changed.
    """
    inner = Path(os.path.realpath(folder))
    own = Path(os.path.realpath(archive))
    with ExitStack() as held:
        yield all(_is_ours(place, held) for place in (inner, *inner.parents) if place != own)


def _is_ours(folder: Path, held: ExitStack) -> bool:
    """Lock a folder unless another process has; True also if it cannot be locked."""
    if fcntl is None:
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return True
    held.callback(os.close, descriptor)
    try:
        return _can_lock(descriptor, is_shared=True)  # shared with others that only check
    except _NoLocks:
        return True


def _acquire(file: int, patience: float, on_wait: Callable[[], None] | None) -> None:
    """Lock a file, waiting up to `patience` seconds. Raises ArchiveBusy."""
    start = time.monotonic()
    while not _can_lock(file):
        waited = time.monotonic() - start
        if waited >= patience:
            raise ArchiveBusy(
                _("Another newsctl is changing the archive."), hint=_("Try again in a moment.")
            )
        if on_wait and waited >= _A_MOMENT:
            on_wait()
            on_wait = None
        # whoever has waited longest tries most often, and so is likely to be next
        time.sleep(_LONGEST_PAUSE / (1 + _SHORTER_EACH_SECOND * waited))


def _can_lock(file: int, *, is_shared: bool = False) -> bool:
    """Lock a file unless another process has; with `is_shared`, unless it has it exclusively.

    Raises _NoLocks if the system cannot lock it.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise _NoLocks from error
    return True
