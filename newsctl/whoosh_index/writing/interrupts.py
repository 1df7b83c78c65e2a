"""Ctrl-C, held back while something is half done."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of a short block; then KeyboardInterrupt is raised."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt


@contextmanager
def interrupted_between() -> Iterator[AbstractContextManager[None]]:
    """Give a block to enter many times, each of which Ctrl-C waits for the end of.

    To enter it costs nothing; to change what a signal does, as `uninterrupted` does twice, takes a
    twentieth of reading a post.
    """
    step = _Step()
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield step
        return
    before = signal.signal(signal.SIGINT, step.hear)
    try:
        yield step
    finally:
        signal.signal(signal.SIGINT, before)


class _Step:
    """What is done as a whole, again and again."""

    def __init__(self) -> None:
        self._is_within = self._is_stopped = False

    def __enter__(self) -> None:
        self._is_within = True

    def __exit__(self, *_: object) -> None:
        self._is_within = False
        if self._is_stopped:
            raise KeyboardInterrupt

    def hear(self, *_: Any) -> None:
        """Stop at the end of the step, or at once between two."""
        self._is_stopped = True
        if not self._is_within:
            raise KeyboardInterrupt
