"""Changes of files as transactions: checked as a whole, made step by step, rolled back.

Write-protected files and folders are detected before anything is written.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.errors import ArchiveError, EditRefused
from newsctl.core.messages import _, _n
from newsctl.core.post.post import PostPath
from newsctl.front_matter.writing.archive_files import ArchiveFiles, missing_folders
from newsctl.front_matter.writing.steps import (
    changed_meanwhile,
    conflicts_of,
    do_step,
    effects,
    move_all,
    naming,
    undo_half_step,
    undo_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.archive.ports import Progress
    from newsctl.front_matter.writing.archive_files import Trash
    from newsctl.front_matter.writing.taken_steps import ChainState


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
    """Raise ArchiveError for an existing file or folder that is write-protected."""
    for file in set(files):
        if is_protected(file):
            raise ArchiveError(_("{file} is protected from writing; nothing was done.", file=file))


def is_protected(file: Path) -> bool:
    """Tell whether a file or folder exists and is write-protected."""
    return file.exists() and not os.access(file, os.W_OK)


@dataclass(frozen=True, slots=True)
class TransactionScope:
    """The folders whose names change, and the folders to create in the archive."""

    folders: frozenset[Path]
    made: tuple[PostPath, ...]


def scope_of(root: Path, steps: Sequence[Step]) -> TransactionScope:
    """Return the scope of steps.

    Raises ChangedMeanwhile if a file is not as expected, ArchiveError for a path outside of the
    archive, and for a write-protected file or folder.
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
    """Return the folders of the files that steps write, with links resolved."""
    return frozenset(_folders_of(steps, ArchiveFiles(root)))


def _folders_of(steps: Sequence[Step], files: ArchiveFiles) -> Iterator[Path]:
    for step in steps:
        yield files.at(step.path).parent
        if isinstance(step, Move):
            yield files.at(step.to).parent


class Stopped(ArchiveError):
    """A step failed after `done` others were made."""

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
"""New files that are written before it is checked whether all of them could be."""


def do_all(root: Path, steps: Sequence[Step], progress: Progress) -> None:
    """Make steps, each atomically, and many new files in parallel. Raises Stopped.

    If one of these cannot be written, those after it are removed again.
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
    """Yield the steps in order, batched if their order does not matter.

    A batch consists of new files, or of moves of independent files.
    """
    first = 0
    while first < len(steps):
        batch = steps[first : first + _BATCH]
        is_new = all(isinstance(step, Write) and step.before is None for step in batch)
        size = _BATCH if is_new and len(batch) == _BATCH else max(1, len(_moves_in(batch, files)))
        yield batch[:size]
        first += size


def _moves_in(steps: Iterable[Step], files: ArchiveFiles) -> list[Move]:
    """Return the leading moves of steps, up to one of a file that is in another."""
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
    """Make steps, and return the number made and the error of the next one."""
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
    """Remove files that were just written, if they are unchanged."""
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


def undo_all(root: Path, chains: Sequence[ChainState], trash: Trash, progress: Progress) -> None:
    """Undo the steps made, the last first. Raises ArchiveError; the rest can be undone later."""
    files = ArchiveFiles(root)
    for chain in chains:
        if chain.half:
            with naming(chain.steps[chain.taken].path):
                undo_half_step(chain.steps[chain.taken], files)
    steps = [step for chain in reversed(chains) for step in reversed(chain.steps[: chain.taken])]
    done = 0
    while done < len(steps):
        batch = [_undoing(step, trash) for step in steps[done : done + _BATCH]]
        done += _undo_first(batch, files, trash)
        progress(done, len(steps))


def _undo_first(batch: Sequence[Step], files: ArchiveFiles, trash: Trash) -> int:
    """Undo all leading moves of a batch, or else its first step; return the number."""
    if moves := _moves_in(batch, files):
        trash.prepare(moves)
        _, error = move_all(moves, files)
        if error:
            raise error
        return len(moves)
    with naming(batch[0].path):
        undo_step(batch[0], files)
    return 1


def _undoing(step: Step, trash: Trash) -> Step:
    """Return the move that undoes a step, or the write itself if that is to be undone.

    A new file is moved to the trash, unless the trash has its bytes already.
    """
    match step:
        case Write(path, None, after) if not trash.holds(path, after):
            return Move(path, trash.path_for(path), after)
        case Move(path, to, data):
            return Move(to, path, data)
        case _:
            return step
