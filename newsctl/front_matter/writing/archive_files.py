"""The files of an archive: their bytes, the creation of folders, and the trash.

Paths stay inside of the archive, also through symbolic links.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move, Trashed, Write
from newsctl.core.errors import ArchiveError, cannot_read
from newsctl.core.messages import _, said_by_system
from newsctl.core.post.post import LARGEST_FILE, PostPath
from newsctl.storage.atomic import create_file, is_same_entry, sync_folder
from newsctl.storage.kept_folders import real_path
from newsctl.storage.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.core.archive.file_changes import Step


_ANOTHER_NAME = _("Give another --slug or --date.")


class ArchivePaths:
    """Resolves paths inside of one archive, with a cache of folders.

    A change of many posts asks for each path some twenty times.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = real_path(root)
        self._real_folders: dict[Path, Path] = {}
        self._names: dict[PostPath, Path] = {}

    def name_at(self, path: PostPath) -> Path:
        """Return the path of a post with the links of its folders resolved, but not its own.

        Raises ArchiveError if that is outside of the archive.
        """
        if path not in self._names:
            self._names[path] = self._name_of(path)
        return self._names[path]

    def _name_of(self, path: PostPath) -> Path:
        parts = PurePosixPath(path).parts
        elsewhere = PureWindowsPath(path).drive or path.startswith("/") or ".." in parts
        if elsewhere or not parts or "\0" in path:
            raise ArchiveError(_("{path!r} is not a path inside the archive.", path=path))
        whole = self._root.joinpath(*parts)
        return self._real_folder(whole.parent, path) / whole.name

    def file_at(self, path: PostPath) -> Path:
        """Return the path of a post with all links resolved.

        Raises ArchiveError if that is outside of the archive, or a link is broken.
        """
        name = self.name_at(path)
        if not name.is_symlink():
            return name
        file = real_path(name)
        self._refuse_outside(file, path)
        if not file.exists():
            raise ArchiveError(_("{path} is a link that leads nowhere.", path=path))
        return file

    def _real_folder(self, folder: Path, path: PostPath) -> Path:
        if folder not in self._real_folders:
            real = real_path(folder)
            self._refuse_outside(real, path)
            self._real_folders[folder] = real
        return self._real_folders[folder]

    def _refuse_outside(self, real: Path, path: PostPath) -> None:
        if not real.is_relative_to(self._real_root):
            raise ArchiveError(_("{path} leads out of the archive through a link.", path=path))


class ArchiveFiles:
    """The files below an archive's folder, by post path.

    Foreseen bytes of a file replace its real ones, so that steps can be checked that depend on each
    other. A post that is a link stands for its target.
    """

    def __init__(self, root: Path) -> None:
        self._paths = ArchivePaths(root)
        self._foreseen: dict[Path, bytes | None] = {}

    def at(self, path: PostPath) -> Path:
        """Return the file of a post. Raises ArchiveError if it is outside."""
        return self._paths.file_at(path)

    def content(self, path: PostPath) -> bytes | None:
        """Return the bytes at a path; None if there is no file.

        Raises ArchiveError for a path outside of the archive, and for anything but a readable file.
        """
        file = self.at(path)
        if file in self._foreseen:
            return self._foreseen[file]
        try:
            return _bytes_or_none(file)
        except OSError as error:
            raise cannot_read(path, error) from error

    def held_by(self, step: Step) -> dict[PostPath, bytes | None]:
        """Return the bytes at the paths of a step; of two spellings of one name, one has the file.

        Raises ArchiveError as `content` does, and for moving a link, whose target would change.
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
        """Raise ArchiveError for a post that is a link, whose target would change if it moved."""
        if self._paths.name_at(path).is_symlink():
            raise ArchiveError(
                _("{path} is a link.", path=path), hint=_("Move or remove it by hand.")
            )

    def require_free(self, path: PostPath) -> None:
        """Raise ArchiveError if anything is at a path, including a broken link."""
        if os.path.lexists(self._paths.name_at(path)):
            self.at(path)  # for a link, an error about its target comes first
            raise ArchiveError(_("{path} is there already.", path=path), hint=_ANOTHER_NAME)

    def is_foreseen(self, path: PostPath) -> bool:
        """Tell whether an earlier step concerns the file at a path."""
        return self.at(path) in self._foreseen

    def foresee(self, path: PostPath, data: bytes | None) -> None:
        """From now on, pretend that the file at a path has these bytes, or does not exist."""
        self._foreseen[self.at(path)] = data


def _is_spelt_so(file: Path) -> bool:
    return any(file.name == entry.name for entry in file.parent.iterdir())


def _bytes_or_none(file: Path) -> bytes | None:
    try:
        return read_regular(file, largest=LARGEST_FILE)
    except FileNotFoundError:
        return None


def missing_folders(folder: Path) -> list[Path]:
    """Return the missing ones of a folder and its parents, the deepest first."""
    return [parent for parent in (folder, *folder.parents) if not parent.exists()]


def make_folder(folder: Path) -> None:
    """Create a folder and its parents durably.

    Raises NotADirectoryError if a file is in the way, OSError for other failures.
    """
    missing = missing_folders(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as file:
        raise NotADirectoryError(
            file.errno, _("{name} is not a folder", name=folder.name)
        ) from file
    for made in missing:
        sync_folder(made.parent)


def remove_if_empty(folders: Iterable[Path]) -> None:
    """Remove the folders that are empty, the deepest first."""
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()


TRASH = ".newsctl-trash"
_IGNORE_FILE, _CONTENTS = ".gitignore", ".contents"
_IGNORES_ALL = b"*\n"
_NUMBER = re.compile(r"\.~[0-9]+~\Z")
"""What follows the name of a file that was removed before, as in GNU's numbered backups."""


class Trash:
    """The trash of the archive below one folder. Files are added on behalf of `command`."""

    def __init__(
        self,
        root: Path,
        *,
        command: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._root = root
        self._folder = root / TRASH
        self._command = command
        self._clock = clock

    def path_for(self, path: PostPath) -> PostPath:
        """Return a free path for a post, with a number added if necessary."""
        paths = ArchivePaths(self._root)
        return next(
            free for free in _paths_in_trash(path) if not os.path.lexists(paths.name_at(free))
        )

    def holds(self, path: PostPath, data: bytes) -> bool:
        """Tell whether the trash has a file of this path with these bytes."""
        for kept in _paths_in_trash(path):
            try:
                if (self._root / kept).read_bytes() == data:
                    return True
            except OSError:
                return False
        return False

    def prepare(self, steps: Iterable[Step]) -> None:
        """Create the folders of the trash for these steps, if possible."""
        into = [step for step in steps if isinstance(step, Move) and _is_in_trash(step.to)]
        if not into or self._folder.is_symlink():
            return
        with suppress(OSError):
            make_folder(self._folder)
            self._describe(into)

    def _describe(self, into: Iterable[Move]) -> None:
        """Append a record of each file to the contents of the trash."""
        with suppress(FileExistsError):
            create_file(self._folder / _IGNORE_FILE, _IGNORES_ALL)
        moment = self._clock().isoformat()
        with (self._folder / _CONTENTS).open("ab") as lines:
            for step in into:
                record = {"path": step.to, "from": step.path, "when": moment, "by": self._command}
                lines.write(json.dumps(record).encode() + b"\n")

    def contents(self) -> Sequence[Trashed]:
        """Return the files in the trash, the newest first."""
        recorded = self._recorded()
        files = [recorded.get(path) or self._unrecorded(path) for path in self._files()]
        return sorted(files, key=lambda file: (file.moment, file.path), reverse=True)

    def empty(self) -> int:
        """Delete every file in the trash, and return their number. Raises ArchiveError."""
        paths = list(self._files())
        for path in paths:
            try:
                (self._root / path).unlink()
            except OSError as error:
                raise ArchiveError(
                    _(
                        "Cannot remove {path}: {strerror}.",
                        path=path,
                        strerror=said_by_system(error),
                    )
                ) from error
        self.tidy()
        return len(paths)

    def tidy(self) -> None:
        """Remove empty folders, and the trash itself when it is empty."""
        if self._folder.is_symlink():
            return
        if not any(self._files()):
            with suppress(OSError):
                (self._folder / _CONTENTS).unlink()
                if (self._folder / _IGNORE_FILE).read_bytes() == _IGNORES_ALL:
                    (self._folder / _IGNORE_FILE).unlink()
        for folder, _folders, _names in os.walk(self._folder, topdown=False):
            with suppress(OSError):
                os.rmdir(folder)  # noqa: PTH106  os.walk has the path as text

    def _files(self) -> Iterator[PostPath]:
        """Yield the paths of all files in the trash."""
        if self._folder.is_symlink():
            return
        own = {self._folder / _IGNORE_FILE, self._folder / _CONTENTS}
        for folder, _folders, names in os.walk(self._folder):
            for name in names:
                file = self._root / folder / name
                if file not in own:
                    yield PostPath(file.relative_to(self._root).as_posix())

    def _unrecorded(self, path: PostPath) -> Trashed:
        """Return what is known from name and file about a file without a record."""
        original = _NUMBER.sub("", path.removeprefix(f"{TRASH}/"))
        came = (self._root / path).lstat().st_ctime
        return Trashed(path, PostPath(original), datetime.fromtimestamp(came, UTC), "")

    def _recorded(self) -> dict[PostPath, Trashed]:
        """Return the records of the files in the trash, by their paths there."""
        recorded = {}
        with suppress(OSError), (self._folder / _CONTENTS).open("rb") as lines:
            for line in lines:
                with suppress(ValueError, TypeError, KeyError):  # cut off, or of another program
                    record = json.loads(line)
                    path, original = PostPath(record["path"]), PostPath(str(record["from"]))
                    moment = datetime.fromisoformat(record["when"]).astimezone(UTC)
                    recorded[path] = Trashed(path, original, moment, str(record["by"]))
        return recorded


def _paths_in_trash(path: PostPath) -> Iterator[PostPath]:
    first = f"{TRASH}/{path}"
    return map(PostPath, chain((first,), (f"{first}.~{number}~" for number in count(2))))


def _is_in_trash(path: PostPath) -> bool:
    return path.startswith(f"{TRASH}/")
