"""The web server: threads on this machine until Ctrl-C, and a process beside them that scans files.

Scanning 100,000 files takes the interpreter's lock as often, and threads that compute answers hold
it: beside eight of them a scan of half a second takes half a minute. A separate process has its own
lock, and the second processor.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from waitress.server import MultiSocketServer, create_server

import newsctl
from newsctl.cli.reading.language import language_named
from newsctl.cli.snapshot_context import SnapshotContext, without_processes
from newsctl.cli.web.app import ArchiveSite
from newsctl.cli.web.questions import ServedArchive
from newsctl.core.archive.ports import Freshness
from newsctl.core.errors import NewsctlError, UsageError
from newsctl.core.messages import _, said_by, translated
from newsctl.rendering.harmless import one_line
from newsctl.workers import processors
from newsctl.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from waitress.server import BaseWSGIServer

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


_THREADS = 64
"""Most of them wait, for a scan of the files or for a slow reader; few compute (`questions`)."""

_MOST_CONNECTIONS = 500
_SLOWEST = 20
"""Seconds that a connection may rest before it is closed, so that some that never ask anything
cannot keep out the others."""

_LOOKS_AT_THEM = 5
"""Seconds between two checks for such connections."""

_LOCAL = "localhost", "127.0.0.1", "::1"


def serve_archive(root: Path, host: str, port: int, names: Sequence[str]) -> None:
    """Serve pages until Ctrl-C. `names` are further host names of this machine.

    Raises UsageError for an address that cannot be listened on.
    """
    opened = newsctl.open(root)
    with kept_beside(opened):
        _serve(ServedArchive(opened), host, port, names)


def _serve(archive: ServedArchive, host: str, port: int, names: Sequence[str]) -> None:
    logging.getLogger("waitress").setLevel(logging.ERROR)  # it need not say that it is busy
    site = ArchiveSite(archive, {*_LOCAL, host, *names}, language_named(os.environ, is_tty=True))
    server = _listening(site, host, port)
    shown = f"[{host}]" if ":" in host else host
    _print(
        _(
            "Serving {name} on {address} - Ctrl-C ends it",
            name=one_line(archive.name),
            address=f"http://{shown}:{_port_of(server)}/",
        )
    )
    if not is_loopback(host):
        _print(_("Everybody who reaches this machine can read the archive."))
    try:
        server.run()
    finally:
        server.close()


def _listening(site: ArchiveSite, host: str, port: int) -> MultiSocketServer | BaseWSGIServer:
    """Return a listening server. Raises UsageError if that is impossible."""
    try:
        return create_server(
            site,
            host=host,
            port=port,
            threads=_THREADS,
            connection_limit=_MOST_CONNECTIONS,
            channel_timeout=_SLOWEST,
            cleanup_interval=_LOOKS_AT_THEM,
            asyncore_use_poll=True,  # select(2) knows no more than 1,024 files
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as error:
        hint = _("Try another: --port 0 takes one that is free.")
        raise UsageError(
            _(
                "Cannot listen on {host}, port {port}: {error}.",
                host=host,
                port=port,
                error=said_by(error),
            ),
            hint=hint,
        ) from error


def _print(message: str) -> None:
    sys.stderr.write(f"{translated(message)}\n")
    sys.stderr.flush()


def _port_of(server: MultiSocketServer | BaseWSGIServer) -> int:
    """Return the port of the server; a name such as localhost may have several addresses."""
    if isinstance(server, MultiSocketServer):
        return int(server.effective_listen[0][1])
    return int(server.effective_port)  # type: ignore[attr-defined]  # its stubs leave it out


def is_loopback(host: str) -> bool:
    """Tell whether an address is reachable only from this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
