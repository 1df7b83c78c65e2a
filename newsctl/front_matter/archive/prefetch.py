"""Prefetch: a scan of an archive's files in a child process.

A scan of 100,000 files takes longer than starting Python, Typer and the index. A thread would not
help, since one stat call is as short as the wait for the interpreter's lock. So a child process is
forked in the middle of the scan, completes it, and sends the result through a pipe.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from zlib import crc32

from newsctl.core.archive.stat_cache import FoundFiles, LeftOut, Listing
from newsctl.core.post.post import PostPath
from newsctl.front_matter.archive.discovery import Walk
from newsctl.front_matter.archive.post_rules import PostRules
from newsctl.front_matter.archive.sites import site_at
from newsctl.workers import processors
from newsctl.workers.child import Child

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from newsctl.core.settings import Settings
    from newsctl.front_matter.archive.discovery import FolderNames

_FEW_FILES = 300  # are looked at in 1 ms; a child takes that to begin


class WalkAhead:
    """A scan of one archive that has begun.

    Raises ArchiveError when the archive's folder cannot be read.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self._about = (root, settings)
        self._walk = Walk(str(root), PostRules(settings, site_at(root)))
        self._child: Child | None = None
        self._is_whole = True
        steps = self._walk.steps()
        ahead = 0
        for step in steps:
            ahead += step.size
            if ahead > _FEW_FILES:
                self._is_whole = False
                self._child = self._fork(steps)
                break

    @property
    def is_running(self) -> bool:
        """Whether the child has not finished, so that `posts` would block."""
        return self._child is not None and not self._child.has_output

    def posts(
        self, root: Path, settings: Settings, like: Mapping[str, Listing]
    ) -> FoundFiles | None:
        """Return the result; None if the scan was of another archive or failed. May block.

        Names equal to those in `like`, by folder, are not sent: they are three quarters of the
        data.
        """
        if (root, settings) != self._about:
            return None
        if self._is_whole:
            return self._walk.posts()
        parts = self._child.result() if self._child else None
        if self._child is None or parts is None:
            return None
        left_out, *parts = parts
        folders, checks, stamps = [*map(os.fsdecode, parts[::3])], parts[1::3], parts[2::3]
        names = [like[folder].names for folder in folders if folder in like]
        if [*map(_check, names)] != checks:
            names = self._child.result() or []
        self._child.close()
        if len(names) != len(folders):
            return None
        found = FoundFiles(dict(zip(folders, map(Listing, names, stamps), strict=True)))
        found.left_out = tuple(_unpacked(left_out))
        return found

    def leave(self) -> None:
        """Kill the child if it still runs."""
        if self._child is not None:
            self._child.end()

    def _fork(self, steps: Iterator[FolderNames]) -> Child | None:
        """Fork a child that completes the scan, if that is useful and possible."""
        if not _can_fork():
            return None
        parent = os.getpid()

        def go_on() -> Iterator[bytes | None]:
            for _ in steps:
                if os.getppid() != parent:
                    sys.exit("nobody is there to ask")
            yield _packed(self._walk.unexpected)
            listings = self._walk.posts().listings
            for folder, (names, stamps) in listings.items():
                yield from (os.fsencode(folder), _check(names), stamps)
            yield None
            for names, _ in listings.values():
                yield names

        return Child.begin(go_on)


def _packed(left_out: Iterable[LeftOut]) -> bytes:
    return b"".join(os.fsencode(f"{path}\0{reason}\0") for path, reason in left_out)


def _unpacked(data: bytes) -> Iterator[LeftOut]:
    pieces = os.fsdecode(data).split("\0")
    for path, reason in zip(pieces[::2], pieces[1::2], strict=False):
        yield LeftOut(PostPath(path), reason)


def _check(names: bytes) -> bytes:
    """Return a checksum of names: their length and CRC-32.

    A collision is harmless: a renamed file also has a new stamp, where the file system keeps ctime.
    """
    return len(names).to_bytes(8) + crc32(names).to_bytes(4)


def _can_fork() -> bool:
    """Tell whether a child can be forked, and has a processor of its own."""
    if not hasattr(os, "fork") or processors() < 2:
        return False
    if None in {sys.stdin, sys.stdout, sys.stderr}:  # closed, so that a pipe would take its number
        return False
    threading = sys.modules.get("threading")  # a lock that a thread holds stays locked in a child
    return threading is None or threading.active_count() == 1
