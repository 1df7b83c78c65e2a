"""HTML and plain text that came from elsewhere, as a body that a site shows as it was meant.

A body is markdown with HTML in it, in which a site finds templates. What was neither must not
become so: `2 * 3 * 4`, an indented line or `{{ page.url }}` of somebody else's article are text.
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
    """Return HTML as one block of it, in which markdown is not looked for.

    Such a block begins with a tag that opens one and ends at an empty line (CommonMark, 4.6). So
    there is none, not even in preformatted text, where line ends are written as entities.
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
    """Return plain text as HTML: paragraphs where lines are empty, and a break at each other."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraphs = [escape(one.strip(), quote=False) for one in _PARAGRAPHS.split(lines)]
    html = "\n".join(f"<p>{one}</p>".replace("\n", "<br>\n") for one in paragraphs if one)
    return body_of_html(html)


def _with_line_ends(preformatted: str) -> str:
    return re.sub(r"\n(?=[ \t]*\n)", "&#10;", preformatted)
