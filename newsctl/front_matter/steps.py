"""The steps of a change: what keeps them from being taken, and taking them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError
from newsctl.core.file_changes import Conflict, Move, Write
from newsctl.front_matter.atomic import create_file, move_file, replace_file
from newsctl.front_matter.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.file_changes import Step
    from newsctl.core.post import PostPath
    from newsctl.front_matter.post_files import PostFiles


def conflicts_of(steps: Iterable[Step], files: PostFiles) -> Iterator[Conflict]:
    """Yield the files that are not as these steps, one after the other, expect them.

    `files` foresees what each step leads to. Raises ArchiveError for a path outside the archive
    and for what cannot be read.
    """
    for step in steps:
        match step:
            case Write():
                yield from _conflicts_of_write(step, files)
            case Move():
                yield from _conflicts_of_move(step, files)


def _conflicts_of_write(step: Write, files: PostFiles) -> Iterator[Conflict]:
    found = files.content(step.path)
    is_done = files.is_foreseen(step.path) and found == step.after  # by its other name, a link
    if found != step.before and not is_done:
        yield Conflict(step.path, step.before, found)
    files.foresee(step.path, step.after)


def _conflicts_of_move(step: Move, files: PostFiles) -> Iterator[Conflict]:
    old, new = files.ends(step)
    if old != step.data:
        yield Conflict(step.path, step.data, old)
    if new is not None:
        yield Conflict(step.to, None, new)
    files.foresee(step.path, None)
    files.foresee(step.to, step.data)


def take(step: Step, files: PostFiles) -> None:
    """Take a step, all or nothing, if its files are as it expects them.

    Raises ArchiveError when they are not, OSError for what the system refuses; then nothing of it
    was done.
    """
    match step:
        case Write():
            _write(step, files)
        case Move():
            _move(step, files)


def _write(step: Write, files: PostFiles) -> None:
    file, found = files.at(step.path), files.content(step.path)
    if step.before is None:
        make_folder(file.parent)
        create_file(file, step.after)
    elif found == step.before:
        replace_file(file, step.after)
    elif found != step.after:  # which it is by its other name, a link
        raise changed_just_now(step.path)


def _move(step: Move, files: PostFiles) -> None:
    if files.ends(step) != (step.data, None):
        raise changed_just_now(step.path)
    to = files.at(step.to)
    make_folder(to.parent)
    move_file(files.at(step.path), to)


def changed_just_now(path: PostPath) -> ArchiveError:
    """Return the error for a file that another program changed after all of them were looked at."""
    return ArchiveError(f"{path} was changed by another program just now.")
