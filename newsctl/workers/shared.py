"""Work that is done once for all who wait for it at the same time."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_OutcomeT = TypeVar("_OutcomeT")


class SharedWork(Generic[_OutcomeT]):
    """Work whose outcome is that of all who asked for it before it began.

    Who asks while it is being done waits for the next time, with all others who do. So what
    happened before one asked is always in the outcome, and for a hundred who ask at once it is done
    twice at most.
    """

    def __init__(self, work: Callable[[], _OutcomeT]) -> None:
        self._work = work
        self._joining, self._working = Lock(), Lock()
        self._next: Future[_OutcomeT] | None = None

    def __call__(self) -> _OutcomeT:
        """Return the outcome of work that begins after this call, or raise what it raises."""
        with self._joining:
            is_first = self._next is None
            mine = self._next = self._next or Future()
        if is_first:
            self._do(mine)
        return mine.result()

    def _do(self, mine: Future[_OutcomeT]) -> None:
        try:
            with self._working:
                with self._joining:
                    self._next = None  # what happens from here on it may miss
                outcome = self._work()
        except BaseException as error:
            with self._joining:
                self._next = None if self._next is mine else self._next
            mine.set_exception(error)
            raise
        mine.set_result(outcome)
