"""How the files of an archive stand to a step that was taken, or may have been; and undoing it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newsctl.core.file_changes import Conflict, Move, Write
from newsctl.front_matter.atomic import move_file, replace_file
from newsctl.front_matter.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.file_changes import Step
    from newsctl.front_matter.post_files import PostFiles


class Standing(Enum):
    """Whether a step was taken, as far as its files tell.

    HALF is a step that was stopped inside: the file is under its old name and its new one, or the
    new name is there without bytes. CHANGED are files that neither the step nor its undoing left.
    """

    UNTAKEN = "untaken"
    HALF = "half"
    TAKEN = "taken"
    CHANGED = "changed"


def standings(steps: Sequence[Step], files: PostFiles) -> Iterator[tuple[Step, Standing]]:
    """Yield the steps, the last one first, with how each stands once those after it are undone."""
    for step in reversed(steps):
        standing = standing_of(step, files)
        yield step, standing
        if standing in (Standing.TAKEN, Standing.HALF):
            _foresee_undone(step, files)


def standing_of(step: Step, files: PostFiles) -> Standing:
    """Return how one step stands. Raises ArchiveError for a file that cannot be read."""
    match step:
        case Write():
            return _of_write(step, files.content(step.path))
        case Move():
            return _of_move(step, *files.ends(step))


def _of_write(step: Write, found: bytes | None) -> Standing:
    if found == step.after:
        return Standing.TAKEN
    if found == step.before:
        return Standing.UNTAKEN
    return Standing.HALF if step.before is None and found == b"" else Standing.CHANGED


def _of_move(step: Move, old: bytes | None, new: bytes | None) -> Standing:
    if old is None:
        return Standing.TAKEN if new == step.data else Standing.CHANGED
    if new is None:
        return Standing.UNTAKEN
    return Standing.HALF if new in (b"", old) else Standing.CHANGED


def conflicts_in(step: Step, files: PostFiles) -> Iterator[Conflict]:
    """Yield the files of a changed step that are not as it left them."""
    match step:
        case Write():
            yield Conflict(step.path, step.after, files.content(step.path))
        case Move():
            old, new = files.ends(step)
            if old is not None:
                yield Conflict(step.path, None, old)
            if new != step.data:
                yield Conflict(step.to, step.data, new)


def undo(step: Step, standing: Standing, files: PostFiles) -> None:
    """Undo a step that was taken, or half taken. Raises OSError for what the system refuses.

    What a half-taken step left under a new name is removed: the old one has all of it.
    """
    match step, standing:
        case Move(), Standing.TAKEN:
            file = files.at(step.path)
            make_folder(file.parent)
            move_file(files.at(step.to), file)
        case Move(), _:
            files.at(step.to).unlink()
        case Write(before=None), _:
            files.at(step.path).unlink()
        case Write(before=bytes(before)), _:
            replace_file(files.at(step.path), before)


def _foresee_undone(step: Step, files: PostFiles) -> None:
    match step:
        case Write():
            files.foresee(step.path, step.before)
        case Move():
            files.foresee(step.path, files.content(step.path) or step.data)
            files.foresee(step.to, None)
