"""Deadlines for queries that compute for too long or whose client has gone.

The caller sets a deadline, and long computations check it between steps: words of a query, segments
of an index, posts of a page. Python cannot end a thread from outside.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time
from typing import TYPE_CHECKING

from newsctl.core.errors import TookTooLong
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    IsOver = Callable[[], bool]

_IS_OVER: ContextVar[IsOver | None] = ContextVar("_IS_OVER", default=None)


@contextmanager
def ended_when(is_over: IsOver) -> Iterator[None]:
    """Within this block, have `check_deadline` raise TookTooLong once `is_over` is true."""
    before = _IS_OVER.set(is_over)
    try:
        yield
    finally:
        _IS_OVER.reset(before)


def after(seconds: float) -> IsOver:
    """Return a test whether this thread has used so many seconds of processor time from now on.

    Processor time is used so that a busy machine ends no query that would succeed on another.
    """
    end = thread_time() + seconds
    return lambda: thread_time() > end


def check_deadline() -> None:
    """Raise TookTooLong if the deadline of the current query has passed."""
    is_over = _IS_OVER.get()
    if is_over is not None and is_over():
        hint = _("Ask for less: whole words, a longer beginning, a field or a period.")
        raise TookTooLong(_("To answer this takes too long."), hint=hint)
