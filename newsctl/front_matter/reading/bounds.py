"""Limits on the size of a post and of its front matter, in any syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.problems import Problem

if TYPE_CHECKING:
    from newsctl.core.post.post import PostPath

LONGEST_HEADER = 256 * 1024
"""A header with more characters is refused: libyaml takes some 500 bytes for each value."""

MOST_VALUES = 10_000
"""A header with more values, keys among them, is refused; aliases count as what they stand for."""

DEEPEST = 50
"""A header nested more deeply is refused: libyaml's composer would run out of stack."""

LARGEST_INTEGER = 2**63
"""From here on a number stays text: readers of JSON would break on it."""


def too_large(path: PostPath, size: int) -> Problem | None:
    """Return the problem of a file of this size; None if it may be read."""
    if size <= LARGEST_FILE:
        return None
    limit = LARGEST_FILE // 1024**2
    message = _(
        "The file has {size:.3g} MB; a post may have {limit}.", size=size / 1024**2, limit=limit
    )
    return Problem(path, "file-too-large", message, hint=_("Exclude it in newsctl.toml."))
