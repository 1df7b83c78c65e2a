"""Write-protected files and folders, detected before anything is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, EditRefused
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newsctl.core.post.post import PostPath
    from newsctl.front_matter.writing.archive_files import ArchiveFiles


def require_writable(files: ArchiveFiles, path: PostPath, *, moves: bool) -> None:
    """Raise EditRefused for a post whose file cannot be written or, with `moves`, moved."""
    try:
        file = files.at(path)
        if moves:
            files.refuse_link(path)
    except ArchiveError as error:
        raise EditRefused(error.message, hint=error.hint) from error
    if not moves and is_protected(file):
        raise EditRefused(_("The file is protected from writing."))
    if is_protected(file.parent):
        raise EditRefused(_("The folder is protected from writing."))


def refuse_protected(files: Iterable[Path]) -> None:
    """Raise ArchiveError for an existing file or folder that is write-protected."""
    for file in set(files):
        if is_protected(file):
            raise ArchiveError(_("{file} is protected from writing; nothing was done.", file=file))


def is_protected(file: Path) -> bool:
    """Tell whether a file or folder exists and is write-protected."""
    return file.exists() and not os.access(file, os.W_OK)
