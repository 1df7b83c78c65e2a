"""The archive's trash: a hidden folder, into which neither newsctl nor Jekyll looks for posts."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from newsctl.core.post import PostPath
from newsctl.front_matter.inside import path_inside

if TYPE_CHECKING:
    from pathlib import Path

TRASH = ".newsctl-trash"


def path_in_trash(root: Path, path: PostPath) -> PostPath:
    """Return a free path for a post in the trash, which keeps its folders and its name.

    Where that was removed before, a number follows, as in GNU's numbered backups (`a.md.~2~`).
    """
    first = f"{TRASH}/{path}"
    paths = chain((first,), (f"{first}.~{number}~" for number in count(2)))
    return next(PostPath(one) for one in paths if _is_free(root, PostPath(one)))


def _is_free(root: Path, path: PostPath) -> bool:
    whole = path_inside(root, path)
    return not (whole.exists() or whole.is_symlink())
