"""Paths that stay inside an archive, also through symbolic links."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError

if TYPE_CHECKING:
    from newsctl.core.post import PostPath


def path_inside(root: Path, path: PostPath) -> Path:
    """Return where a post's file is. Raises ArchiveError when that is outside the archive."""
    whole = _joined(root, path)
    _refuse_outside(root, whole.parent, path)
    return whole


def file_inside(root: Path, path: PostPath) -> Path:
    """Return the file that holds a post's bytes, behind all links.

    Raises ArchiveError when that is outside the archive, or a link leads nowhere.
    """
    whole = _joined(root, path)
    file = _real(whole)
    _refuse_outside(root, file, path)
    if whole.is_symlink() and not file.exists():
        raise ArchiveError(f"{path} is a link that leads nowhere.")
    return file


def _joined(root: Path, path: PostPath) -> Path:
    parts = PurePosixPath(path).parts
    elsewhere = PureWindowsPath(path).drive or path.startswith("/") or ".." in parts
    if elsewhere or not parts or "\0" in path:
        raise ArchiveError(f"{path!r} is not a path inside the archive.")
    return root.joinpath(*parts)


def _refuse_outside(root: Path, whole: Path, path: PostPath) -> None:
    if not _real(whole).is_relative_to(_real(root)):
        raise ArchiveError(f"{path} leads out of the archive through a link.")


def _real(path: Path) -> Path:
    """Follow links as far as they lead; Path.resolve raises RuntimeError for a loop."""
    return Path(os.path.realpath(path))
