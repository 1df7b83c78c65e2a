"""The posts of an archive as markdown files with a YAML header."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.core.filed import Filed
from newsctl.core.ports import Reading
from newsctl.core.problems import Problem
from newsctl.front_matter.discovery import discover
from newsctl.front_matter.post_rules import PostRules
from newsctl.front_matter.sites import site_at
from newsctl.front_matter.size import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.filed import Files
    from newsctl.core.ports import LeftOut, LookAhead
    from newsctl.core.post import PostPath
    from newsctl.core.settings import Settings

    Parse = Callable[[PostPath, bytes, Settings], Reading]
    """Reads bytes as the file at a path: `reader.parse`."""

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MORE = 1024**2


class MarkdownRepository:
    """The posts below one folder, absolute.

    Finding posts imports no parser: `parse` is given, so that only who reads posts pays for it.
    The first scan takes what a look found that began `ahead`, if it was a look at this archive.
    """

    def __init__(
        self, root: Path, settings: Settings, *, parse: Parse, ahead: LookAhead | None = None
    ) -> None:
        self._root = root
        self._settings = settings
        self._parse = parse
        self._ahead = ahead
        self._rules = PostRules(settings, site_at(root))

    @property
    def root(self) -> Path:
        """The archive's folder, absolute."""
        return self._root

    def scan(self, like: Mapping[PostPath, object] | None = None) -> Files:
        """Find every post file and its stamp. Raises ArchiveError for an unreadable archive.

        `like` are files as they probably are, which a look ahead finds sooner.
        """
        ahead, self._ahead = self._ahead, None
        listings = like.listings if isinstance(like, Filed) else {}
        found = ahead.posts(self._root, self._settings, listings) if ahead else None
        return discover(str(self._root), self._rules).posts() if found is None else found

    def excluded(self) -> Sequence[LeftOut]:
        """List what the rules leave out, sorted by path: files, and folders not looked into."""
        left_out = discover(str(self._root), self._rules).left_out
        return sorted(left_out, key=lambda entry: entry.path)

    def files(self) -> Sequence[PostPath]:
        """List every post, and every file that only its name keeps from being one, sorted."""
        found = discover(str(self._root), self._rules)
        misnamed = filter(self._rules.is_misnamed, (file.path for file in found.left_out))
        return sorted({*found.posts(), *misnamed})

    def read(self, path: PostPath) -> Reading:
        """Read one file. Never raises for what it holds, or when it cannot be read."""
        data = self._data_of(path)
        return (
            Reading(path, b"", None, (data,))
            if isinstance(data, Problem)
            else self.parse(path, data)
        )

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of one file: none for one that cannot be read, or is too large."""
        data = self._data_of(path)
        return b"" if isinstance(data, Problem) else data

    def _data_of(self, path: PostPath) -> bytes | Problem:
        try:
            # as a number, with half of the system calls that a file of Python makes
            file = os.open(f"{self._root}/{path}", _READ)
            try:
                size = os.fstat(file).st_size
                return too_large(path, size) or _content(file, size)
            finally:
                os.close(file)
        except OSError as error:
            return Problem(path, "file-unreadable", f"The file cannot be read: {error.strerror}.")

    def parse(self, path: PostPath, data: bytes) -> Reading:
        """Read bytes as if they were the file at this path. Never raises for what they hold."""
        return self._parse(path, data, self._settings)


def _content(file: int, size: int) -> bytes:
    """Return all bytes of an open file that has so many, or had when that was asked."""
    data = os.read(file, size + 1)
    if len(data) == size:
        return data
    pieces = [data]  # one read may give less, where files are on another machine
    while piece := os.read(file, _MORE):
        pieces.append(piece)
    return b"".join(pieces)
