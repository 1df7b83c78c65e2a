"""An end to a question that computes for too long, or that nobody waits for any more.

Whoever asks sets it, and whatever computes looks at it between the parts of its work: words of a
query, segments of an index, posts of a page. A thread cannot be ended from outside.
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
    """Raise TookTooLong in a block, from `look_at_deadline`, as soon as it is over."""
    before = _IS_OVER.set(is_over)
    try:
        yield
    finally:
        _IS_OVER.reset(before)


def after(seconds: float) -> IsOver:
    """Tell whether this thread has computed for so long from now on.

    Seconds are those of the processor: a busy machine ends no question that another would answer.
    """
    end = thread_time() + seconds
    return lambda: thread_time() > end


def look_at_deadline() -> None:
    """Raise TookTooLong where the question that is being answered is over."""
    is_over = _IS_OVER.get()
    if is_over is not None and is_over():
        hint = _("Ask for less: whole words, a longer beginning, a field or a period.")
        raise TookTooLong(_("To answer this takes too long."), hint=hint)
