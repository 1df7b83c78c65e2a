"""All steps of a change, taken one after the other, and taken back in reverse."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError
from newsctl.front_matter.folders import sync_folder
from newsctl.front_matter.post_files import PostFiles
from newsctl.front_matter.scope import changed_meanwhile
from newsctl.front_matter.standing import Standing, conflicts_in, standing_of, standings, undo
from newsctl.front_matter.steps import changed_just_now, take

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.file_changes import Conflict, Step
    from newsctl.core.ports import Progress


class Stopped(ArchiveError):
    """A step could not be taken, after `done` others were."""

    def __init__(self, why: ArchiveError, done: int, total: int) -> None:
        partly = f"{done:,} of {total:,} posts were changed before that."
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
    found = standings(steps, PostFiles(root))
    return sum(standing is not Standing.UNTAKEN for _, standing in found)


def steps_to_undo(root: Path, steps: Sequence[Step]) -> Sequence[tuple[Step, Standing]]:
    """Return those of these steps that were taken, the last one first.

    Raises ChangedMeanwhile when a file was changed since, ArchiveError for one that cannot be read.
    """
    files = PostFiles(root)
    found: list[tuple[Step, Standing]] = []
    conflicts: list[Conflict] = []
    for step, standing in standings(steps, files):
        if standing is Standing.CHANGED:
            conflicts.extend(conflicts_in(step, files))
        elif standing is not Standing.UNTAKEN:
            found.append((step, standing))
    if conflicts:
        raise changed_meanwhile(tuple(conflicts))
    return found


def undo_all(root: Path, steps: Sequence[tuple[Step, Standing]], progress: Progress) -> None:
    """Undo steps, each all or nothing. Raises ArchiveError; then those left can be undone later."""
    files = PostFiles(root)
    for number, (step, standing) in enumerate(steps, 1):
        with naming(step.path):
            if standing_of(step, files) is not standing:
                raise changed_just_now(step.path)
            undo(step, standing, files)
        progress(number, len(steps))


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
