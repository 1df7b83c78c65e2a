"""What the files of an archive hold, now and once steps that were planned are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Write
from newsctl.core.errors import ArchiveError
from newsctl.core.post.post import LARGEST_FILE
from newsctl.front_matter.atomic import is_same_entry
from newsctl.front_matter.inside import Inside
from newsctl.storage.regular_files import read_regular

if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.post.post import PostPath


class PostFiles:
    """The files below an archive's folder, by their paths as posts.

    What was foreseen for a file is told instead of what it holds, so that steps can be checked
    that build on one another. A post that is a link stands for the file that it leads to.
    """

    def __init__(self, root: Path) -> None:
        self._inside = Inside(root)
        self._foreseen: dict[Path, bytes | None] = {}

    def at(self, path: PostPath) -> Path:
        """Return the file that holds a post. Raises ArchiveError when that is outside."""
        return self._inside.file_at(path)

    def content(self, path: PostPath) -> bytes | None:
        """Return the bytes at a path, None where no file is.

        Raises ArchiveError for a path outside the archive, and for what is no file or unreadable.
        """
        file = self.at(path)
        if file in self._foreseen:
            return self._foreseen[file]
        try:
            return _bytes_of(file)
        except OSError as error:
            raise ArchiveError(f"Cannot read {path}: {error.strerror}.") from error

    def held_by(self, step: Step) -> dict[PostPath, bytes | None]:
        """Return what the paths of a step hold: of two spellings of one name, one has the file.

        Raises ArchiveError as `content` does, and for moving a link, which would lead elsewhere
        from another folder.
        """
        if isinstance(step, Write):
            return {step.path: self.content(step.path)}
        self.refuse_link(step.path)
        old, new = self.at(step.path), self.at(step.to)
        if is_same_entry(old, new) and new not in self._foreseen:
            data = self.content(step.path)
            is_old = _is_spelt_so(old)
            return {step.path: data if is_old else None, step.to: None if is_old else data}
        return {path: self.content(path) for path in (step.path, step.to)}

    def refuse_link(self, path: PostPath) -> None:
        """Raise ArchiveError for a post that is a link, which would lead elsewhere once moved."""
        if self._inside.name_at(path).is_symlink():
            raise ArchiveError(f"{path} is a link.", hint="Move or remove it by hand.")

    def is_foreseen(self, path: PostPath) -> bool:
        """Tell whether an earlier step has to do with the file at a path."""
        return self.at(path) in self._foreseen

    def foresee(self, path: PostPath, data: bytes | None) -> None:
        """Tell from now on that the file at a path holds these bytes, or is not there."""
        self._foreseen[self.at(path)] = data


def _is_spelt_so(file: Path) -> bool:
    return any(file.name == entry.name for entry in file.parent.iterdir())


def _bytes_of(file: Path) -> bytes | None:
    try:
        return read_regular(file, largest=LARGEST_FILE)
    except FileNotFoundError:
        return None
