"""A post's body as clean HTML: made from its blocks, without its own markup.

All text is escaped, and only links to the web or to mail addresses are kept, so that nothing in a
post can run or load anything.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from newsctl.markup.block_reader import blocks_of_body
from newsctl.markup.blocks import Code, Heading, ListItem, Paragraph, Quote, TableRow, ThematicBreak
from newsctl.rendering.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.hits import HighlightedText
    from newsctl.markup.blocks import Block, Spans, StyledSpan

_LINKED = ("http://", "https://", "mailto:")
_LOWEST = 6
"""The lowest level of headings in HTML; the page's own title is the first."""


def post_html(body: str, *, is_mdx: bool = False) -> str:
    """Return the body of a post as HTML."""
    return "\n".join(_html(blocks_of_body(body, is_mdx=is_mdx)))


def marked_html(text: HighlightedText) -> str:
    """Return text as HTML, with its highlights marked."""
    pieces = ((_text(piece), is_match) for piece, is_match in text.pieces())
    return "".join(f"<mark>{piece}</mark>" if is_match else piece for piece, is_match in pieces)


def _html(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the HTML of blocks; consecutive items and rows share a list or table."""
    above = 1  # a skipped level would mislead people who listen to a page
    for kind, some in groupby(blocks, type):
        if kind is Heading:
            for heading in some:
                if isinstance(heading, Heading):
                    above = min(heading.level + 1, above + 1, _LOWEST)
                    yield f"<h{above}>{_running(heading.spans)}</h{above}>"
        elif kind is TableRow:
            yield f"<table>{''.join(map(_row, some))}</table>"
        elif kind is ListItem:
            yield f"<ul>{''.join(map(_item, some))}</ul>"
        elif kind is Quote:
            yield f"<blockquote>{''.join(map(_block, some))}</blockquote>"
        else:
            yield from map(_block, some)


def _block(block: Block) -> str:
    match block:
        case Heading(spans) | Paragraph(spans) | Quote(spans):
            return f"<p>{_running(spans)}</p>"
        case Code(text):
            return f"<pre><code>{_text(text)}</code></pre>"
        case ThematicBreak():
            return "<hr>"
        case ListItem():
            return _item(block)
        case TableRow():
            return _row(block)


def _item(block: Block) -> str:
    if not isinstance(block, ListItem):
        return ""
    number = "" if block.number is None or not block.has_marker else f"{block.number}. "
    depth = min(block.depth, _LOWEST)
    kind = "marked" if block.has_marker and block.number is None else "plain"
    return f'<li class="depth-{depth} {kind}">{number}{_running(block.spans)}</li>'


def _row(block: Block) -> str:
    cells = block.cells if isinstance(block, TableRow) else ()
    return f"<tr>{''.join(f'<td>{_running(cell)}</td>' for cell in cells)}</tr>"


def _running(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: StyledSpan) -> str:
    if span.text == "\n":
        return "<br>"
    text = _text(span.text)
    for element, is_so in (("code", span.code), ("em", span.italic), ("strong", span.bold)):
        if is_so:
            text = f"<{element}>{text}</{element}>"
    if span.link and span.link.lower().startswith(_LINKED):
        return f'<a href="{_text(span.link)}" rel="noopener noreferrer nofollow">{text}</a>'
    return text


def _text(text: str) -> str:
    return escape(harmless(text))
