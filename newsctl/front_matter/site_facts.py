"""What the folder of an archive tells of its site."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from newsctl.core.settings.site_facts import SiteFacts
from newsctl.front_matter.sites import folders_of_site, generator_at

if TYPE_CHECKING:
    from pathlib import Path


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
    return next(filter(None, map(generator_at, folders_of_site(folder))), None)
