"""Conversion of foreign HTML and plain text to a body that a site displays unchanged.

A body is markdown with HTML in it, and sites expand templates in it. Foreign text must not become
markup: `2 * 3 * 4`, an indented line or `{{ page.url }}` in an article are text.
"""

from __future__ import annotations

import re
from html import escape

from newsctl.markup.elements import BLOCKS
from newsctl.markup.source import HTML_BLOCKS

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre\s*>)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_TEMPLATE = re.compile(r"\{(?=[{%:])")
_FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>])", re.IGNORECASE)
_ANY_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})(?=[\s/>])", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def body_of_html(html: str) -> str:
    """Return HTML as one HTML block, in which no markdown is recognised.

    Such a block begins with a block tag and ends at an empty line (CommonMark, 4.6). So empty lines
    are removed, and encoded as entities in preformatted text.
    """
    text = _COMMENT.sub("", html).replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = _PREFORMATTED.split(text)
    parts[::2] = (_BLANK_LINES.sub("\n", part) for part in parts[::2])
    parts[1::2] = (_with_line_ends(part) for part in parts[1::2])
    block = _TEMPLATE.sub("&#123;", "".join(parts))
    first = _FIRST_TAG.match(block)
    if not block or (first and first[1].lower() in HTML_BLOCKS):
        return block
    wrapper = "div" if _ANY_BLOCK.search(block) else "p"
    return f"<{wrapper}>{block}</{wrapper}>"


def body_of_text(text: str) -> str:
    """Return plain text as HTML: empty lines separate paragraphs, other line ends are breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraphs = [escape(one.strip(), quote=False) for one in _PARAGRAPHS.split(lines)]
    html = "\n".join(f"<p>{one}</p>".replace("\n", "<br>\n") for one in paragraphs if one)
    return body_of_html(html)


def _with_line_ends(preformatted: str) -> str:
    return re.sub(r"\n(?=[ \t]*\n)", "&#10;", preformatted)
