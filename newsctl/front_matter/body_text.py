"""A post's body to the text that a reader sees: what is searched and shown of it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from newsctl.front_matter.html_text import BREAK, text_of_html
from newsctl.front_matter.liquid import without_liquid

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LARGEST_MARKDOWN = 128 * 1024
"""A longer body keeps its markdown marks: what markdown-it takes can grow with the square of the
length, and is 2 s for as many brackets as this."""

_HTML_BLOCKS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|"
    "header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_NOT_HTML = re.compile(rf"\n[ \t]*\n(?! {{0,3}}</?(?:{_HTML_BLOCKS})[\s/>])[^\n]", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def text_of_body(body: str) -> str:
    """Return the text of a body of HTML, markdown, or both, as Jekyll would show it.

    Paragraphs are separated by an empty line, words by one space; it is in Unicode's form NFC.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body
    lines = lines.replace("\0", "")
    markdown = _ATTRIBUTES.sub("", without_liquid(lines)) if "{" in lines else lines
    html = _rendered(markdown) if len(markdown) <= LARGEST_MARKDOWN else markdown
    return _in_paragraphs(_seen(text_of_html(html)))


def _rendered(markdown: str) -> str:
    """Return markdown as HTML.

    Where every line after an empty one opens a block of HTML, no line is markdown (CommonMark
    section 4.6, condition 6). So are most news posts, and seeing that takes a tenth of rendering.
    """
    if not _NOT_HTML.search(f"\n\n{markdown}"):
        return markdown
    try:
        return str(_markdown().render(markdown))
    except RecursionError:
        return markdown


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- 40 ms, which no post in HTML needs

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _seen(text: str) -> str:
    """Drop what has no width, such as soft hyphens, and compose accents with their letters."""
    if text.isascii():
        return text
    for sign in _UNSEEN:
        text = text.replace(sign, "")  # four searches take 1 µs, one regular expression 19
    return unicodedata.normalize("NFC", text)


def _in_paragraphs(text: str) -> str:
    """Return blocks as paragraphs, their words with one space between.

    Most are so but for the ends of their lines, which takes half as long to see as to part words.
    """
    flat = text.replace("\n", " ")
    blocks = flat.split(BREAK)
    neat = "\n\n".join(filter(None, [block.strip(" ") for block in blocks]))
    if "  " not in neat and flat.replace(BREAK, " ").isprintable():
        return neat
    return "\n\n".join(filter(None, [" ".join(block.split()) for block in blocks]))
