"""Edits of a post's front matter that change what was asked and not one byte more."""

from newsctl.front_matter.edits.editing import edited

__all__ = ["edited"]
