"""The archive's trash: a hidden folder, into which neither newsctl nor Jekyll looks for posts.

A post keeps its folders and its name in it. Beside them lie a `.gitignore`, by which git leaves the
folder out, and `.contents`: a line of JSON for each file that came in, with where it was, when and
by which command. Without it the name and the system tell the first two.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move, Trashed
from newsctl.core.errors import ArchiveError
from newsctl.core.post.post import PostPath
from newsctl.front_matter.atomic import create_file
from newsctl.front_matter.folders import make_folder
from newsctl.front_matter.inside import Inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step

TRASH = ".newsctl-trash"
_FOR_GIT, _CONTENTS = ".gitignore", ".contents"
_IGNORES_ALL = b"*\n"
_NUMBER = re.compile(r"\.~[0-9]+~\Z")
"""What follows the name of a file that was removed before, as in GNU's numbered backups."""


class Trash:
    """The trash of the archive below one folder. What comes in now comes by `command`."""

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
        """Return a free path for a post; a number follows where its own is taken."""
        inside = Inside(self._root)
        return next(free for free in _paths(path) if not os.path.lexists(inside.name_at(free)))

    def holds(self, path: PostPath, data: bytes) -> bool:
        """Tell whether a post of these bytes came in from this path already."""
        for kept in _paths(path):
            try:
                if (self._root / kept).read_bytes() == data:
                    return True
            except OSError:
                return False
        return False

    def prepare(self, steps: Iterable[Step]) -> None:
        """Make the trash ready for what steps bring into it, as far as the system allows."""
        into = [step for step in steps if isinstance(step, Move) and _is_inside(step.to)]
        if not into or self._folder.is_symlink():
            return
        with suppress(OSError):
            make_folder(self._folder)
            self._describe(into)

    def _describe(self, into: Iterable[Move]) -> None:
        with suppress(FileExistsError):
            create_file(self._folder / _FOR_GIT, _IGNORES_ALL)
        moment = self._clock().isoformat()
        with (self._folder / _CONTENTS).open("ab") as lines:
            for step in into:
                told = {"path": step.to, "from": step.path, "when": moment, "by": self._command}
                lines.write(json.dumps(told).encode() + b"\n")

    def contents(self) -> Sequence[Trashed]:
        """Return the files in the trash, what came in last first."""
        told = self._told()
        files = [told.get(path) or self._unknown(path) for path in self._paths()]
        return sorted(files, key=lambda file: (file.moment, file.path), reverse=True)

    def empty(self) -> int:
        """Remove every file in the trash for good, and return how many. Raises ArchiveError."""
        paths = list(self._paths())
        for path in paths:
            try:
                (self._root / path).unlink()
            except OSError as error:
                raise ArchiveError(f"Cannot remove {path}: {error.strerror}.") from error
        self.tidy()
        return len(paths)

    def tidy(self) -> None:
        """Remove empty folders, and the trash itself when nothing is in it any more."""
        if self._folder.is_symlink():
            return
        if not any(self._paths()):
            with suppress(OSError):
                (self._folder / _CONTENTS).unlink()
                if (self._folder / _FOR_GIT).read_bytes() == _IGNORES_ALL:
                    (self._folder / _FOR_GIT).unlink()
        for folder, _, _ in os.walk(self._folder, topdown=False):
            with suppress(OSError):
                os.rmdir(folder)  # noqa: PTH106  os.walk has the path as text

    def _paths(self) -> Iterator[PostPath]:
        if self._folder.is_symlink():
            return
        own = {self._folder / _FOR_GIT, self._folder / _CONTENTS}
        for folder, _, names in os.walk(self._folder):
            for name in names:
                file = self._root / folder / name
                if file not in own:
                    yield PostPath(file.relative_to(self._root).as_posix())

    def _unknown(self, path: PostPath) -> Trashed:
        original = _NUMBER.sub("", path.removeprefix(f"{TRASH}/"))
        came = (self._root / path).lstat().st_ctime
        return Trashed(path, PostPath(original), datetime.fromtimestamp(came, UTC), "")

    def _told(self) -> dict[PostPath, Trashed]:
        told = {}
        with suppress(OSError), (self._folder / _CONTENTS).open("rb") as lines:
            for line in lines:
                with suppress(ValueError, TypeError, KeyError):  # torn by a crash, or another's
                    record = json.loads(line)
                    path, original = PostPath(record["path"]), PostPath(str(record["from"]))
                    moment = datetime.fromisoformat(record["when"]).astimezone(UTC)
                    told[path] = Trashed(path, original, moment, str(record["by"]))
        return told


def _paths(path: PostPath) -> Iterator[PostPath]:
    first = f"{TRASH}/{path}"
    return map(PostPath, chain((first,), (f"{first}.~{number}~" for number in count(2))))


def _is_inside(path: PostPath) -> bool:
    return path.startswith(f"{TRASH}/")
