"""A change of files as a transaction: checked as a whole, taken step by step, rolled back."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import compress, takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.file_changes import ChangedMeanwhile, Conflict, Move, Write
from newsctl.core.errors import ArchiveError, EditRefused
from newsctl.core.messages import _, _n, said_by_system
from newsctl.core.post.post import PostPath
from newsctl.front_matter.writing.archive_files import ArchiveFiles, make_folder, missing_folders
from newsctl.storage.atomic import FileMove, Overtaken, create_file, replace_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.front_matter.writing.archive_files import Trash

    Contents = Mapping[Path, bytes | None]
    from newsctl.core.archive.ports import Progress


@dataclass(frozen=True, slots=True)
class TransactionScope:
    """The folders in which names change, and below the archive's those that have to be made."""

    folders: frozenset[Path]
    made: tuple[PostPath, ...]


def scope_of(root: Path, steps: Sequence[Step]) -> TransactionScope:
    """Return what steps would touch.

    Raises ChangedMeanwhile when a file is not as they expect it, ArchiveError for a path outside
    the archive, and for a file or folder that is protected from writing.
    """
    files = ArchiveFiles(root)
    if conflicts := tuple(conflicts_of(steps, files)):
        raise changed_meanwhile(conflicts)
    refuse_protected(files.at(step.path) for step in steps)
    folders = folders_of(root, steps)
    missing = {new for folder in folders for new in missing_folders(folder)}
    refuse_protected(folders | {new.parent for new in missing})
    real_root = os.path.realpath(root)
    made = (PostPath(new.relative_to(real_root).as_posix()) for new in sorted(missing))
    return TransactionScope(folders, tuple(made))


def folders_of(root: Path, steps: Sequence[Step]) -> frozenset[Path]:
    """Return the folders of the files that steps write, behind all links."""
    return frozenset(_folders_of(steps, ArchiveFiles(root)))


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


def require_writable(files: ArchiveFiles, path: PostPath, *, moves: bool) -> None:
    """Raise EditRefused for a post whose file cannot be written or, with `moves`, moved."""
    try:
        file = files.at(path)
        if moves:
            files.refuse_link(path)
    except ArchiveError as error:
        raise EditRefused(error.message, hint=error.hint) from error
    if not moves and is_protected(file):
        raise EditRefused(_("The file is protected from writing."))
    if is_protected(file.parent):
        raise EditRefused(_("The folder is protected from writing."))


def refuse_protected(files: Iterable[Path]) -> None:
    """Raise ArchiveError for a file or folder that is there and may not be written."""
    for file in set(files):
        if is_protected(file):
            raise ArchiveError(_("{file} is protected from writing; nothing was done.", file=file))


def is_protected(file: Path) -> bool:
    """Tell whether a file or folder is there and may not be written."""
    return file.exists() and not os.access(file, os.W_OK)


def _folders_of(steps: Sequence[Step], files: ArchiveFiles) -> Iterator[Path]:
    for step in steps:
        yield files.at(step.path).parent
        if isinstance(step, Move):
            yield files.at(step.to).parent


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


@dataclass(frozen=True, slots=True)
class ChainState:
    """Steps that have to do with the same files, and how many of them were taken.

    `half` tells of the next one that it was stopped inside: a file is under its old name and its
    new one, or the new name was taken and has no bytes yet. `conflicts` are the files that no
    number of steps explains; then `taken` is all of them.
    """

    steps: tuple[Step, ...]
    taken: int
    half: bool = False
    conflicts: tuple[Conflict, ...] = ()


def chain_states(steps: Sequence[Step], files: ArchiveFiles) -> Iterator[ChainState]:
    """Yield how far each part of a change came that has files of its own.

    Apart from one another they may have been put back by hand, or by an undoing that was stopped.
    Raises ArchiveError for a file that cannot be read.
    """
    for chain in _chains(steps, files):
        yield _reach_of_chain(tuple(steps[number] for number in chain), files)


def _chains(steps: Sequence[Step], files: ArchiveFiles) -> Iterable[Sequence[int]]:
    """Part the numbers of steps so that those about one file are together, in their order."""
    chains: dict[Path, list[int]] = {}
    files_of = [[files.at(effect.path) for effect in effects(step)] for step in steps]
    for number, own in enumerate(files_of):
        met = {other for file in own for other in chains.get(file, ())}
        chain = sorted({number, *met})
        chains |= {file: chain for other in chain for file in files_of[other]}
    return {id(chain): chain for chain in chains.values()}.values()


def _reach_of_chain(chain: tuple[Step, ...], files: ArchiveFiles) -> ChainState:
    found = _found(chain, files)
    for taken in range(len(chain), -1, -1):
        state = _state(chain, taken, files)
        differing = {file for file in found if found[file] != state[file]}
        if not differing or (taken == 0 and _is_elsewhere(chain, found, files)):
            return ChainState(chain, taken)
        if taken < len(chain) and _is_half(chain[taken], differing, found, files):
            return ChainState(chain, taken, half=True)
    return ChainState(chain, len(chain), conflicts=tuple(_conflicts(chain, found, files)))


def _found(chain: Iterable[Step], files: ArchiveFiles) -> Contents:
    held = [files.held_by(step) for step in sorted(chain, key=lambda step: isinstance(step, Move))]
    return {files.at(path): data for contents in held for path, data in contents.items()}


def _state(chain: Sequence[Step], taken: int, files: ArchiveFiles) -> Contents:
    """Return what the files hold after so many steps."""
    state: dict[Path, bytes | None] = {}
    for step in reversed(chain):
        state |= {files.at(effect.path): effect.before for effect in effects(step)}
    for step in chain[:taken]:
        state |= {files.at(effect.path): effect.after for effect in effects(step)}
    return state


def _is_elsewhere(chain: Sequence[Step], found: Contents, files: ArchiveFiles) -> bool:
    """Tell whether a file was surely not moved, though it was edited since."""
    match chain:
        case (Move(path, to),):
            return found[files.at(path)] is not None and found[files.at(to)] is None
        case _:
            return False


def _is_half(step: Step, differing: set[Path], found: Contents, files: ArchiveFiles) -> bool:
    *old, new = (files.at(effect.path) for effect in effects(step))
    if differing != {new} or effects(step)[-1].before is not None:
        return False
    return found[new] == b"" or any(found[new] == found[file] for file in old)


def _conflicts(chain: Sequence[Step], found: Contents, files: ArchiveFiles) -> Iterator[Conflict]:
    left = _state(chain, len(chain), files)
    paths = {files.at(effect.path): effect.path for step in chain for effect in effects(step)}
    for file, path in paths.items():
        if found[file] != left[file]:
            yield Conflict(path, left[file], found[file])


class Stopped(ArchiveError):
    """A step could not be taken, after `done` others were."""

    def __init__(self, why: ArchiveError, done: int, total: int) -> None:
        partly = _(
            "{done:,} of {posts} were changed before that.",
            done=done,
            posts=_n("{n:,} post", "{n:,} posts", total),
        )
        super().__init__(why.message, hint=partly if done else why.hint)
        self.done = done


_AT_ONCE = 8
"""New files that are written side by side, each of which waits for the disk."""

_BATCH = 64
"""New files that are begun before it is looked whether all of them could be written."""


def do_all(root: Path, steps: Sequence[Step], progress: Progress) -> None:
    """Take steps, each all or nothing, and many new files side by side. Raises Stopped.

    Where one of these cannot be written, those behind it are removed again.
    """
    files = ArchiveFiles(root)
    done = 0
    for batch in _batches(steps, files):
        taken, error = _take_batch(batch, files)
        done += taken
        if error:
            raise Stopped(error, done, len(steps)) from error
        progress(done, len(steps))


def _batches(steps: Sequence[Step], files: ArchiveFiles) -> Iterator[Sequence[Step]]:
    """Yield the steps in their order, together only those whose order does not matter.

    They are new files, or moves of files that have nothing to do with one another.
    """
    first = 0
    while first < len(steps):
        batch = steps[first : first + _BATCH]
        is_new = all(isinstance(step, Write) and step.before is None for step in batch)
        size = _BATCH if is_new and len(batch) == _BATCH else max(1, len(_moves_in(batch, files)))
        yield batch[:size]
        first += size


def _moves_in(steps: Iterable[Step], files: ArchiveFiles) -> list[Move]:
    """Return the moves that steps begin with, up to one of a file that comes in another."""
    moves: list[Move] = []
    seen: set[Path] = set()
    for step in steps:
        if not isinstance(step, Move):
            break
        own = {files.at(step.path), files.at(step.to)}
        if seen & own:
            break
        seen |= own
        moves.append(step)
    return moves


def _take_batch(batch: Sequence[Step], files: ArchiveFiles) -> tuple[int, ArchiveError | None]:
    """Take steps, and return how many were taken and why the next one could not be."""
    if moves := [step for step in batch if isinstance(step, Move)]:
        return move_all(moves, files)
    if len(batch) == 1:
        error = _error_of(batch[0], files)
        return int(error is None), error
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- many are seldom written

    with ThreadPoolExecutor(_AT_ONCE) as writers:
        errors = list(writers.map(lambda step: _error_of(step, files), batch))
    if error := next(filter(None, errors), None):
        taken = errors.index(error)
        _remove_new(compress(batch[taken:], (one is None for one in errors[taken:])), files)
        return taken, error
    return len(batch), None


def _remove_new(steps: Iterable[Step], files: ArchiveFiles) -> None:
    """Remove files that were written just now, as far as that goes and they are as they were."""
    for step in steps:
        with suppress(ArchiveError, OSError):
            if files.held_by(step) == {effect.path: effect.after for effect in effects(step)}:
                files.at(step.path).unlink()


def _error_of(step: Step, files: ArchiveFiles) -> ArchiveError | None:
    try:
        with naming(step.path):
            do_step(step, files)
    except ArchiveError as error:
        return error
    return None


def count_taken(root: Path, steps: Sequence[Step]) -> int:
    """Count the steps that were taken, as far as the files tell. Raises ArchiveError."""
    return sum(reach.taken for reach in chain_states(steps, ArchiveFiles(root)))


def reach_to_undo(root: Path, steps: Sequence[Step]) -> Sequence[ChainState]:
    """Return how far steps were taken.

    Raises ChangedMeanwhile when a file was changed since, ArchiveError for one that cannot be read.
    """
    found = list(chain_states(steps, ArchiveFiles(root)))
    if conflicts := tuple(conflict for reach in found for conflict in reach.conflicts):
        raise changed_meanwhile(conflicts)
    return found


def undo_all(root: Path, found: Sequence[ChainState], trash: Trash, progress: Progress) -> None:
    """Undo what was taken, the last first. Raises ArchiveError; the rest can be undone later."""
    files = ArchiveFiles(root)
    for reach in found:
        if reach.half:
            with naming(reach.steps[reach.taken].path):
                undo_half_step(reach.steps[reach.taken], files)
    steps = [step for reach in reversed(found) for step in reversed(reach.steps[: reach.taken])]
    done = 0
    while done < len(steps):
        batch = [_undoing(step, trash) for step in steps[done : done + _BATCH]]
        moves = _moves_in(batch, files)
        if moves:
            trash.prepare(moves)
            _, error = move_all(moves, files)
            if error:
                raise error
        else:
            with naming(batch[0].path):
                undo_step(batch[0], files)
        done += len(moves) or 1
        progress(done, len(steps))


def _undoing(step: Step, trash: Trash) -> Step:
    """Return the move that undoes a step, or the write itself where that is to be undone.

    A new file goes to the trash, unless that holds its bytes already.
    """
    match step:
        case Write(path, None, after) if not trash.holds(path, after):
            return Move(path, trash.path_for(path), after)
        case Move(path, to, data):
            return Move(to, path, data)
        case _:
            return step


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
