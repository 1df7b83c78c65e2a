"""One step of a change, done or undone: all or nothing, and only if its files are as expected."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.file_changes import ChangedMeanwhile, Conflict, Move, Write
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _, said_by_system
from newsctl.front_matter.writing.archive_files import make_folder
from newsctl.storage.atomic import FileMove, Overtaken, create_file, replace_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.post.post import PostPath
    from newsctl.front_matter.writing.archive_files import ArchiveFiles


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


def conflicts_of(steps: Iterable[Step], files: ArchiveFiles) -> Iterator[Conflict]:
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


def changed_meanwhile(conflicts: tuple[Conflict, ...]) -> ChangedMeanwhile:
    """Return the error for files that are not as a change expects them, or left them."""
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
        case _:
            raise _changed_just_now(step)


def undo_step(step: Step, files: ArchiveFiles) -> None:
    """Undo a write, all or nothing, if its file is as it left it. Raises as `do_step` does.

    That of a new file undoes a move to the trash, or nothing where that holds its bytes already.
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
    """Undo a step that was stopped inside: its new name goes, what it held is under the old one.

    Raises OSError for what the system refuses.
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
    """Move files that have nothing to do with one another, if they are as expected.

    Each folder that they come into is synchronised once, when all of them have their new names and
    before any loses its old one. Returns how many were moved, from the first on, and why the next
    one could not be; what is behind that is where it was.
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
    """Give files their new names, and return why one did not get it.

    Those that got it are noted in `begun`, without a move where that was all of it.
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
    """Tell that another program wrote the file of a step as an error about it."""
    try:
        yield
    except Overtaken as overtaken:
        raise _changed_just_now(step) from overtaken


def _changed_just_now(step: Step) -> ArchiveError:
    return ArchiveError(_("{path} was changed by another program just now.", path=step.path))


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
        raise ArchiveError(
            _("{path} is there already.", path=path), hint=_("Give another name.")
        ) from taken
    except OSError as error:
        raise ArchiveError(
            _("Cannot write {path}: {strerror}.", path=path, strerror=said_by_system(error))
        ) from error
