"""Extraction of a post from a saved web page, by trafilatura. Needs the extra `html`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.markup.html_tree import has_attributes

if TYPE_CHECKING:
    from newsctl.core.post.post import Value

_MOMENTS = (  # trafilatura knows the day alone
    'meta[property="article:published_time"]',
    'meta[name="article:published_time"]',
    'meta[itemprop="datePublished"]',
)

_MOST_ATTRIBUTES = 1_000
"""Attributes of one tag take parsers time by the square of their number: 300,000 half a minute."""

_ITS_TEXT = _("Give its text: newsctl add TITLE")


def read_saved_page(data: bytes) -> dict[str, Value]:
    """Return the title, date, link, image and text (as markdown) found in a page.

    Raises UsageError for a page without a title or a text, and if the extra is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise UsageError(
            _("Reading web pages takes more than is installed."),
            hint=_("Try: pip install trafilatura lxml_html_clean"),
        ) from missing
    if has_attributes(data.decode("latin-1"), _MOST_ATTRIBUTES):
        raise UsageError(_("This page has too much in one tag to be read."), hint=_ITS_TEXT)
    page = trafilatura.extract_metadata(data) if data.strip() else None
    text = trafilatura.extract(
        data, output_format="markdown", include_formatting=True, include_links=True,
        include_comments=False,
    )  # fmt: skip
    title = page.title if page else None
    body = _without_heading(text or "", title or "")
    if page is None or not title or not body:
        raise UsageError(_("This page has no article."), hint=_ITS_TEXT)
    found = {
        "title": title,
        "date": _moment(data) or page.date,
        "externe_link": page.url,
        "feature_image": page.image,
        "body": body,
    }
    return {key: value for key, value in found.items() if value}


def _moment(data: bytes) -> str | None:
    page = LexborHTMLParser(data)
    found = (page.css_first(meta) for meta in _MOMENTS)
    return next((meta.attributes.get("content") for meta in found if meta), None)


def _without_heading(text: str, title: str) -> str:
    """Remove a first heading that is the title, which is in the front matter."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if first.lstrip("# ").strip() == title.strip() else text
