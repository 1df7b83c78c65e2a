"""A forked child process that computes something and returns it through a pipe."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from select import select
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SIZE = 8
"""Bytes of the size of a part, before it."""

_DONE = b"\xff" * _SIZE
"""What stands in their place after the last part of a result."""

_MOST_OPEN = 256
"""Descriptors that may have been handed on by whoever called the program."""


class Child:
    """A process forked from this one.

    It reports no errors, holds no streams open, and skips Python's clean-up at exit, which belongs
    to its parent.
    """

    def __init__(self, process: int, pipe: int) -> None:
        self._process: int | None = process
        self._pipe = os.fdopen(pipe, "rb")
        # Until its first result. A child at work at the end is killed; others end by themselves
        self._is_at_work = True

    @classmethod
    def begin(cls, work: Callable[[], Iterable[bytes | None]]) -> Child | None:
        """Fork a child that yields results in parts; None if that is impossible.

        A None among the parts ends one result; others may follow.
        """
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return None
        if process == 0:
            _hand_over(work, writing)
        os.close(writing)
        return cls(process, reading)

    @property
    def has_output(self) -> bool:
        """Whether the first part of the next result has arrived."""
        return bool(select([self._pipe], [], [], 0)[0])

    def result(self) -> list[bytes] | None:
        """Wait for the next result, and return it; None if there is none, or after a failure.

        Its exit is not awaited: freeing its memory takes a process 2 ms.
        """
        found = None if self._pipe.closed else _received(self._pipe)
        self._is_at_work = self._is_at_work and found is None
        return found

    def close(self) -> None:
        """Accept no more results; the child exits when it tries to send one."""
        self._pipe.close()

    def end(self) -> None:
        """Kill the child, whether it has finished or not."""
        if self._process is None:
            return
        process, self._process = self._process, None
        self.close()
        if self._is_at_work:
            from signal import SIGKILL  # noqa: PLC0415 -- 4 ms, and rarely is there one at work

            os.kill(process, SIGKILL)
        os.waitpid(process, 0)


def _received(pipe: BinaryIO) -> list[bytes] | None:
    """Return the parts of a result; None if the pipe ends too early.

    The size of each comes first, so that none is copied: 10 MB take 10 ms.
    """
    parts: list[bytes] = []
    while size := pipe.read(_SIZE):
        if size == _DONE:
            return parts
        parts.append(pipe.read(int.from_bytes(size)))
    return None


def _hand_over(work: Callable[[], Iterable[bytes | None]], pipe: int) -> NoReturn:
    """Run the work in the child, send its results, and exit."""
    status = 1
    with suppress(BaseException):  # the parent is interrupted too
        _leave_streams(pipe)
        with open(pipe, "wb") as stream:
            for part in chain(work(), [None]):
                stream.write(_DONE if part is None else len(part).to_bytes(_SIZE))
                stream.write(part or b"")
                if part is None:
                    stream.flush()
        status = 0
    os._exit(status)


def _leave_streams(pipe: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, pipe + _MOST_OPEN)
