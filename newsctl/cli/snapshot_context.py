"""A context of an archive at one moment, for programs that ask many questions.

The context of a command is for one question. A program asks many, from several threads, while posts
change: so a scan that finds changes makes another context beside the current one, and each question
gets one of its own, with the current date.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from copy import copy
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from newsctl.cli.context import Context
from newsctl.core.archive.archive import Archive
from newsctl.core.messages import _
from newsctl.workers import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from newsctl.core.archive.ports import Progress
    from newsctl.core.errors import IndexDamaged

_KeptT = TypeVar("_KeptT")

_MOST_KEPT = 1_000
"""Answers that are kept whole, some kilobytes each, until the posts change."""

_LOG = logging.getLogger("newsctl")
_LOG.addHandler(logging.NullHandler())


class SnapshotContext(Context):
    """The objects for an archive at one moment. It prints nothing.

    Nothing that it builds refers back to it, so that its memory is freed after the last question.
    """

    _OF_ITS_POSTS = "archive", "facets", "field_names", "_kept"
    _OF_A_QUESTION = "parser", "_moment_of_asking"
    """What is worked out once for the posts as they are, and for each question to them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.configuration = self.settings, self.site
        """Settings and site by which its posts are read, as they were at the beginning."""

    def as_configured_now(self) -> Self:
        """Return this context, or a new one if settings or site have changed."""
        anew = type(self)(archive_option=self.root, env=self.env)
        return self if anew.configuration == self.configuration else anew

    def going_on(self) -> Self:
        """Return a successor, to be updated from the files; this one does not change.

        Raises SettingsError if the settings have become invalid.
        """
        if (anew := self.as_configured_now()) is not self:
            return anew
        other = self._without(*self._OF_ITS_POSTS, *self._OF_A_QUESTION)
        vars(other)["index"] = copy(self.index)
        return other

    @cached_property
    def archive(self) -> Archive:
        """The use cases of reading the archive, safe for threads."""
        return _ThreadsArchive(self.repository, self.index, notice=self.notice, watch=self.watch)

    def open_snapshot(self) -> None:
        """Open the index; a damaged one is rebuilt."""
        self.archive.healed(lambda: self.index.snapshot)

    def prepare(self) -> None:
        """Compute what every question needs."""
        self.field_names, self._kept  # noqa: B018 -- kept for all that ask
        self.index.make_ready()

    def has_other_posts(self, other: Self) -> bool:
        """Tell whether posts differ from those of another context."""
        return self.index.snapshot is not other.index.snapshot

    def once(self, question: Hashable, answer: Callable[[], _KeptT]) -> _KeptT:
        """Return the answer to a question, cached while posts do not change."""
        if question not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                return answer()
            self._kept[question] = answer()
        return cast("_KeptT", self._kept[question])

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def for_one_question(self) -> Self:
        """Return a context with the current date, for the same posts."""
        return self._without(*self._OF_A_QUESTION)

    def forget_question(self) -> None:
        """Release the objects of a question; the parser refers to its context."""
        _forget(self, self._OF_A_QUESTION)

    def _without(self, *names: str) -> Self:
        other = copy(self)
        _forget(other, names)
        return other

    @staticmethod
    def watch(what: str) -> AbstractContextManager[Progress]:
        """Return a progress reporter that shows nothing."""
        del what
        return nullcontext(unwatched)

    @staticmethod
    def notice(message: str) -> None:
        """Log what a user of the command line would read."""
        _LOG.warning("%s", message)

    warn = notice

    def notice_waiting(self) -> None:
        """Log that another process holds the lock."""
        _LOG.info(_("Waiting for another newsctl that is changing the archive."))


class _ThreadsArchive(Archive):
    """The use cases of an archive for several threads, one of which rebuilds a damaged index."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._healing = Lock()

    def _heal(self, damage: IndexDamaged) -> None:
        """Rebuild a damaged index, or wait for the thread that is doing it."""
        if not self._healing.acquire(blocking=False):
            with self._healing:  # another thread has seen the same
                return
        try:
            super()._heal(damage)
        finally:
            self._healing.release()


@contextmanager
def without_processes() -> Iterator[None]:
    """Prevent the block from starting processes."""
    before = MOST.set(1)
    try:
        yield
    finally:
        MOST.reset(before)


def unwatched(_done: int, _total: int) -> None:
    """Ignore progress."""


def _forget(context: Context, names: Iterable[str]) -> None:
    for name in names:
        vars(context).pop(name, None)
