"""Import of RSS and Atom by feedparser.

RSS 2.0: https://www.rssboard.org/rss-specification; Atom: RFC 4287. A feed that is not well-formed
XML is read as far as possible, with a notice; one that was cut off loses its last, incomplete item.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import feedparser

from newsctl.core.archive.same_item import GUID
from newsctl.core.archive.same_story import page_of
from newsctl.core.change.items import Item
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, joined
from newsctl.core.post.links import is_link
from newsctl.exchange.cleaning import body_of_cleaned, text_of_title
from newsctl.exchange.feed_facts import TOPICS, named
from newsctl.exchange.safe_xml import Malformed, items_of
from newsctl.markup.html_body import body_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from newsctl.core.post.post import Value

_ITEMS = ("item", "entry")
_END = re.compile(rb"</(?:\w+:)?(?:rss|RDF|feed)\s*>")
_HTML = ("text/html", "application/xhtml+xml")
_KEYS = {named(key): key for key in TOPICS}
"""The keys of topics by their scheme in a feed of newsctl."""


def feed_items(data: bytes, where: str, notice: Callable[[str], None]) -> Iterator[Item]:
    """Yield the items of a feed. Raises UsageError if it is no feed, or not safe to parse."""
    lines: list[int] = []
    try:
        lines.extend(item.line for item in items_of(io.BytesIO(data), _ITEMS, where))
    except Malformed as broken:
        notice(_("{message} What can be read of it is.", message=broken.message))
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    _refuse_encoding(feed, where)
    if not feed.get("version") and not feed.entries:
        raise UsageError(
            _("{where} is no feed.", where=where), hint=_("Say what it is: --as FORMAT")
        )
    is_whole = _END.search(data[-1024:]) is not None or b"\0" in data[:4]
    places = chain((joined(":", (where, str(line))) for line in lines), repeat(""))
    for number, (entry, place) in enumerate(zip(feed.entries, places, strict=False), 1):
        at = place or _("{where}: item {number}", where=where, number=number)
        if not is_whole and number == len(feed.entries):
            yield Item(at, UsageError(_("The feed was cut off in it.")))
        else:
            yield _item(at, entry)


def _item(where: str, entry: Any) -> Item:
    try:
        return Item(where, dict(_fields_of_entry(entry)))
    except UsageError as error:
        return Item(where, error)


def _refuse_encoding(feed: Any, where: str) -> None:
    """Raise UsageError for a feed whose declared encoding is wrong."""
    problem = feed.get("bozo_exception")
    is_guess = isinstance(
        problem, (feedparser.CharacterEncodingOverride, feedparser.CharacterEncodingUnknown)
    )
    if is_guess and feed.get("encoding", "").lower().replace("-", "") != "utf8":
        raise UsageError(
            _(
                "{where} is in another encoding than it says: {problem}.",
                where=where,
                problem=problem,
            ),
            hint=_("Convert it: iconv -f ENCODING -t utf-8, and have it say so."),
        )


def _fields_of_entry(entry: Any) -> Iterator[tuple[str, Value]]:
    """Yield the data of an entry, by keys of a post."""
    link, guid = entry.get("link"), entry.get("id")
    if link == guid and not is_link(link or ""):
        link = None  # feedparser takes a guid for a link unless it is marked as none
    found: Mapping[str, Value] = {
        "title": _title(entry),
        "date": entry.get("published") or entry.get("updated"),
        "externe_link": link,
        GUID: own_guid(guid, link),
        "feature_image": _image(entry),
        "bron": entry.get("source", {}).get("title"),
        "author": entry.get("author_detail", {}).get("name") or entry.get("author"),
        "body": _body(entry),
    }
    yield from ((key, value) for key, value in found.items() if value)
    by_scheme: dict[str, list[str | None]] = defaultdict(list)
    for tag in entry.get("tags", ()):
        by_scheme[_KEYS.get(tag.get("scheme"), "")].append(tag.get("label") or tag.get("term"))
    yield from topics_of(by_scheme.pop("", []))
    yield from own_topics(by_scheme)


def own_guid(guid: str | None, link: str | None) -> str | None:
    """Return the guid of an item unless it is its link."""
    return guid if guid and page_of(guid) != page_of(link or "") else None


def topics_of(names: Iterable[str | None]) -> Iterator[tuple[str, Value]]:
    """Yield the category of an item, or its categories if it has several."""
    topics = _distinct(names)
    if len(topics) == 1:
        yield "category", topics[0]
    elif topics:
        yield "categories", topics


def own_topics(by_key: Mapping[str, Iterable[object]]) -> Iterator[tuple[str, Value]]:
    """Yield the topics of an item of newsctl under their keys; one category is a text."""
    for key in TOPICS:
        if topics := _distinct(one for one in by_key.get(key, ()) if isinstance(one, str)):
            yield key, topics[0] if key == "category" and len(topics) == 1 else topics


def _distinct(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name))


def _title(entry: Any) -> str | None:
    detail = entry.get("title_detail", {})
    title = entry.get("title")
    return title and text_of_title(title, is_html=detail.get("type") in _HTML)


def _body(entry: Any) -> str:
    contents = [*entry.get("content", ()), entry.get("summary_detail", {})]
    best = next((one for one in contents if one.get("value", "").strip()), None)
    if best is None:
        return ""
    make = body_of_cleaned if best.get("type") in _HTML else body_of_text
    return make(best["value"])


def _image(entry: Any) -> str | None:
    """Return the address of the first image of an entry."""
    media = (*entry.get("media_content", ()), *entry.get("enclosures", ()))
    pictures = (
        one.get("url") or one.get("href")
        for one in media
        if one.get("medium") == "image" or str(one.get("type", "")).startswith("image/")
    )
    thumbnails = (one.get("url") for one in entry.get("media_thumbnail", ()))
    return next(filter(None, chain(pictures, thumbnails)), None)
