"""Guessing whether a folder without a mark is an archive, by posts in it or nearby."""

from __future__ import annotations

import os
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.filename import parse_filename
from newsctl.core.settings import Settings
from newsctl.front_matter.archive.post_rules import PostRules
from newsctl.front_matter.archive.sites import generator_at, has_settings
from newsctl.storage.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_FOLDERS = 200
"""Folders searched: enough for an archive by month; a home folder has thousands."""

_MOST_NAMES = 2_000
"""Names in a folder that are checked: among so many a post would be seen."""

_NEAR = 1
"""How many folders deep a post may lie, those of `_OF_POSTS` and of years and months apart."""

_OF_POSTS = frozenset({"_posts", "blog", "content", "docs", "pages", "posts", "src"})
"""Folders that generators and their users have for posts: see `sites`."""

_FENCE = b"---"
_LARGEST = 1024**2


class Near(Enum):
    """Where the posts are that make a folder an archive."""

    IN_IT = _("it holds posts")
    BY_IT = _("posts lie near by")


def posts_near(root: Path) -> Near | None:
    """Return whether posts are in a folder or nearby; None if neither.

    A folder with dated posts is an archive. Posts are nearby if it has other markdown files; or if
    a folder below has one with a date in its name, or one with front matter in a usual place for
    posts, since a folder of projects has notes too. Posts below another archive belong to that.
    """
    rules = PostRules(Settings(), None)
    in_it = [*_posts_in(root, "", rules)]
    if any(map(_is_dated, in_it)):
        return Near.IN_IT
    below = (
        _is_dated(entry) or (folder.partition("/")[0] in _OF_POSTS and _has_front_matter(entry))
        for folder in islice(_near(root, rules), 1, _MOST_FOLDERS)
        for entry in _posts_in(root, folder, rules)
    )
    return Near.BY_IT if in_it or any(below) else None


def archives_in(root: Path) -> Iterator[str]:
    """Yield the names of direct subfolders that are marked as archives."""
    for entry in islice(sorted(_entries(root), key=lambda entry: entry.name), _MOST_FOLDERS):
        folder = root / entry.name
        if not entry.name.startswith(".") and folder.is_dir() and _is_archive(folder):
            yield entry.name


def _near(root: Path, rules: PostRules) -> Iterator[str]:
    """Yield the folders nearby, the nearest first, relative to the root; its own is empty."""
    ahead = [""]
    while ahead:
        folder = ahead.pop(0)
        yield folder
        for entry in sorted(_entries(root / folder), key=lambda entry: entry.name):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.is_dir(follow_symlinks=False) or rules.why_folder_not(entry.name, path):
                continue
            if _depth(path) <= _NEAR and not _is_of_another(root / path):
                ahead.append(path)


def _posts_in(root: Path, folder: str, rules: PostRules) -> Iterator[os.DirEntry[str]]:
    """Yield the files in a folder whose names are those of posts."""
    for entry in _entries(root / folder):
        if rules.may_hold_files(entry.name):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if rules.why_not(path) is None and (root / path).is_file():
                yield entry


def _depth(folder: str) -> int:
    return sum(not (name.isdecimal() or name in _OF_POSTS) for name in folder.split("/"))


def _is_of_another(folder: Path) -> bool:
    """Tell whether a folder is an archive itself, and not just a part of one."""
    if folder.name in _OF_POSTS:
        return False
    return _is_archive(folder) or os.path.lexists(folder / ".git")


def _is_archive(folder: Path) -> bool:
    return has_settings(folder) or generator_at(folder) is not None


def _is_dated(entry: os.DirEntry[str]) -> bool:
    return parse_filename(entry.name).date is not None


def _has_front_matter(entry: os.DirEntry[str]) -> bool:
    try:
        return read_regular(entry.path, largest=_LARGEST).startswith(_FENCE)
    except OSError:
        return False


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [*islice(entries, _MOST_NAMES)]
    except OSError:
        return []
