"""What the folder of an archive tells of its site."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from newsctl.core.site_facts import SiteFacts
from newsctl.front_matter.sites import generator_at, has_settings

if TYPE_CHECKING:
    from pathlib import Path

_LEVELS = 3  # that an archive may lie below the root of its site: `src/content/blog`


def site_facts(root: Path) -> SiteFacts:
    """Return what is known of the site of an archive. Files are looked for when asked."""
    return SiteFacts(generator_of(root), cache(partial(_has_file, str(root))))


def _has_file(root: str, path: str) -> bool:
    """Tell whether an archive has a file; True for a path that leads out of it."""
    return path.startswith("..") or os.path.lexists(f"{root}/{path}")


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
