"""A process beside the server that looks at the files, and brings the index up to them.

To look at 100,000 files is to wait as often for the interpreter's lock, which the threads that
compute answers hold: beside eight of them a look of half a second takes half a minute. A process
of its own has a lock of its own, and the second processor.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from newsctl.cli.snapshot_context import SnapshotContext, without_processes
from newsctl.core.archive.ports import Freshness
from newsctl.core.errors import NewsctlError
from newsctl.workers import processors
from newsctl.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsctl.library import OpenArchive
    from newsctl.workers.pool import Report

_LOOKS_ALL_THE_SAME = 10.0
"""Seconds after which files are looked at though the system told of no change."""


@contextmanager
def kept_beside(archive: OpenArchive) -> Iterator[None]:
    """Let a process look at an archive's files, until the end of the block.

    It is begun before there are threads. Without a second one (`NEWSCTL_PROCESSES=1`), where none
    can be begun, and once it has ended, the server looks itself.
    """
    if processors() == 1:
        yield
        return
    try:
        pool = WorkerPool(partial(_IndexKeeper, archive.root), 1)
    except OSError:
        yield
        return

    def bring_up() -> bool:
        try:
            return all(pool.ask_all("bring_up"))
        except (ChildProcessError, OSError):
            return False

    with pool:
        archive.look_by(bring_up)
        try:
            yield
        finally:
            archive.look_by(None)


class _IndexKeeper:
    """Keeps the index of an archive up to its files."""

    def __init__(self, root: Path, _report: Report) -> None:
        self._begin(SnapshotContext(archive_option=root))

    def _begin(self, context: SnapshotContext) -> None:
        self._context = context
        context.hear_of_changes()
        self._is_up = False
        self._looks_by = 0.0

    def bring_up(self) -> bool:
        """Look at the files, and tell whether the index on disk has all of them now.

        While the system tells of no change, they are looked at every _LOOKS_ALL_THE_SAME seconds.
        """
        try:
            context = self._context.as_configured_now()
        except NewsctlError:  # who serves finds the same, and tells it
            return False
        if context is not self._context:
            if self._context.folder_watch:
                self._context.folder_watch.close()
            self._begin(context)
        watch = self._context.folder_watch
        if self._is_up and watch and time.monotonic() < self._looks_by and not watch.has_heard():
            return True
        if watch:
            watch.begin_look()
        self._looks_by = time.monotonic() + _LOOKS_ALL_THE_SAME
        with without_processes():
            found = self._context.archive.synchronise()
        self._is_up = found.freshness is Freshness.FRESH
        return self._is_up
