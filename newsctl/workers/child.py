"""A child process that works something out beside this one, and hands it over by a pipe."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from select import select
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SIZE = 8
"""Bytes that tell how many of a part follow."""

_DONE = b"\xff" * _SIZE
"""What stands in their place after the last part of a result."""

_MOST_OPEN = 256
"""Descriptors that may have been handed on by whoever called the program."""


class Child:
    """A process that was forked, and goes on from where this one had come.

    It says nothing of a failure, holds none of the streams open, and leaves what Python would do at
    the end of a process, which is that of the one that began it.
    """

    def __init__(self, process: int, pipe: int) -> None:
        self._process: int | None = process
        self._pipe = os.fdopen(pipe, "rb")
        # Until its first result: what is at work at the end is killed, all others end by themselves
        self._is_at_work = True

    @classmethod
    def begin(cls, work: Callable[[], Iterable[bytes | None]]) -> Child | None:
        """Begin one that works something out, in parts. None where it cannot be.

        A None among the parts ends a result, and others may follow.
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
        """Whether a part of the next result has come."""
        return bool(select([self._pipe], [], [], 0)[0])

    def result(self) -> list[bytes] | None:
        """Wait for what it has worked out next, and return it. None for no more, or a failure.

        How it ends is not waited for: to give back its memory takes a process 2 ms.
        """
        found = None if self._pipe.closed else _received(self._pipe)
        self._is_at_work = self._is_at_work and found is None
        return found

    def close(self) -> None:
        """Want no more results of it. It ends when it would hand over one."""
        self._pipe.close()

    def end(self) -> None:
        """Let it be no more, whether it is at work or done."""
        if self._process is None:
            return
        process, self._process = self._process, None
        self.close()
        if self._is_at_work:
            from signal import SIGKILL  # noqa: PLC0415 -- 4 ms, and rarely is there one at work

            os.kill(process, SIGKILL)
        os.waitpid(process, 0)


def _received(pipe: BinaryIO) -> list[bytes] | None:
    """Return the parts, None where they do not come to their end.

    The size of each is known before, so that none is copied: 10 MB take 10 ms.
    """
    parts: list[bytes] = []
    while size := pipe.read(_SIZE):
        if size == _DONE:
            return parts
        parts.append(pipe.read(int.from_bytes(size)))
    return None


def _hand_over(work: Callable[[], Iterable[bytes | None]], pipe: int) -> NoReturn:
    """Work as the child, hand over what comes of it, and end."""
    status = 1
    with suppress(BaseException):  # an interruption is the parent's too
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
