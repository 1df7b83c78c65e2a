"""Import of a WordPress export (WXR 1.2, written by its `wp-admin/includes/export.php`)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, BinaryIO

from newsctl.core.archive.same_item import GUID
from newsctl.core.change.items import TOO_LONG, Item, NoPost
from newsctl.core.errors import UsageError
from newsctl.core.messages import joined
from newsctl.exchange.cleaning import text_of_title
from newsctl.exchange.feeds import topics_of
from newsctl.exchange.safe_xml import items_of
from newsctl.markup.html_body import body_of_html
from newsctl.markup.source import HTML_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.exchange.safe_xml import XmlItem

_PUBLISHED = "publish"
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_OWN_PARAGRAPHS = re.compile(r"<p[\s>]", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(HTML_BLOCKS | {'pre'}))})[\s/>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def wordpress_items(stream: BinaryIO, where: str) -> Iterator[Item]:
    """Yield the published posts, and a NoPost for others. Raises UsageError as `items_of`."""
    for item in items_of(stream, ("item",), where):
        at = joined(":", (where, str(item.line)))
        if item.is_too_large:
            yield Item(at, UsageError(TOO_LONG))
            continue
        texts = {child.name: child.text for child in item.children}
        kind, status = texts.get("wp:post_type", "post"), texts.get("wp:status", _PUBLISHED)
        if kind != "post" or status != _PUBLISHED:
            yield Item(at, NoPost(kind if kind != "post" else status))
        else:
            yield Item(at, dict(_fields_of_item(item, texts)))


def _fields_of_item(item: XmlItem, texts: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield the data of an item, by keys of a post."""
    found: Mapping[str, Value] = {
        "title": text_of_title(texts.get("title", ""), is_html=True),
        "date": _moment(texts),
        "externe_link": texts.get("link", "").strip(),
        GUID: texts.get("guid", "").strip(),
        "author": texts.get("dc:creator", "").strip(),
        "slug": texts.get("wp:post_name", "").strip(),
        "body": _body(texts.get("content:encoded", "")),
    }
    yield from ((key, value) for key, value in found.items() if value)
    named = [(child.attributes.get("domain"), child.text) for child in item.children
             if child.name == "category"]  # fmt: skip
    yield from topics_of([name for domain, name in named if domain == "category"])
    if tags := [name for domain, name in named if domain == "post_tag"]:
        yield "tags", tags


def _moment(texts: Mapping[str, str]) -> str | None:
    """Return the date with its offset, the difference of local time and GMT."""
    try:
        local, utc = (
            datetime.fromisoformat(texts.get(key, "").strip())
            for key in ("wp:post_date", "wp:post_date_gmt")
        )
        zone = timezone(timedelta(minutes=round((local - utc).total_seconds() / 60)))
    except (ValueError, TypeError):
        return texts.get("pubDate") or texts.get("wp:post_date")
    return local.replace(tzinfo=zone).isoformat()


def _body(content: str) -> str:
    """Return the content as HTML, with paragraphs at empty lines if it has none.

    WordPress does the same for display (`wpautop`).
    """
    text = _COMMENT.sub("", content).replace("\r\n", "\n").strip()
    if _OWN_PARAGRAPHS.search(text):
        return body_of_html(text)
    parts = (part.strip() for part in _BLANK_LINES.split(text))
    return body_of_html("\n".join(_paragraph(part) for part in parts if part))


def _paragraph(part: str) -> str:
    return part if _BLOCK.match(part) else f"<p>{part}</p>".replace("\n", "<br>\n")
