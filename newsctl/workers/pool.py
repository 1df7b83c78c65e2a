"""Pools of worker processes that never outlive their parent.

They are forked on Linux, where that is fast, and otherwise started by Python's default method:
macOS has libraries that break in a forked process. They leave Ctrl-C to the parent, which then
kills them, and exit when it exits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self

from newsctl.core.messages import _
from newsctl.workers.interrupts import interrupts_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Report = Callable[[int], None]
    """Receives how far something is."""

    MakeWorker = Callable[[Report], object]
    """Makes, in a process of the pool, what does there what is asked; it may report how far."""

AHEAD = 4
"""Items for each process that may be taken before the first of them is done."""

_PROGRESS, _DONE, _FAILED = "progress", "done", "failed"


class WorkerPool:
    """Several processes, each with a worker object whose methods are called.

    Raises OSError, or an error of pickle, if they cannot be started; ChildProcessError if one has
    died.
    """

    def __init__(self, make: MakeWorker, processes: int) -> None:
        self._workers: list[_Process] = []
        try:
            with interrupts_held():
                for _ in range(processes):
                    self._workers.append(_Process(make))
        except BaseException:
            self.cancel()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    @property
    def size(self) -> int:
        """The number of processes."""
        return len(self._workers)

    def ask_all(self, method: str, *arguments: Any) -> list[Any]:
        """Call a method of every worker, and return the results."""
        return self.ask_each(method, [arguments] * self.size)

    def ask_each(self, method: str, arguments: Iterable[Sequence[Any]]) -> list[Any]:
        """Call a method of every worker with its own arguments, and return the results."""
        self.begin_each(method, arguments)
        return self.answers(lambda _: None)

    def begin_each(self, method: str, arguments: Iterable[Sequence[Any]]) -> None:
        """Call a method of every worker without waiting for it."""
        for worker, own in zip(self._workers, arguments, strict=True):
            worker.ask(method, *own)

    def answers(self, report: Report) -> list[Any]:
        """Wait for the results of all workers. `report` receives the sum of their progress."""
        calls = [worker.call for worker in self._workers]
        while not all(call.is_done for call in calls):
            self._receive()
            report(sum(call.progress for call in calls))
        return [call.answer for call in calls]

    def map(self, method: str, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of a method for each item, in the order of the items."""
        rest = iter(items)
        calls: deque[_Call] = deque()
        while True:
            idle = (worker for worker in self._workers if worker.call.is_done)
            room = AHEAD * self.size - len(calls)
            for worker, item in zip(idle, islice(rest, room), strict=False):
                calls.append(worker.ask(method, item))
            if not calls:
                return
            if calls[0].is_done:
                yield calls.popleft().answer
            else:
                self._receive()

    def cancel(self) -> None:
        """Kill all processes."""
        with interrupts_held():
            for worker in self._workers:
                worker.kill()
            for worker in self._workers:
                worker.join()
            self._workers.clear()

    def _receive(self) -> None:
        """Wait for a message of a worker, and process it."""
        busy = [worker for worker in self._workers if not worker.call.is_done]
        ready = wait([worker.connection for worker in busy])
        for worker in busy:
            if worker.connection in ready:
                worker.receive()


class _Call:
    """A call of a worker: its progress, and finally its result."""

    def __init__(self, *, is_done: bool = False) -> None:
        self.is_done = is_done
        self.progress = 0
        self.answer: Any = None


class _Process:
    """One process of a pool, seen from the parent; `call` is its current or last call."""

    def __init__(self, make: MakeWorker) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.connection, other = context.Pipe()
        self.call = _Call(is_done=True)
        try:
            self._process = context.Process(target=_work, args=(make, other), daemon=True)
            self._process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            other.close()

    def ask(self, method: str, *arguments: Any) -> _Call:
        """Call a method of the worker; the result arrives by `receive`."""
        self.connection.send((method, arguments))
        self.call = _Call()
        return self.call

    def receive(self) -> None:
        """Process a message. Raises the worker's exception, or ChildProcessError if it ended."""
        try:
            kind, content = self.connection.recv()
        except (EOFError, ConnectionError):
            raise ChildProcessError(_("a process that newsctl started has ended")) from None
        if kind == _PROGRESS:
            self.call.progress = content
        elif kind == _FAILED:
            raise content
        else:
            self.call.is_done, self.call.answer = True, content

    def kill(self) -> None:
        """Kill the process."""
        self._process.kill()

    def join(self) -> None:
        """Wait until the process has exited."""
        self._process.join()
        self._process.close()
        self.connection.close()


def _work(make: MakeWorker, connection: Connection) -> None:
    """Serve calls until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it was not blocked
    threading.Thread(target=_end_with_parent, daemon=True).start()
    worker: object | None = None
    while True:
        try:
            method, arguments = connection.recv()
        except EOFError:
            return
        try:
            if worker is None:
                worker = make(lambda number: connection.send((_PROGRESS, number)))
            answer = _DONE, getattr(worker, method)(*arguments)
        except Exception as error:  # noqa: BLE001 -- raised again where it was asked for
            answer = _FAILED, error
        connection.send(answer)


def _end_with_parent() -> None:
    """Exit as soon as the parent does, even in the middle of a call."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)
