"""A look at an archive's files that goes on beside the work of this process.

To look at 100,000 files takes longer than to start Python, Typer and the index. A thread would not
help: a look at one file is as short as the wait for the interpreter's lock. So a child process goes
on with it, from where this one has come, and sends what it found through a pipe.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from newsctl.core.filed import Files
from newsctl.core.listings import Listing
from newsctl.front_matter.discovery import Walk
from newsctl.front_matter.looking_together import LooksTogether, close_all_but
from newsctl.front_matter.post_rules import PostRules
from newsctl.front_matter.sites import is_jekyll_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsctl.core.settings import Settings
    from newsctl.front_matter.discovery import Step

_FEW_FILES = 300  # are looked at in 1 ms; a child takes that to begin
_MOST_MATES = 3  # the disk's cache is one, and each has a process to start


class WalkAhead:
    """A look at the posts of one archive, as its settings have them, that has begun.

    Raises ArchiveError when the archive's folder cannot be read.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self._about = (root, settings)
        self._walk = Walk(str(root), PostRules(settings, jekyll=is_jekyll_site(root)))
        self._child: _Child | None = None
        self._is_whole = True
        steps = self._walk.steps()
        ahead = 0
        for step in steps:
            ahead += step.size
            if ahead > _FEW_FILES:
                self._is_whole = False
                self._child = _Child.going_on(self._walk, steps)
                break

    def posts(self, root: Path, settings: Settings) -> Files | None:
        """Return what was found, None if this was no look at these, or has failed. It may wait."""
        if (root, settings) != self._about:
            return None
        if self._child is not None:
            return self._child.posts()
        return self._walk.posts() if self._is_whole else None

    def leave(self) -> None:
        """End the child, if there is one still."""
        if self._child is not None:
            self._child.end()


class _Child:
    """The process that goes on, and the pipe that it sends what it found through."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process: int | None = process
        self._pipe = pipe

    @classmethod
    def going_on(cls, walk: Walk, steps: Iterator[Step]) -> _Child | None:
        """Begin one, where that is of use and can be done."""
        if not _can_fork():
            return None
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return None
        if process == 0:
            _finish(walk, steps, writing)
        os.close(writing)
        return cls(process, reading)

    def posts(self) -> Files | None:
        """Return what it found, None if it has failed."""
        if self._process is None:
            return None
        with open(self._pipe, "rb", closefd=False) as pipe:
            data = pipe.read()
        if self._status(self._process) != 0:
            return None
        listings = marshal.loads(data)  # noqa: S302 -- written by this program, a moment ago
        return Files({folder: Listing(*packed) for folder, packed in listings.items()})

    def end(self) -> None:
        """Let it be no more, whether it is at work or done."""
        if self._process is not None:
            from signal import SIGKILL  # noqa: PLC0415 -- 4 ms, and rarely is there one to end

            with suppress(ProcessLookupError):
                os.kill(self._process, SIGKILL)
            self._status(self._process)

    def _status(self, process: int) -> int:
        _, status = os.waitpid(process, 0)
        self._process = None
        os.close(self._pipe)
        return status


def _can_fork() -> bool:
    """Tell whether a child can be begun, and has a processor of its own to run on."""
    if not hasattr(os, "fork") or _processors() < 2:
        return False
    if None in {sys.stdin, sys.stdout, sys.stderr}:  # closed, so that a pipe would be in its place
        return False
    threading = sys.modules.get("threading")  # a lock that a thread holds stays locked in a child
    return threading is None or threading.active_count() == 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _finish(walk: Walk, steps: Iterator[Step], pipe: int) -> NoReturn:
    """Go on with a walk as the child, send what was found, and end. Nothing is said of a failure.

    It ends with its parent, holds none of its streams open, and leaves what Python would do at
    the end of a process, which is the parent's.
    """
    status = 1
    with suppress(BaseException):  # an interruption is the parent's too
        parent = os.getppid()
        _leave_streams(pipe)
        with LooksTogether(mates=min(_processors() - 1, _MOST_MATES)) as looks:
            walk.look_at = looks.look_at
            for _ in steps:
                if os.getppid() != parent:
                    break
            else:
                _send(walk.posts(), pipe)
                status = 0
    os._exit(status)


def _leave_streams(pipe: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    close_all_but(pipe)


def _send(found: Files, pipe: int) -> None:
    packed = {folder: tuple(listing) for folder, listing in found.listings.items()}
    with open(pipe, "wb") as stream:
        stream.write(marshal.dumps(packed))
