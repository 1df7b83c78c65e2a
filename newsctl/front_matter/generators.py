"""What makes a site of the posts in a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.front_matter.sites import generator_at, has_settings

if TYPE_CHECKING:
    from pathlib import Path

_LEVELS = 3  # that an archive may lie below the root of its site: `src/content/blog`


def generator_of(folder: Path) -> str | None:
    """Return what makes a site of the posts in a folder, as the files in it or above it tell.

    None for a folder of posts alone.
    """
    for above in (folder, *folder.parents[:_LEVELS]):
        if generator := generator_at(above):
            return generator
        if has_settings(above) or os.path.lexists(above / ".git"):
            break
    return None
