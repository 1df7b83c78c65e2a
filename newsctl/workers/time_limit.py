"""An end to what may take for ever."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in a block that computes for longer, also while `re` looks for a pattern.

    Seconds are those of the processor, so that a busy machine changes nothing; `re` heeds signals
    as it goes. There is no limit beside the main thread, and none on Windows, which has no such
    timer; Ctrl-C ends it there. A timer that runs already goes on after it.
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
