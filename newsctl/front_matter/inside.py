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
    parts = PurePosixPath(path).parts
    elsewhere = PureWindowsPath(path).drive or path.startswith("/") or ".." in parts
    if elsewhere or not parts or "\0" in path:
        raise ArchiveError(f"{path!r} is not a path inside the archive.")
    whole = root.joinpath(*parts)
    if not _real(whole.parent).is_relative_to(_real(root)):
        raise ArchiveError(f"{path} leads out of the archive through a link.")
    return whole


def _real(folder: Path) -> Path:
    """Follow links as far as they lead; Path.resolve raises RuntimeError for a loop."""
    return Path(os.path.realpath(folder))
