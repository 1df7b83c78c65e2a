"""Changes of files as inert data: what newsctl is about to do, or did, to an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsctl.core.post.post import PostPath


@dataclass(frozen=True, slots=True)
class Write:
    """A file gets other bytes; `before` is None for a file that is new."""

    path: PostPath
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A file of these bytes gets another path."""

    path: PostPath
    to: PostPath
    data: bytes


Step: TypeAlias = Write | Move


@dataclass(frozen=True, slots=True)
class Change:
    """Steps that belong together and are taken back together; `command` says what they are for."""

    command: str
    steps: tuple[Step, ...]

    @property
    def paths_after(self) -> Sequence[PostPath]:
        """Where the files that it changes are afterwards, each once."""
        paths: dict[PostPath, PostPath] = {}
        for step in self.steps:
            paths[step.path] = step.to if isinstance(step, Move) else step.path
        return [*paths.values()]


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that newsctl made: the newest has number 1, `moment` is in the archive's zone.

    `paths` are those of its steps: twice that of a post that was written and moved. `done` tells
    how many of the steps were taken: fewer than there are when it was stopped.
    """

    number: int
    command: str
    moment: datetime
    paths: tuple[PostPath, ...]
    done: int

    @property
    def is_whole(self) -> bool:
        """Whether all steps were taken."""
        return self.done == len(self.paths)

    @property
    def posts(self) -> int:
        """How many posts it is of."""
        return len({*self.paths})

    @property
    def posts_done(self) -> int:
        """How many posts it came to before it was stopped."""
        return len({*self.paths[: self.done]})


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash: where it was, and when (aware) and by which command it came there."""

    path: PostPath
    original: PostPath
    moment: datetime
    command: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that is not as a change left it: `expected` and `found` are None for no file."""

    path: PostPath
    expected: bytes | None
    found: bytes | None


class ChangedMeanwhile(ArchiveError):
    """Files are not as they were when a change of them was planned, or made; nothing was done.

    `conflicts` tell which, with what was expected and what is there.
    """

    def __init__(
        self, message: str, *, conflicts: tuple[Conflict, ...], hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.conflicts = conflicts
