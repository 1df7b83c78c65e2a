"""Paths that stay inside an archive, also through symbolic links."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError

if TYPE_CHECKING:
    from newsctl.core.post.post import PostPath


class Inside:
    """The paths inside one archive. Where a folder leads is looked up once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = _real(root)
        self._real_folders: dict[Path, Path] = {}

    def name_at(self, path: PostPath) -> Path:
        """Return where a post's name is, behind the links of its folders, if not its own.

        Raises ArchiveError when that is outside the archive.
        """
        parts = PurePosixPath(path).parts
        elsewhere = PureWindowsPath(path).drive or path.startswith("/") or ".." in parts
        if elsewhere or not parts or "\0" in path:
            raise ArchiveError(f"{path!r} is not a path inside the archive.")
        whole = self._root.joinpath(*parts)
        return self._real_folder(whole.parent, path) / whole.name

    def file_at(self, path: PostPath) -> Path:
        """Return the file that holds a post's bytes, behind all links.

        Raises ArchiveError when that is outside the archive, or a link leads nowhere.
        """
        name = self.name_at(path)
        if not name.is_symlink():
            return name
        file = _real(name)
        self._refuse_outside(file, path)
        if not file.exists():
            raise ArchiveError(f"{path} is a link that leads nowhere.")
        return file

    def _real_folder(self, folder: Path, path: PostPath) -> Path:
        if folder not in self._real_folders:
            real = _real(folder)
            self._refuse_outside(real, path)
            self._real_folders[folder] = real
        return self._real_folders[folder]

    def _refuse_outside(self, real: Path, path: PostPath) -> None:
        if not real.is_relative_to(self._real_root):
            raise ArchiveError(f"{path} leads out of the archive through a link.")


def _real(path: Path) -> Path:
    """Follow links as far as they lead; Path.resolve raises RuntimeError for a loop."""
    return Path(os.path.realpath(path))
