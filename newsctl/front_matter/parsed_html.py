"""HTML to text where that needs a parser, or would take one too long."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from newsctl.front_matter.html_text import BREAK

MOST_TAGS = 2_000
"""Where there are more, tags are taken out one by one: lexbor's tree takes quadratic time and
memory for elements that are never closed (8.7 s for 30,000 open lists)."""

LONGEST_TAG = 10_000
"""So it does for the attributes of one tag (4 s for 40,000): a tag with more letters takes the same
way."""

_OPENED = re.compile(r"<[a-z](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+", re.IGNORECASE)
"""A tag up to the `>` that ends it: not one between the quotes of a value."""

_BLOCKS = (
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|"
    "ol|optgroup|option|p|pre|search|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "noframes", "noembed", "title")
_BLOCK = re.compile(rf"<(?=/?(?:{_BLOCKS})[\s/>])", re.IGNORECASE)
_CELL = re.compile(r"<(?=(?:td|th|br|img)[\s/>])", re.IGNORECASE)
_UNSEEN_ELEMENT = re.compile(rf"<({'|'.join(_UNSEEN)})[\s/>]", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def text_by_parser(html: str) -> str:
    """Return the text of HTML as `text_of_html` does."""
    marked = _CELL.sub(" <", _BLOCK.sub(f"{BREAK}<", html))
    if html.count("<") > MOST_TAGS or _has_long_tag(html):
        return _text_without_tree(marked)
    parser = LexborHTMLParser(f"<body>{marked}")
    if _UNSEEN_ELEMENT.search(marked):
        parser.strip_tags(list(_UNSEEN))
    return str(parser.body.text()) if parser.body else ""


def _has_long_tag(html: str) -> bool:
    if len(html) <= LONGEST_TAG:
        return False
    return any(tag.end() - tag.start() > LONGEST_TAG for tag in _OPENED.finditer(html))


def _text_without_tree(html: str) -> str:
    from html import unescape  # noqa: PLC0415 -- 2 ms for a table of entities, which few posts need

    shown = _without(html, re.compile("<!--"), "-->")
    for name in _UNSEEN:
        shown = _without(shown, re.compile(rf"<{name}[\s/>]", re.IGNORECASE), f"</{name}")
    return unescape(_TAG.sub("", shown))


def _without(html: str, opening: re.Pattern[str], closing: str) -> str:
    """Cut from each opening to its closing, or to the end where none follows."""
    kept, done = [], 0
    folded = html.lower()
    while start := opening.search(html, done):
        kept.append(html[done : start.start()])
        done = folded.find(closing, start.end())
        if done < 0:
            return "".join(kept)
        done += len(closing) if closing == "-->" else 0
    kept.append(html[done:])
    return "".join(kept)
