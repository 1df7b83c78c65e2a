"""What is known of the site that posts are part of, as far as rules depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    HasFile = Callable[[str], bool]
    """Tells whether the archive has a file at a path relative to its folder, a post or not."""


class SiteFacts(NamedTuple):
    """Which program makes the site, and which files it has; None for what nobody knows."""

    generator: str | None = None
    has_file: HasFile | None = None


UNKNOWN = SiteFacts()
