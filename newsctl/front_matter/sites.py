"""What marks a folder as an archive of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.post_rules import POSTS

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_FILE = "newsctl.toml"
_JEKYLL_CONFIG = ("_config.yml", "_config.yaml", "_config.toml")


def is_jekyll_site(folder: Path) -> bool:
    """Tell whether a folder is the root of a Jekyll site: it has `_posts/` or a configuration."""
    return (folder / POSTS).is_dir() or any((folder / name).is_file() for name in _JEKYLL_CONFIG)
