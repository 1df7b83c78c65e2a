"""Changes of files as plain data: what newsctl will do to an archive, or did."""

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
    """A file gets other bytes; `before` is None for a new file."""

    path: PostPath
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A file with these bytes gets another path."""

    path: PostPath
    to: PostPath
    data: bytes


Step: TypeAlias = Write | Move


@dataclass(frozen=True, slots=True)
class Change:
    """Steps that are made and undone together; `command` describes them."""

    command: str
    steps: tuple[Step, ...]

    @property
    def paths_after(self) -> Sequence[PostPath]:
        """The paths of the changed files after the change, each once."""
        paths: dict[PostPath, PostPath] = {}
        for step in self.steps:
            paths[step.path] = step.to if isinstance(step, Move) else step.path
        return [*paths.values()]


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change in the history: the newest is number 1; `moment` is in the archive's zone.

    `paths` are those of its steps, so a post that was written and moved is there twice. `done` is
    the number of steps made, fewer than all if the change was interrupted.
    """

    number: int
    command: str
    moment: datetime
    paths: tuple[PostPath, ...]
    done: int

    @property
    def is_whole(self) -> bool:
        """Whether all steps were made."""
        return self.done == len(self.paths)

    @property
    def posts(self) -> int:
        """The number of posts that it changes."""
        return len({*self.paths})

    @property
    def posts_done(self) -> int:
        """The number of posts changed before it was interrupted."""
        return len({*self.paths[: self.done]})


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash: its former path, and the time (aware) and command of its removal."""

    path: PostPath
    original: PostPath
    moment: datetime
    command: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that is not as a change left it; `expected` and `found` are None for no file."""

    path: PostPath
    expected: bytes | None
    found: bytes | None


class ChangedMeanwhile(ArchiveError):
    """Files changed since a change of them was planned or made; nothing was done.

    `conflicts` lists them, with the expected and the found bytes.
    """

    def __init__(
        self, message: str, *, conflicts: tuple[Conflict, ...], hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.conflicts = conflicts


class PlanOutdated(ChangedMeanwhile):
    """Files changed since a change of them was planned; a new plan may succeed (EX_TEMPFAIL)."""

    exit_code = 75
