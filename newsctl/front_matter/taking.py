"""All steps of a change, taken one after the other, and taken back in reverse."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsctl.core.counts import counted
from newsctl.core.errors import ArchiveError
from newsctl.front_matter.folders import sync_folder
from newsctl.front_matter.post_files import PostFiles
from newsctl.front_matter.reach import reach_of
from newsctl.front_matter.scope import changed_meanwhile
from newsctl.front_matter.steps import take, undo, undo_half

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.archive.ports import Progress
    from newsctl.front_matter.reach import Reach
    from newsctl.front_matter.trash import Trash


class Stopped(ArchiveError):
    """A step could not be taken, after `done` others were."""

    def __init__(self, why: ArchiveError, done: int, total: int) -> None:
        partly = f"{done:,} of {counted(total, 'post')} were changed before that."
        super().__init__(why.message, hint=partly if done else why.hint)
        self.done = done


def take_all(root: Path, steps: Sequence[Step], progress: Progress) -> None:
    """Take steps, each all or nothing. Raises Stopped."""
    files = PostFiles(root)
    for done, step in enumerate(steps):
        try:
            with naming(step.path):
                take(step, files)
        except ArchiveError as error:
            raise Stopped(error, done, len(steps)) from error
        progress(done + 1, len(steps))


def count_taken(root: Path, steps: Sequence[Step]) -> int:
    """Count the steps that were taken, as far as the files tell. Raises ArchiveError."""
    return sum(reach.taken for reach in reach_of(steps, PostFiles(root)))


def reach_to_undo(root: Path, steps: Sequence[Step]) -> Sequence[Reach]:
    """Return how far steps were taken.

    Raises ChangedMeanwhile when a file was changed since, ArchiveError for one that cannot be read.
    """
    found = list(reach_of(steps, PostFiles(root)))
    if conflicts := tuple(conflict for reach in found for conflict in reach.conflicts):
        raise changed_meanwhile(conflicts)
    return found


def undo_all(root: Path, found: Sequence[Reach], trash: Trash, progress: Progress) -> None:
    """Undo what was taken, the last first. Raises ArchiveError; the rest can be undone later."""
    files = PostFiles(root)
    total = sum(reach.taken for reach in found)
    done = 0
    for reach in reversed(found):
        if reach.half:
            with naming(reach.steps[reach.taken].path):
                undo_half(reach.steps[reach.taken], files)
        for step in reversed(reach.steps[: reach.taken]):
            with naming(step.path):
                undo(step, files, trash)
            done += 1
            progress(done, total)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make names survive a crash, in folders as far as they are there. Raises ArchiveError."""
    for folder in sorted(folders):
        with naming(folder):
            if folder.exists():
                sync_folder(folder)


@contextmanager
def naming(path: object) -> Iterator[None]:
    """Tell what the system refuses as an error about this path."""
    try:
        yield
    except FileExistsError as taken:
        raise ArchiveError(f"{path} is there already.", hint="Give another name.") from taken
    except OSError as error:
        raise ArchiveError(f"Cannot write {path}: {error.strerror}.") from error
