"""A post's body to the text that a reader sees: what is searched of it."""

from __future__ import annotations

import unicodedata

from newsctl.markup.plain_html import BREAK, text_of_plain
from newsctl.markup.source import html_of_body

_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def text_of_mdx(body: str) -> str:
    """Return the text of a body of MDX, as `text_of_body` does of one of markdown."""
    return text_of_body(body, is_mdx=True)


def text_of_body(body: str, *, is_mdx: bool = False) -> str:
    """Return the text of a body of HTML, markdown, or both, as Jekyll would show it.

    Paragraphs are separated by an empty line, words by one space; it is in Unicode's form NFC.
    """
    return _in_paragraphs(seen(text_of_html(html_of_body(body, is_mdx=is_mdx))))


def text_of_html(html: str) -> str:
    """Return the text of HTML, with BREAK between blocks and white space as it comes."""
    plain = text_of_plain(html)
    if plain is not None:
        return plain
    from newsctl.markup.html_tree import text_of_tree  # noqa: PLC0415 -- 6 ms

    return text_of_tree(html)


def seen(text: str) -> str:
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
