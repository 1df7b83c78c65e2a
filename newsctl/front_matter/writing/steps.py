"""Single steps of a change, made or undone atomically if their files are as expected."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.file_changes import ChangedMeanwhile, Conflict, Move, Write
from newsctl.core.errors import ArchiveError, cannot_write
from newsctl.core.messages import _
from newsctl.front_matter.writing.archive_files import make_folder
from newsctl.storage.atomic import FileMove, Overtaken, create_file, replace_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.post.post import PostPath
    from newsctl.front_matter.writing.archive_files import ArchiveFiles


class Effect(NamedTuple):
    """The effect of a step on one path: the bytes before and after it, None for no file."""

    path: PostPath
    before: bytes | None
    after: bytes | None


def effects(step: Step) -> tuple[Effect, ...]:
    """Return the effects of a step, path by path."""
    match step:
        case Write(path, before, after):
            return (Effect(path, before, after),)
        case Move(path, to, data):
            return (Effect(path, data, None), Effect(to, None, data))


def does_something(step: Step) -> bool:
    """Tell whether a step changes any file."""
    return step.path != step.to if isinstance(step, Move) else step.before != step.after


def conflicts_of(steps: Iterable[Step], files: ArchiveFiles) -> Iterator[Conflict]:
    """Yield the files that differ from what these steps, in sequence, expect.

    `files` foresees the result of each step. Raises ArchiveError for a path outside of the archive
    and for a file that cannot be read.
    """
    for step in steps:
        found = files.held_by(step)
        for path, before, after in effects(step):
            is_done = files.is_foreseen(path) and found[path] == after  # by its other name, a link
            if found[path] != before and not is_done:
                yield Conflict(path, before, found[path])
            files.foresee(path, after)


def changed_meanwhile(conflicts: tuple[Conflict, ...]) -> ChangedMeanwhile:
    """Return the error for files that are not as a change expects or left them."""
    first, *others = conflicts
    if first.expected is None:
        what = _("is there already")
    else:
        what = _("is gone") if first.found is None else _("was changed meanwhile")
    more = _(", and so it is with {others:,} more", others=len(others)) if others else ""
    return ChangedMeanwhile(
        _("{path} {what}{more}.", path=first.path, what=what, more=more),
        conflicts=conflicts,
        hint=_("Nothing was done."),
    )


def do_step(step: Step, files: ArchiveFiles) -> None:
    """Make a step atomically, if its files are as expected.

    Raises ArchiveError if they are not, OSError for other failures; then nothing was changed.
    """
    found = files.held_by(step)
    match step:
        case Write(path, None, after):
            _create(path, after, files)
        case Write(path, bytes(before), after) if found[path] == before:
            _replace(step, after, before, files)
        case Write(path, _, after) if found[path] == after:
            pass  # by its other name, a link
        case _:
            raise _changed_just_now(step)


def undo_step(step: Step, files: ArchiveFiles) -> None:
    """Undo a write atomically, if its file is as the step left it. Raises as `do_step`.

    A new file is deleted, which is right only if the trash has its bytes already.
    """
    found = files.held_by(step)
    match step:
        case Write(path, None, after) if found[path] == after:
            files.at(path).unlink()
        case Write(path, bytes(before), after) if found[path] == after:
            _replace(step, before, after, files)
        case Write(path, before) if found[path] == before:
            pass  # by its other name, a link
        case _:
            raise _changed_just_now(step)


def undo_half_step(step: Step, files: ArchiveFiles) -> None:
    """Undo a step that was interrupted inside: the new name is removed, the old one stays.

    Raises OSError.
    """
    files.at(step.to if isinstance(step, Move) else step.path).unlink()


def _create(path: PostPath, data: bytes, files: ArchiveFiles) -> None:
    file = files.at(path)
    make_folder(file.parent)
    create_file(file, data)


def _replace(step: Write, data: bytes, expected: bytes, files: ArchiveFiles) -> None:
    with _not_overtaken(step):
        replace_file(files.at(step.path), data, expected=expected)


def move_all(moves: Sequence[Move], files: ArchiveFiles) -> tuple[int, ArchiveError | None]:
    """Move independent files, if they are as expected.

    Each destination folder is synchronised once, when all files have their new names and before any
    loses its old one. Returns the number of files moved, in order, and the error of the next one;
    files after that are where they were.
    """
    begun: list[tuple[Move, FileMove | None]] = []
    done = 0
    try:
        error = _begin_all(moves, files, begun)
        done = sum(1 for _ in takewhile(lambda one: one[1] is None, begun))
        sync_folders({move.to.parent for _, move in begun if move})
        for step, move in begun[done:]:
            with naming(step.path), _not_overtaken(step):
                if move:
                    move.end()
            done += 1
    except ArchiveError as stopped:
        error = stopped
    finally:
        for _, move in begun[done:]:
            if move:
                move.cancel()
    return done, error


def _begin_all(
    moves: Sequence[Move], files: ArchiveFiles, begun: list[tuple[Move, FileMove | None]]
) -> ArchiveError | None:
    """Give files their new names, and return the error of the first that failed.

    The others are added to `begun`, without a move if that was all of it.
    """
    try:
        for step in moves:
            with naming(step.path):
                if files.held_by(step) != {step.path: step.data, step.to: None}:
                    raise _changed_just_now(step)
                move = FileMove(files.at(step.path), files.at(step.to), step.data)
                make_folder(move.to.parent)
                with _not_overtaken(step):
                    begun.append((step, move if move.begin() else None))
    except ArchiveError as error:
        return error
    return None


@contextmanager
def _not_overtaken(step: Step) -> Iterator[None]:
    """Convert Overtaken, by another program, to an error about the file of a step."""
    try:
        yield
    except Overtaken as overtaken:
        raise _changed_just_now(step) from overtaken


def _changed_just_now(step: Step) -> ArchiveError:
    return ArchiveError(_("{path} was changed by another program just now.", path=step.path))


def sync_folders(folders: Iterable[Path]) -> None:
    """Synchronise the names in existing folders with the disk. Raises ArchiveError."""
    for folder in sorted(folders):
        with naming(folder):
            if folder.exists():
                sync_folder(folder)


@contextmanager
def naming(path: object) -> Iterator[None]:
    """Convert OSError of the block to ArchiveError about this path."""
    try:
        yield
    except FileExistsError as taken:
        raise ArchiveError(
            _("{path} is there already.", path=path), hint=_("Give another name.")
        ) from taken
    except OSError as error:
        raise cannot_write(path, error) from error
