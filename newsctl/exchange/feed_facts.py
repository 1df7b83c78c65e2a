"""The data of feeds and their entries, whatever their format."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from newsctl.core.archive.same_item import GUID
from newsctl.core.post.filename import is_mdx
from newsctl.core.post.links import is_link
from newsctl.core.post.text_lists import values_of
from newsctl.exchange.cleaning import harmless_html
from newsctl.markup.source import html_of_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.archive.hits import Dates, Hit

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)
TOPICS = ("category", "categories", "tags", "tag")
"""The keys of front matter whose values are topics in a feed."""


class FeedFacts(NamedTuple):
    """A feed: its title, its permanent id, and its newest date (ISO 8601)."""

    title: str
    updated: str

    @classmethod
    def of(cls, archive: str, asked: str, dates: Dates, now: datetime) -> FeedFacts:
        """Return the feed of an answer with these dates; with the present date if it has none."""
        newest = datetime.fromtimestamp(dates.seconds[-1], UTC) if dates.seconds else now
        title = f"{archive}: {asked}" if asked else archive
        return cls(title, newest.isoformat(timespec="seconds"))

    @property
    def id(self) -> str:
        """Return the permanent id of the feed."""
        return named(self.title)


class FeedIds:
    """Permanent ids of posts: the guid, the link, or an id made of the path; each used once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, hit: Hit) -> str:
        """Return an id that no other post of the feed has."""
        known = (_text(hit, GUID), link_of(hit))
        usable = (name for name in known if _IRI.fullmatch(name) and name not in self._given)
        name = next(usable, None) or named(hit.summary.path)
        self._given.add(name)
        return name


def named(what: str) -> str:
    """Return a URN of something without an address (RFC 4122, version 5)."""
    return uuid5(NAMESPACE_URL, f"newsctl:{what}").urn


def link_of(hit: Hit) -> str:
    """Return the article's address; empty if there is none."""
    link = _text(hit, "externe_link")
    return link if is_link(link) else ""


def picture_of(hit: Hit) -> str:
    """Return the address of the image; empty if there is none."""
    picture = _text(hit, "feature_image")
    return picture if is_link(picture) else ""


def bron_of(hit: Hit) -> str:
    """Return the source; empty if there is none."""
    return _text(hit, "bron")


def topics_of_post(hit: Hit) -> Mapping[str, Sequence[str]]:
    """Return the distinct topics under each key that has any."""
    front_matter = hit.summary.front_matter
    found = {key: [*dict.fromkeys(values_of(front_matter.get(key)))] for key in TOPICS}
    return {key: topics for key, topics in found.items() if topics}


def content_of(hit: Hit) -> str:
    """Return the body as HTML without scripts."""
    return harmless_html(html_of_body(hit.body or "", is_mdx=is_mdx(hit.summary.path)))


def _text(hit: Hit, key: str) -> str:
    value = hit.summary.front_matter.get(key)
    return value if isinstance(value, str) else ""
