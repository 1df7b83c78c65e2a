"""What is known of the site that posts are part of, as far as rules depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    OfPath = Callable[[str], bool]
    """Tells something of a path relative to the archive's folder, of a post or not."""


class SiteFacts(NamedTuple):
    """Which program makes the site, which files it has, and which zone its configuration names.

    `is_titled` tells whether the site itself gives the post at a path a title. None for what nobody
    knows.
    """

    generator: str | None = None
    has_file: OfPath | None = None
    time_zone: str | None = None
    is_titled: OfPath | None = None


class SiteZone(NamedTuple):
    """The time zone that the configuration of a site names; it holds if it `is_known`.

    `file` is where it stands, relative to the archive's folder.
    """

    name: str
    file: str
    is_known: bool


class SiteDefaults(NamedTuple):
    """What the configuration of a site says of values that its posts need not have themselves.

    `text` is what it says, in YAML. It is for paths below `source`, relative to the site's root;
    `above` is the archive's folder there, empty for the root.
    """

    text: str
    source: str = ""
    above: str = ""


UNKNOWN = SiteFacts()
