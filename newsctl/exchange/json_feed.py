"""Import and export of JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from newsctl.core.archive.same_item import GUID
from newsctl.core.change.items import Item
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.exchange.cleaning import body_of_cleaned, text_of_title
from newsctl.exchange.feed_facts import (
    TOPICS,
    FeedIds,
    bron_of,
    content_of,
    link_of,
    picture_of,
    topics_of_post,
)
from newsctl.exchange.feeds import own_guid, own_topics, topics_of
from newsctl.exchange.json_lines import value_of_json
from newsctl.markup.html_body import body_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Value
    from newsctl.exchange.feed_facts import FeedFacts


VERSION = "https://jsonfeed.org/version/1.1"

_OWN = "_newsctl"
"""What a feed of newsctl's has beside the standard's keys: the source, and topics by their keys."""


def json_feed(
    hits: Iterable[Hit], feed: FeedFacts, json_text: Callable[[Value], str]
) -> Iterator[str]:
    """Yield a feed in pieces, an item on each line. `json_text` encodes a value."""
    ids = FeedIds()
    yield f'{{"version": {json_text(VERSION)},\n"title": {json_text(feed.title)},\n"items": ['
    between = "\n"
    for hit in hits:
        yield between + json_text(dict(_item(hit, ids.of(hit))))
        between = ",\n"
    yield "\n]}\n"


def _item(hit: Hit, name: str) -> Iterator[tuple[str, Value]]:
    """Yield the keys and values of a post's item; `name` is its id."""
    topics = topics_of_post(hit)
    bron = bron_of(hit)
    found: Mapping[str, Value] = {
        "id": name,
        "url": link_of(hit),
        "title": hit.summary.title,
        "image": picture_of(hit),
        "date_published": hit.summary.moment,
        "tags": [*dict.fromkeys(chain.from_iterable(topics.values()))],
        _OWN: {"bron": bron, **topics} if bron else topics,
    }
    yield from ((key, value) for key, value in found.items() if value)
    yield "content_html", content_of(hit)  # required, also where it is empty


def json_feed_items(data: bytes, where: str) -> Iterator[Item]:
    """Yield the items of a feed. Raises UsageError if it is no feed."""
    feed = value_of_json(data)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UsageError(_("{where} is no JSON Feed: it has no items.", where=where))
    for number, item in enumerate(items, 1):
        at = _("{where}: item {number}", where=where, number=number)
        try:
            yield Item(at, dict(_fields_of_item(item)))
        except UsageError as error:
            yield Item(at, error)


def _fields_of_item(item: Any) -> Iterator[tuple[str, Value]]:
    """Yield the data of an item, by keys of a post."""
    if not isinstance(item, dict):
        raise UsageError(_("This is no JSON object."))
    link = _text(item, "external_url") or _text(item, "url")
    title = _text(item, "title")
    authors = item.get("authors") or [item.get("author")]
    own = item.get(_OWN)
    own = own if isinstance(own, dict) else {}
    names = [one.get("name") for one in authors if isinstance(one, dict)]
    found: Mapping[str, Value] = {
        "title": text_of_title(title, is_html=False) if title else None,
        "date": _text(item, "date_published") or _text(item, "date_modified"),
        "externe_link": link,
        GUID: own_guid(_text(item, "id"), link),
        "feature_image": _text(item, "image") or _text(item, "banner_image"),
        "bron": own.get("bron"),
        "author": ", ".join(name for name in names if isinstance(name, str)),
        "body": _body(item),
    }
    yield from ((key, value) for key, value in found.items() if value)
    tags = item.get("tags")
    by_key = {key: topics for key in TOPICS if isinstance(topics := own.get(key), list)}
    if by_key:
        yield from own_topics(by_key)
    elif isinstance(tags, list):
        yield from topics_of(map(str, tags))


def _body(item: Mapping[str, Any]) -> str:
    if html := _text(item, "content_html"):
        return body_of_cleaned(html)
    return body_of_text(_text(item, "content_text") or _text(item, "summary") or "")


def _text(item: Mapping[str, Any], key: str) -> str | None:
    """Return a text; numbers are converted, since some feeds have such ids against the standard."""
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise UsageError(_("{key} has to be text.", key=key))
