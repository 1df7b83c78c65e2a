"""TOML that makes the same settings, with the source of each as a comment."""

from newsctl.rendering.formats import Format

FORMAT = Format("toml", "settings for newsctl.toml")
