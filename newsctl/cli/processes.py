"""Posts looked at by several processes side by side, in order, with little in memory at a time."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from newsctl.core.check.rule_run import BatchResult, CheckBatch, PostBatch

AHEAD = 4
"""Batches for each process that may wait to be looked at, or to be told of."""

_own: list[CheckBatch] = []  # what this process looks with, if it is one of several


def looks_in_processes(
    made: Callable[[], CheckBatch],
    batches: Iterable[PostBatch],
    processes: int,
    method: str | None = None,
) -> Iterator[BatchResult]:
    """Yield what is seen of each batch, in their order.

    `made` goes to each process and makes there what looks. `method` is how processes are started,
    by default as Python does on this system. Where none can be, this one does all the work.
    Raises ArchiveError when a process is ended from outside.
    """
    pool = None
    try:
        with _interrupts_kept():  # or one that comes now would find no pool to shut down
            pool = _started(made, processes, method)
        if pool is None:
            yield from map(made(), batches)
        else:
            yield from _looked_at_in(pool, batches, AHEAD * processes)
    except BrokenProcessPool as error:
        raise ArchiveError(
            "A process that was checking posts has been ended.", hint="Is there enough memory?"
        ) from error
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _looked_at_in(
    pool: ProcessPoolExecutor, batches: Iterable[PostBatch], most_waiting: int
) -> Iterator[BatchResult]:
    waiting: deque[Future[BatchResult]] = deque()
    for batch in batches:
        with _interrupts_kept():
            waiting.append(pool.submit(_look, batch))
        if len(waiting) > most_waiting:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _started(
    made: Callable[[], CheckBatch], processes: int, method: str | None
) -> ProcessPoolExecutor | None:
    """Start processes; None where the system has no room or no semaphores for them."""
    try:
        pool = ProcessPoolExecutor(
            processes, get_context(method), initializer=_begin, initargs=(made,)
        )
        pool.submit(int)  # which starts the first process, or fails to
    except (OSError, ImportError, NotImplementedError):
        return None
    return pool


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Start processes to which Ctrl-C means nothing: the one that started them ends them.

    What is blocked here stays blocked in them from their first moment on; here it only waits.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(made: Callable[[], CheckBatch]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own[:] = [made()]


def _end_with_parent() -> None:
    """End when the process is gone that hands out work: nobody else would tell this one to."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _look(batch: PostBatch) -> BatchResult:
    return _own[0](batch)
