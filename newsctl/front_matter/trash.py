"""The archive's trash: a hidden folder, into which neither newsctl nor Jekyll looks for posts."""

from __future__ import annotations

import os
from itertools import chain, count
from typing import TYPE_CHECKING

from newsctl.core.post import PostPath
from newsctl.front_matter.inside import Inside

if TYPE_CHECKING:
    from pathlib import Path

TRASH = ".newsctl-trash"


def path_in_trash(root: Path, path: PostPath) -> PostPath:
    """Return a free path for a post in the trash, which keeps its folders and its name.

    Where that was removed before, a number follows, as in GNU's numbered backups (`a.md.~2~`).
    """
    inside, first = Inside(root), f"{TRASH}/{path}"
    paths = map(PostPath, chain((first,), (f"{first}.~{number}~" for number in count(2))))
    return next(free for free in paths if not os.path.lexists(inside.name_at(free)))
