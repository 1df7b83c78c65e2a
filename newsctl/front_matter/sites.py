"""What marks a folder as an archive of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.core.text_lists import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

POSTS = "_posts"
SETTINGS_FILE = "newsctl.toml"
_JEKYLL_CONFIG = ("_config.yml", "_config.yaml", "_config.toml")

_JEKYLL_LISTS = {"tags": WHITE_SPACE, "categories": WHITE_SPACE}
"""The keys whose texts Jekyll splits at white space; those of `tag` and `category` are one item
(`Utils.pluralized_array_from_hash` in lib/jekyll/utils.rb)."""


def text_lists(root: Path) -> Mapping[str, str]:
    """Return the keys whose texts the site reads as lists, and what separates their items.

    The folder may be a part of the site: `_posts`, or one in it.
    """
    is_jekyll = POSTS in root.parts or is_jekyll_site(root)
    return _JEKYLL_LISTS if is_jekyll else {}


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
