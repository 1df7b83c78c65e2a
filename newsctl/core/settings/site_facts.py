"""Facts about the site of an archive, as far as rules depend on them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    OfPath = Callable[[str], bool]
    """Tells something of a path relative to the archive's folder, of a post or not."""


class SiteFacts(NamedTuple):
    """Which generator makes the site, which files it has, and which zone its settings name.

    `is_titled` tells whether the site itself gives the post at a path a title, `has_beside` whether
    other files than posts, such as photos, are in the folder of that post. None stands for an
    unknown fact.
    """

    generator: str | None = None
    has_file: OfPath | None = None
    time_zone: str | None = None
    is_titled: OfPath | None = None
    has_beside: OfPath | None = None


class SiteZone(NamedTuple):
    """The time zone that a site's configuration names; it is valid if `is_known`.

    `file` is the configuration's path, relative to the archive's folder.
    """

    name: str
    file: str
    is_known: bool


class Merging(StrEnum):
    """How values of a site and those of a post for the same key are merged.

    In all but NONE those of mappings are; in a list those of both are, of categories alone or all.
    """

    NONE = "none"
    CATEGORIES = "categories"
    LISTS = "lists"


class SiteDefaults(NamedTuple):
    """The values that a site's configuration or data gives to posts.

    `text` is the configuration, in YAML or JSON, as Jekyll has it. It applies to paths below
    `source`, relative to the site's root; `above` is the archive's folder there, empty for the
    root. What files `unread` give is not known: programs, and what holds for some pages alone.
    """

    text: str
    source: str = ""
    above: str = ""
    merging: Merging = Merging.CATEGORIES
    unread: tuple[str, ...] = ()


UNKNOWN = SiteFacts()
