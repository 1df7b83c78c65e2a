"""HTML to the text that a reader sees."""

from __future__ import annotations

import re

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
_PLAIN_BLOCKS = ("p", "div", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_PLAIN_INLINE = ("a", "b", "i", "em", "strong", "span")
_PLAIN = re.compile(
    rf"(/?(?:br|{'|'.join(_PLAIN_BLOCKS + _PLAIN_INLINE)}))"
    r"(?:[ \t\n\f/][^\"']*(?:\"[^\"]*\"[^\"']*)*)?",
    re.IGNORECASE,
)
"""What stands in a tag that only parts text, whatever others it stands among and whether they are
closed. The group is its name, after the slash of one that ends."""

_ANY = re.compile("<([^<>]*)>")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)

BREAK = "\f"
"""Stands between blocks until the end: white space to HTML, so that it stays within a table."""

_GAPS = {"br": " ", "/br": ""}
_GAPS |= {f"{end}{name}": BREAK for name in _PLAIN_BLOCKS for end in ("", "/")}
_GAPS |= {f"{end}{name}": "" for name in _PLAIN_INLINE for end in ("", "/")}


def text_of_html(html: str) -> str:
    """Return the text of HTML, with BREAK between blocks and white space as it comes.

    Block elements separate words, inline elements do not. Attributes, comments, scripts, styles
    and what else is not shown are no text; entities are decoded.
    """
    text = html.replace(BREAK, " ")
    plain = _text_of_plain(text)
    return _text_of_any(text) if plain is None else plain


def _text_of_plain(html: str) -> str | None:
    """Return the text of HTML that has nothing but plain tags, None for any other.

    An edited post that is such needs no parser, and none of the 5 ms that it takes to load one.
    """
    pieces = _ANY.split(html)
    for place in range(1, len(pieces), 2):
        gap = _gap(pieces[place])
        if gap is None:
            return None
        pieces[place] = gap
    text = "".join(pieces)
    others = "<" in text or "&" in text or "\0" in text  # a set would be asked letter by letter
    return None if others else text


def _gap(tag: str) -> str | None:
    """Return what a plain tag leaves between texts, None for any other tag."""
    gap = _GAPS.get(tag)
    if gap is None and (plain := _PLAIN.fullmatch(tag)):
        return _GAPS[plain[1].lower()]
    return gap


def _text_of_any(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- see `_text_of_plain`

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
