"""HTML to the text that a reader sees."""

from __future__ import annotations

import re

BREAK = "\f"
"""Stands between blocks until the end: white space to HTML, so that it stays within a table."""

_BLOCKS = ("p", "div", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("a", "b", "i", "em", "strong", "span")
_GAPS = {"br": " ", "/br": ""}
_GAPS |= {f"{end}{name}": BREAK for name in _BLOCKS for end in ("", "/")}
_GAPS |= {f"{end}{name}": "" for name in _INLINE for end in ("", "/")}
"""What each plain tag leaves: one that only parts text, whatever others it stands among and whether
they are closed."""

_ANY_TAG = re.compile("<([^<>]*)>")
_WRITTEN = re.compile(r"(/?[A-Za-z]+[1-6]?)(?:[ \t\n\f/][^\"']*(?:\"[^\"]*\"[^\"']*)*)?")


def text_of_html(html: str) -> str:
    """Return the text of HTML, with BREAK between blocks and white space as it comes.

    Block elements separate words, inline elements do not. Attributes, comments, scripts, styles
    and what else is not shown are no text; entities are decoded.
    """
    spaced = html.replace(BREAK, " ")
    plain = _text_of_plain(spaced)
    if plain is not None:
        return plain
    from newsctl.front_matter.parsed_html import text_by_parser  # noqa: PLC0415 -- 6 ms

    return text_by_parser(spaced)


def _text_of_plain(html: str) -> str | None:
    """Return the text of HTML that has nothing but plain tags, None for any other.

    An edited post that is such needs no parser, and none of the 6 ms that it takes to load one.
    """
    pieces = _ANY_TAG.split(html)
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
    if gap is None and (written := _WRITTEN.fullmatch(tag)):
        gap = _GAPS.get(written[1].lower())
    return gap
