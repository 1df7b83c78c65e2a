"""Paths of posts relative to the current folder."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsctl.core.archive.hits import Columns


class Place:
    """The archive's folder relative to the current folder, computed once.

    Both are absolute. `cwd` must be free of symbolic links, as `Path.cwd()` is, since the system
    resolves `..` along real folders. It is None if the current folder no longer exists.
    """

    def __init__(self, root: Path, cwd: Path | None) -> None:
        self.root = root
        is_below = cwd is not None and cwd.is_relative_to(root)
        self._here = _slashes(cwd.relative_to(root)) if cwd and is_below else None
        self._way = _no_option(_way(root, cwd) if cwd else _slashes(root))

    @property
    def folder(self) -> str:
        """The archive's folder, relative to the current folder."""
        return self._way

    def path(self, path: str) -> str:
        """Return a post's path, relative to the current folder.

        A path that begins with a hyphen is written `./-x.md`, so that no program reads it as an
        option.
        """
        return _no_option(self._relative(path))

    def line(self, path: str) -> str:
        """Return a post's path as `path` does, sanitised for one line."""
        from newsctl.rendering.harmless import one_line_of_name  # noqa: PLC0415 -- not for help

        return one_line_of_name(self.path(path))

    def paths(self, paths: Iterable[str]) -> list[str]:
        """Return the paths of many posts as `path` does, in a third of the time."""
        if self._here is None:
            return [f"{self._way}/{path}" for path in paths]
        return [*map(_no_option if self._here == "." else self.path, paths)]

    def uri(self, path: str) -> str:
        """Return the `file:` URI of a post, in ASCII."""
        return (self.root / path).as_uri()

    def _relative(self, path: str) -> str:
        """Return a path of the archive relative to the current folder."""
        if self._here is None:
            return f"{self._way}/{path}"
        if self._here == ".":
            return path
        if path.startswith(f"{self._here}/"):
            return path[len(self._here) + 1 :]
        # both made absolute, or relpath asks the system for the current folder
        return posixpath.relpath(f"/{path}", f"/{self._here}")


def from_home(folder: Path) -> str:
    """Return a folder with `~` for the user's home."""
    home = os.path.expanduser("~")  # noqa: PTH111 -- which raises no error
    text = str(folder)
    return f"~{text[len(home) :]}" if len(home) > 1 and f"{text}/".startswith(f"{home}/") else text


def path_lines(columns: Iterable[Columns], place: Place, *, null: bool = False) -> Iterator[str]:
    """Yield the path of each hit, followed by NUL or by a newline, in batches.

    Paths are exact only with NUL: otherwise line ends and escape sequences in them are made
    visible. Bytes that are not UTF-8 are in the text as `surrogateescape` leaves them.
    """
    from newsctl.rendering.harmless import one_line_of_name  # noqa: PLC0415 -- not for help

    for some in columns:
        paths = place.paths(some.paths)
        yield "\0".join((*paths, "")) if null else "\n".join((*map(one_line_of_name, paths), ""))


def _no_option(shown: str) -> str:
    return f"./{shown}" if shown.startswith("-") else shown


def _way(root: Path, cwd: Path) -> str:
    try:
        return os.path.relpath(root, cwd).replace(os.sep, "/")
    except ValueError:  # another drive of Windows: no relative path leads there
        return _slashes(root)


def _slashes(path: Path) -> str:
    return str(path).replace(os.sep, "/")
