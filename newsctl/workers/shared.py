"""Work that is done once for all threads that wait for it at the same time."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_OutcomeT = TypeVar("_OutcomeT")


class SharedWork(Generic[_OutcomeT]):
    """Work whose result is shared by all callers who came before it began.

    A caller who comes while it runs waits for the next run, with all others. So the result always
    includes what happened before the call, and a hundred simultaneous calls run it twice at most.
    """

    def __init__(self, work: Callable[[], _OutcomeT]) -> None:
        self._work = work
        self._joining, self._working = Lock(), Lock()
        self._next: Future[_OutcomeT] | None = None

    def __call__(self) -> _OutcomeT:
        """Return the result of a run that begins after this call, or raise its exception."""
        with self._joining:
            is_first = self._next is None
            mine = self._next = self._next or Future()
        if is_first:
            self._do(mine)
        return mine.result()

    def _do(self, mine: Future[_OutcomeT]) -> None:
        """Run the work, and pass its result to all callers that waited for this run."""
        try:
            with self._working:
                with self._joining:
                    self._next = None  # a run that has begun may miss what happens from here on
                outcome = self._work()
        except BaseException as error:
            with self._joining:
                self._next = None if self._next is mine else self._next
            mine.set_exception(error)
            raise
        mine.set_result(outcome)
