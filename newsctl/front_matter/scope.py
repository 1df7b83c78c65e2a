"""What a change touches, found by looking at all of it before anything is written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import ChangedMeanwhile, Move
from newsctl.core.errors import ArchiveError, EditRefused
from newsctl.core.post.post import PostPath
from newsctl.front_matter.folders import missing_folders
from newsctl.front_matter.post_files import PostFiles
from newsctl.front_matter.steps import conflicts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Conflict, Step


@dataclass(frozen=True, slots=True)
class Scope:
    """The folders in which names change, and below the archive's those that have to be made."""

    folders: frozenset[Path]
    made: tuple[PostPath, ...]


def scope_of(root: Path, steps: Sequence[Step]) -> Scope:
    """Return what steps would touch.

    Raises ChangedMeanwhile when a file is not as they expect it, ArchiveError for a path outside
    the archive, and for a file or folder that is protected from writing.
    """
    files = PostFiles(root)
    if conflicts := tuple(conflicts_of(steps, files)):
        raise changed_meanwhile(conflicts)
    refuse_protected(files.at(step.path) for step in steps)
    folders = folders_of(root, steps)
    missing = {new for folder in folders for new in missing_folders(folder)}
    refuse_protected(folders | {new.parent for new in missing})
    real_root = os.path.realpath(root)
    made = (PostPath(new.relative_to(real_root).as_posix()) for new in sorted(missing))
    return Scope(folders, tuple(made))


def folders_of(root: Path, steps: Sequence[Step]) -> frozenset[Path]:
    """Return the folders of the files that steps write, behind all links."""
    return frozenset(_folders_of(steps, PostFiles(root)))


def changed_meanwhile(conflicts: tuple[Conflict, ...]) -> ChangedMeanwhile:
    """Return the error for files that are not as a change expects them, or left them."""
    first, *others = conflicts
    if first.expected is None:
        what = "is there already"
    else:
        what = "is gone" if first.found is None else "was changed meanwhile"
    more = f", and so it is with {len(others):,} more" if others else ""
    return ChangedMeanwhile(
        f"{first.path} {what}{more}.", conflicts=conflicts, hint="Nothing was done."
    )


def require_writable(files: PostFiles, path: PostPath, *, moves: bool) -> None:
    """Raise EditRefused for a post whose file cannot be written or, with `moves`, moved."""
    try:
        file = files.at(path)
        if moves:
            files.refuse_link(path)
    except ArchiveError as error:
        raise EditRefused(error.message, hint=error.hint) from error
    if not moves and is_protected(file):
        raise EditRefused("The file is protected from writing.")
    if is_protected(file.parent):
        raise EditRefused("The folder is protected from writing.")


def refuse_protected(files: Iterable[Path]) -> None:
    """Raise ArchiveError for a file or folder that is there and may not be written."""
    for file in set(files):
        if is_protected(file):
            raise ArchiveError(f"{file} is protected from writing; nothing was done.")


def is_protected(file: Path) -> bool:
    """Tell whether a file or folder is there and may not be written."""
    return file.exists() and not os.access(file, os.W_OK)


def _folders_of(steps: Sequence[Step], files: PostFiles) -> Iterator[Path]:
    for step in steps:
        yield files.at(step.path).parent
        if isinstance(step, Move):
            yield files.at(step.to).parent
