"""A progress bar on standard error, which appears only after some waiting."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from newsctl.core.archive.ports import Progress
    from newsctl.rendering.terminal import Terminal

PATIENCE = 0.5
"""Seconds that may pass without a word."""


@contextmanager
def progress(
    what: str,
    stream: TextIO,
    terminal: Terminal,
    *,
    clock: Callable[[], float] = time.monotonic,
    quiet: bool = False,
) -> Iterator[Progress]:
    """Return a callback that takes the number done and the total, and shows a bar.

    The bar has the count, the rate and the time left; it disappears when the work ends. Nothing is
    shown if `stream` is not a terminal, or a dumb one, or with `quiet`.
    """
    if quiet or not terminal.animates:
        yield _ignore
        return
    bar = _Bar(what, stream, terminal, clock)
    try:
        yield bar.update
    finally:
        bar.stop()


def _ignore(_done: int, _total: int) -> None:
    pass


class _Bar:
    """Rich's progress bar, imported and shown after a delay."""

    def __init__(
        self, what: str, stream: TextIO, terminal: Terminal, clock: Callable[[], float]
    ) -> None:
        self._what = what
        self._stream = stream
        self._terminal = terminal
        self._clock = clock
        self._begun = clock()
        self._shown: tuple[RichProgress, TaskID] | None = None

    def update(self, done: int, total: int) -> None:
        if self._shown is None:
            before = self._clock() - self._begun
            if before < PATIENCE:
                return
            self._shown = self._show(done, total, before)
        bar, task = self._shown
        bar.update(task, completed=done, total=total)

    def stop(self) -> None:
        if self._shown:
            self._shown[0].stop()

    def _show(self, done: int, total: int, before: float) -> tuple[RichProgress, TaskID]:
        # a third of the start-up of a program that almost never shows a bar
        from newsctl.rendering.progress_bar import started_bar  # noqa: PLC0415

        return started_bar(self._what, (done, total), before, self._stream, self._terminal)
