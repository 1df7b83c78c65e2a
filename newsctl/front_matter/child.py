"""A child process that works something out beside this one, and hands it over by a pipe."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SIZE = 8
"""Bytes that tell how many of a part follow."""

_MOST_OPEN = 256
"""Descriptors that may have been handed on by whoever called the program."""


class Child:
    """A process that was forked, and goes on from where this one had come.

    It says nothing of a failure, holds none of the streams open, and leaves what Python would do at
    the end of a process, which is that of the one that began it.
    """

    def __init__(self, process: int, pipe: int) -> None:
        self._process: int | None = process
        self._pipe = pipe

    @classmethod
    def begin(cls, work: Callable[[], Iterable[bytes]]) -> Child | None:
        """Begin one that works something out, in parts. None where it cannot be."""
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

    def result(self) -> list[bytes] | None:
        """Wait for what it has worked out, and return it, once. None when it has failed."""
        if self._process is None:
            return None
        with open(self._pipe, "rb", closefd=False) as pipe:
            parts = [*_received(pipe)]
        return parts if self._status(self._process) == 0 else None

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


def _received(pipe: BinaryIO) -> Iterator[bytes]:
    """Yield each part, whose size is known before, so that none is copied: 10 ms for 10 MB."""
    while size := pipe.read(_SIZE):
        yield pipe.read(int.from_bytes(size))


def _hand_over(work: Callable[[], Iterable[bytes]], pipe: int) -> NoReturn:
    """Work as the child, hand over what comes of it, and end."""
    status = 1
    with suppress(BaseException):  # an interruption is the parent's too
        _leave_streams(pipe)
        with open(pipe, "wb") as stream:
            for part in work():
                stream.write(len(part).to_bytes(_SIZE))
                stream.write(part)
        status = 0
    os._exit(status)


def _leave_streams(pipe: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, pipe + _MOST_OPEN)
