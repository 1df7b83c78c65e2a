"""Export as an Atom feed (RFC 4287), with full text.

Posts without a date are left out, since `updated` is required. The source of an article is in
`atom:source`, the feed from which an entry came. The scheme of a category is the id of its key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from newsctl.exchange.feed_facts import (
    FeedIds,
    bron_of,
    content_of,
    link_of,
    named,
    picture_of,
    topics_of_post,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.hits import Hit
    from newsctl.exchange.feed_facts import FeedFacts

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 may hold, not even as an entity (section 2.2)."""


def atom_feed(hits: Iterable[Hit], feed: FeedFacts) -> Iterator[str]:
    """Yield a feed in pieces, with an entry for each post that has a date."""
    title = _text(feed.title)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{title}</title>\n<id>{feed.id}</id>\n<updated>{feed.updated}</updated>\n"
        f"<author><name>{title}</name></author>\n"
    )
    ids = FeedIds()
    for hit in hits:
        if hit.summary.moment:
            yield "\n".join(("<entry>", *_elements(hit, ids.of(hit)), "</entry>\n"))
    yield "</feed>\n"


def _elements(hit: Hit, name: str) -> Iterator[str]:
    """Yield the elements of a post's entry; `name` is its id."""
    moment = hit.summary.moment
    yield f"<title>{_text(hit.summary.title)}</title>"
    yield f"<id>{_text(name)}</id>"
    if link := link_of(hit):
        yield f"<link rel={_attribute('alternate')} href={_attribute(link)}/>"
    if picture := picture_of(hit):
        yield f'<link rel="enclosure" type="image/*" href={_attribute(picture)}/>'
    yield f"<published>{moment}</published>"
    yield f"<updated>{moment}</updated>"
    for key, topics in topics_of_post(hit).items():
        for topic in topics:
            yield f"<category term={_attribute(topic)} scheme={_attribute(named(key))}/>"
    if bron := bron_of(hit):
        yield f"<source><title>{_text(bron)}</title></source>"
    yield f'<content type="html">{_text(content_of(hit))}</content>'


def _text(text: str) -> str:
    return escape(_NO_XML.sub("�", text))


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("�", text))
