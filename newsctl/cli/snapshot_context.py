"""A context of an archive as it was at one moment, for a program that goes on.

What a command builds is for one question. A program asks many, from several threads, while posts
change: so a look at the files makes another context beside the one that is being asked, and each
question has one of its own, whose dates are of its moment.
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
    """What is built from an archive as it was at one moment. It says nothing to a terminal.

    Nothing that it makes leads back to it, so that its memory is free once nobody asks it.
    """

    _OF_ITS_POSTS = "archive", "facets", "field_names", "_kept"
    _OF_A_QUESTION = "parser", "_moment_of_asking"
    """What is worked out once for the posts as they are, and for each question to them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.configuration = self.settings, self.site
        """What says how its posts are read, as it was at the beginning."""

    def as_configured_now(self) -> Self:
        """Return this one, or one built anew where settings or the site say something else now."""
        anew = type(self)(archive_option=self.root, env=self.env)
        return self if anew.configuration == self.configuration else anew

    def going_on(self) -> Self:
        """Return another, to be brought up to the files; this one stays as it is.

        Raises SettingsError where the settings are wrong by now.
        """
        if (anew := self.as_configured_now()) is not self:
            return anew
        other = self._without(*self._OF_ITS_POSTS, *self._OF_A_QUESTION)
        vars(other)["index"] = copy(self.index)
        return other

    @cached_property
    def archive(self) -> Archive:
        """The archive's use cases, for several threads."""
        return _ThreadsArchive(self.repository, self.index, notice=self.notice, watch=self.watch)

    def open_snapshot(self) -> None:
        """Open the index, whatever is found damaged in it."""
        self.archive.healed(lambda: self.index.snapshot)

    def prepare(self) -> None:
        """Work out what every question needs."""
        self.field_names, self._kept  # noqa: B018 -- kept for all that ask
        self.index.make_ready()

    def has_other_posts(self, other: Self) -> bool:
        """Tell whether this one was opened after posts had changed."""
        return self.index.snapshot is not other.index.snapshot

    def once(self, question: Hashable, answer: Callable[[], _KeptT]) -> _KeptT:
        """Return the answer to a question, worked out once for the posts as they are."""
        if question not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                return answer()
            self._kept[question] = answer()
        return cast("_KeptT", self._kept[question])

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def for_one_question(self) -> Self:
        """Return another for a question at this moment, to the same posts."""
        return self._without(*self._OF_A_QUESTION)

    def forget_question(self) -> None:
        """Let go of what was made for a question; the parser knows its context."""
        _forget(self, self._OF_A_QUESTION)

    def _without(self, *names: str) -> Self:
        other = copy(self)
        _forget(other, names)
        return other

    @staticmethod
    def watch(what: str) -> AbstractContextManager[Progress]:
        """Return what long work reports to, and nobody sees."""
        del what
        return nullcontext(unwatched)

    @staticmethod
    def notice(message: str) -> None:
        """Tell the log what a user of the command line is told."""
        _LOG.warning("%s", message)

    warn = notice

    def tell_of_waiting(self) -> None:
        """Tell the log what is waited for."""
        _LOG.info(_("Waiting for another newsctl that is changing the archive."))


class _ThreadsArchive(Archive):
    """The use cases of an archive for several threads, one of which heals the index for all."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._healing = Lock()

    def _heal(self, damage: IndexDamaged) -> None:
        if not self._healing.acquire(blocking=False):
            with self._healing:  # another thread has seen the same
                return
        try:
            super()._heal(damage)
        finally:
            self._healing.release()


@contextmanager
def without_processes() -> Iterator[None]:
    """Start no process in a block, whatever is worked out there."""
    before = MOST.set(1)
    try:
        yield
    finally:
        MOST.reset(before)


def unwatched(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def _forget(context: Context, names: Iterable[str]) -> None:
    for name in names:
        vars(context).pop(name, None)
