"""A process beside the web server that scans files and updates the index.

Scanning 100,000 files takes the interpreter's lock as often, and threads that compute answers hold
it: beside eight of them a scan of half a second takes half a minute. A separate process has its own
lock, and the second processor.
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

_SECONDS_BETWEEN_SCANS = 10.0
"""Seconds after which files are scanned although the system reported no change."""


@contextmanager
def kept_beside(archive: OpenArchive) -> Iterator[None]:
    """Run a process that updates an archive's index, until the end of the block.

    It is started before any threads. Without a second processor (`NEWSCTL_PROCESSES=1`), or if it
    cannot be started or has died, the server scans itself.
    """
    if processors() == 1:
        yield
        return
    try:
        pool = WorkerPool(partial(_IndexKeeper, archive.root), 1)
    except OSError:
        yield
        return

    def bring_up_to_date() -> bool:
        try:
            return all(pool.ask_all("bring_up_to_date"))
        except (ChildProcessError, OSError):
            return False

    with pool:
        archive.scan_by(bring_up_to_date)
        try:
            yield
        finally:
            archive.scan_by(None)


class _IndexKeeper:
    """Keeps the index of an archive up to date."""

    def __init__(self, root: Path, _report: Report) -> None:
        self._begin(SnapshotContext(archive_option=root))

    def _begin(self, context: SnapshotContext) -> None:
        self._context = context
        context.watch_folders()
        self._is_up = False
        self._next_scan = 0.0

    def bring_up_to_date(self) -> bool:
        """Scan the files, and tell whether the index on disk is up to date.

        While the system reports no change, they are scanned only once in _SECONDS_BETWEEN_SCANS.
        """
        try:
            context = self._context.as_configured_now()
        except NewsctlError:  # the server meets the same error, and reports it
            return False
        if context is not self._context:
            if self._context.folder_watch:
                self._context.folder_watch.close()
            self._begin(context)
        watch = self._context.folder_watch
        if self._is_up and watch and time.monotonic() < self._next_scan and not watch.has_changes():
            return True
        if watch:
            watch.begin_scan()
        self._next_scan = time.monotonic() + _SECONDS_BETWEEN_SCANS
        with without_processes():
            found = self._context.archive.synchronise()
        self._is_up = found.freshness is Freshness.FRESH
        return self._is_up
