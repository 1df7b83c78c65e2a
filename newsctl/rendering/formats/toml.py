"""TOML with the same settings, and the source of each as a comment."""

from newsctl.rendering.formats import Format

FORMAT = Format("toml", "settings for newsctl.toml")
