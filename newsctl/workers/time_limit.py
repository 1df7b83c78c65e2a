"""A limit on processor time."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError if the block uses more processor time, even during a match of `re`.

    Processor time is used so that a busy machine makes no difference; `re` checks for signals.
    There is no limit outside of the main thread, nor on Windows, which has no such timer; Ctrl-C
    works there. A timer that is already running is resumed afterwards.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, left)
        signal.signal(signal.SIGVTALRM, before)


def _end(*_: object) -> NoReturn:
    raise TimeoutError
