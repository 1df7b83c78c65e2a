"""How large a file may be to be read as a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.problems import Problem

if TYPE_CHECKING:
    from newsctl.core.post.post import PostPath


def too_large(path: PostPath, size: int) -> Problem | None:
    """Return the problem of a file of so many bytes, None when it may be read."""
    if size <= LARGEST_FILE:
        return None
    limit = LARGEST_FILE // 1024**2
    message = f"The file has {size // 1024**2} MB; a post may have {limit}."
    return Problem(path, "file-too-large", message, hint="Exclude it in newsctl.toml.")
