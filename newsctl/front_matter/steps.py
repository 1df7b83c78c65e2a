"""The steps of a change: what keeps them from being taken, taking them, and undoing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.file_changes import Conflict, Move, Write
from newsctl.core.errors import ArchiveError
from newsctl.front_matter.atomic import Overtaken, create_file, move_file, replace_file
from newsctl.front_matter.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.post.post import PostPath
    from newsctl.front_matter.post_files import PostFiles
    from newsctl.front_matter.trash import Trash


class Effect(NamedTuple):
    """What a step does to one path: the bytes before it and after it, None for no file."""

    path: PostPath
    before: bytes | None
    after: bytes | None


def effects(step: Step) -> tuple[Effect, ...]:
    """Return what a step does, path by path."""
    match step:
        case Write(path, before, after):
            return (Effect(path, before, after),)
        case Move(path, to, data):
            return (Effect(path, data, None), Effect(to, None, data))


def does_something(step: Step) -> bool:
    """Tell whether a step makes any file other than it is."""
    return step.path != step.to if isinstance(step, Move) else step.before != step.after


def conflicts_of(steps: Iterable[Step], files: PostFiles) -> Iterator[Conflict]:
    """Yield the files that are not as these steps, one after the other, expect them.

    `files` foresees what each step leads to. Raises ArchiveError for a path outside the archive
    and for what cannot be read.
    """
    for step in steps:
        found = files.held_by(step)
        for path, before, after in effects(step):
            is_done = files.is_foreseen(path) and found[path] == after  # by its other name, a link
            if found[path] != before and not is_done:
                yield Conflict(path, before, found[path])
            files.foresee(path, after)


def take(step: Step, files: PostFiles) -> None:
    """Take a step, all or nothing, if its files are as it expects them.

    Raises ArchiveError when they are not, OSError for what the system refuses; then nothing of it
    was done.
    """
    found = files.held_by(step)
    match step:
        case Write(path, None, after):
            _create(path, after, files)
        case Write(path, bytes(before), after) if found[path] == before:
            _replace(step, after, before, files)
        case Write(path, _, after) if found[path] == after:
            pass  # by its other name, a link
        case Move(path, to, data) if found == {path: data, to: None}:
            _move(step, path, to, files)
        case _:
            raise _changed_just_now(step)


def undo(step: Step, files: PostFiles, trash: Trash) -> None:
    """Undo a step, all or nothing, if its files are as it left them. Raises as `take` does.

    A new file goes to the trash, unless that holds its bytes already.
    """
    found = files.held_by(step)
    match step:
        case Write(path, None, after) if found[path] == after:
            if trash.holds(path, after):
                files.at(path).unlink()
            else:
                removal = Move(path, trash.path_for(path), after)
                trash.prepare((removal,))
                _move(removal, path, removal.to, files)
        case Write(path, bytes(before), after) if found[path] == after:
            _replace(step, before, after, files)
        case Write(path, before) if found[path] == before:
            pass  # by its other name, a link
        case Move(path, to, data) if found == {path: None, to: data}:
            _move(step, to, path, files)
        case _:
            raise _changed_just_now(step)


def undo_half(step: Step, files: PostFiles) -> None:
    """Undo a step that was stopped inside: its new name goes, what it held is under the old one.

    Raises OSError for what the system refuses.
    """
    files.at(step.to if isinstance(step, Move) else step.path).unlink()


def _create(path: PostPath, data: bytes, files: PostFiles) -> None:
    file = files.at(path)
    make_folder(file.parent)
    create_file(file, data)


def _replace(step: Write, data: bytes, expected: bytes, files: PostFiles) -> None:
    try:
        replace_file(files.at(step.path), data, expected=expected)
    except Overtaken as overtaken:
        raise _changed_just_now(step) from overtaken


def _move(step: Move, path: PostPath, to: PostPath, files: PostFiles) -> None:
    file = files.at(to)
    make_folder(file.parent)
    try:
        move_file(files.at(path), file, expected=step.data)
    except Overtaken as overtaken:
        raise _changed_just_now(step) from overtaken


def _changed_just_now(step: Step) -> ArchiveError:
    return ArchiveError(f"{step.path} was changed by another program just now.")
