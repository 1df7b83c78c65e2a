"""The post files below a folder, with their stamps, found without reading any."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError
from newsctl.core.filename import parse_filename
from newsctl.core.ports import LeftOut
from newsctl.core.post import PostPath
from newsctl.core.reconcile import Stamp
from newsctl.front_matter.post_rules import POSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.front_matter.post_rules import PostRules


@dataclass(frozen=True, slots=True)
class Found:
    """The posts of an archive, and what is left out of it. Not in any order."""

    posts: dict[PostPath, Stamp] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def discover(root: str, rules: PostRules) -> Found:
    """Find the posts below a folder. Raises ArchiveError when the folder cannot be read.

    Symbolic links are followed where they stay in the folder, once all that is no link is seen;
    a folder that was seen under another name is not entered again.
    """
    walk = _Walk(root, rules)
    for _ in walk.folders():
        pass
    return walk.found


def holds_posts(root: str, rules: PostRules, *, most_folders: int) -> bool:
    """Tell whether a folder holds a post, as far as one sees in so many folders of it.

    In the folders below it only a file with a date in its name counts: a home has notes too.
    """
    walk = _Walk(root, rules)
    for looked, _ in enumerate(walk.folders(), 1):
        if any("/" not in path or parse_filename(path).date for path in walk.found.posts):
            return True
        if looked >= most_folders:
            break
    return False


class _Walk:
    def __init__(self, root: str, rules: PostRules) -> None:
        self.found = Found()
        self._root = root
        self._rules = rules
        self._to_enter = [""]
        self._links: list[str] = []
        self._seen: set[tuple[int, int, bool]] = set()

    def folders(self) -> Iterator[str]:
        """Look at one folder after the other, and yield each that was looked at."""
        while self._to_enter or self._links:
            if not self._to_enter:
                self._follow(self._links.pop(0))
                continue
            folder = self._to_enter.pop()
            self._enter(folder)
            yield folder

    def _enter(self, folder: str) -> None:
        path = self._absolute(folder)
        prefix = f"{folder}/" if folder else ""
        try:
            self._is_new(folder, Path(path).stat())
            with os.scandir(path) as entries:
                self._look_at(entries, prefix)
        except OSError as error:
            if not folder:
                raise ArchiveError(f"Cannot read {self._root}: {error.strerror}.") from error
            self._leave_out(prefix, f"cannot be read: {error.strerror}")

    def _look_at(self, entries: Iterator[os.DirEntry[str]], prefix: str) -> None:
        posts, is_surely_post = self.found.posts, self._rules.surely_posts(prefix)
        for entry in entries:
            if is_surely_post(entry.name) and entry.is_file(follow_symlinks=False):
                posts[PostPath(prefix + entry.name)] = _stamp(entry.stat(follow_symlinks=False))
            else:
                self._consider(entry, prefix + entry.name)

    def _consider(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self._links.append(path)
        elif entry.is_dir(follow_symlinks=False):
            self._consider_folder(path)
        elif self._rules.may_hold_files(entry.name):
            self._consider_file(path, entry.stat(follow_symlinks=False))

    def _consider_folder(self, path: str) -> None:
        why_not = self._rules.why_folder_not(path.rpartition("/")[2], path)
        if why_not is None:
            self._to_enter.append(path)
        else:
            self._leave_out(f"{path}/", why_not)

    def _consider_file(self, path: str, status: os.stat_result) -> None:
        why_not = self._rules.why_not(path) if _is_utf_8(path) else "its name is not UTF-8"
        if why_not is None and not S_ISREG(status.st_mode):
            why_not = "not a regular file"
        if why_not is None:
            self.found.posts[PostPath(path)] = _stamp(status)
        else:
            self._leave_out(path, why_not)

    def _follow(self, path: str) -> None:
        """Take a symbolic link for what it leads to, unless that is outside or nowhere."""
        try:
            target = os.path.realpath(self._absolute(path), strict=True)
            status = Path(target).stat()
        except OSError as error:
            self._leave_out_link(path, f"a link that leads nowhere: {error.strerror}")
            return
        root = os.path.realpath(self._root)
        if os.path.commonpath((root, target)) != root:
            self._leave_out_link(path, "a link out of the archive")
        elif not S_ISDIR(status.st_mode):
            if self._rules.may_hold_files(path.rpartition("/")[2]):
                self._consider_file(path, status)
        elif self._is_new(path, status):
            self._consider_folder(path)
        else:
            self._leave_out(f"{path}/", "a link to a folder that is seen already")

    def _is_new(self, folder: str, status: os.stat_result) -> bool:
        """Note a folder as seen; one outside a folder of posts may be linked into one."""
        identity = (status.st_dev, status.st_ino, POSTS in folder.split("/"))
        is_new = identity not in self._seen
        self._seen.add(identity)
        return is_new

    def _leave_out_link(self, path: str, reason: str) -> None:
        name = path.rpartition("/")[2]
        if self._rules.may_hold_files(name) or "." not in name:
            self._leave_out(path, reason)

    def _leave_out(self, path: str, reason: str) -> None:
        shown = path if _is_utf_8(path) else os.fsencode(path).decode(errors="backslashreplace")
        self.found.left_out.append(LeftOut(PostPath(shown), reason))

    def _absolute(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is_utf_8(path: str) -> bool:
    """Tell whether the system gave this name in UTF-8; Python keeps other bytes as surrogates."""
    return path.isascii() or path.encode(errors="replace").decode() == path
