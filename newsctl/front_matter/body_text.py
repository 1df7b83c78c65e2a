"""A post's body to the text that a reader sees: what is searched and shown of it."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt

from newsctl.front_matter.html_text import BREAK, text_of_html
from newsctl.front_matter.liquid import without_liquid

LARGEST_MARKDOWN = 256 * 1024
"""A longer body keeps its markdown marks: with a million brackets markdown-it takes a minute."""

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_UNSEEN = {ord(sign): None for sign in "\0\u00ad\u200b\u2060\ufeff"}


def text_of_body(body: str) -> str:
    """Return the text of a body of HTML, markdown, or both, as Jekyll would show it.

    Paragraphs are separated by an empty line, words by one space; it is in Unicode's form NFC.
    """
    markdown = _ATTRIBUTES.sub("", without_liquid(body)) if "{" in body else body
    html = _rendered(markdown) if len(markdown) <= LARGEST_MARKDOWN else markdown
    text = text_of_html(html)
    paragraphs = (" ".join(block.split()) for block in text.split(BREAK))
    return _seen("\n\n".join(filter(None, paragraphs)))


def _rendered(markdown: str) -> str:
    try:
        return str(_MARKDOWN.render(markdown))
    except RecursionError:
        return markdown


def _seen(text: str) -> str:
    """Drop what has no width, such as soft hyphens, and compose accents with their letters."""
    return unicodedata.normalize("NFC", text if text.isascii() else text.translate(_UNSEEN))
