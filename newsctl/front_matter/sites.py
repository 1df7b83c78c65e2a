"""What marks a folder as an archive of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

POSTS = "_posts"
SETTINGS_FILE = "newsctl.toml"
_JEKYLL_CONFIG = ("_config.yml", "_config.yaml", "_config.toml")


def has_settings(folder: Path) -> bool:
    """Tell whether a folder holds `newsctl.toml`; False where that cannot be looked at.

    Whatever has that name counts: settings that cannot be read are not the same as none.
    """
    return os.path.lexists(folder / SETTINGS_FILE)


def has_posts_folder(folder: Path) -> bool:
    """Tell whether a folder holds `_posts/`; False where that cannot be looked at."""
    try:
        return (folder / POSTS).is_dir()
    except OSError:
        return False


def is_jekyll_site(folder: Path) -> bool:
    """Tell whether a folder is the root of a Jekyll site: it has `_posts/` or a configuration."""
    return has_posts_folder(folder) or any(_has_file(folder, name) for name in _JEKYLL_CONFIG)


def _has_file(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except OSError:
        return False
