"""Conversion of a post's body (HTML, markdown or both) to the blocks that a reader sees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.markup.blocks import (
    Code,
    Heading,
    ListItem,
    Paragraph,
    Quote,
    StyledSpan,
    TableRow,
    ThematicBreak,
)
from newsctl.markup.elements import BLOCKS, PREFORMATTED
from newsctl.markup.html_tree import is_too_hard, tree, walk
from newsctl.markup.plain_html import BREAK
from newsctl.markup.source import html_of_body
from newsctl.markup.text import text_of_body, without_invisible

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsctl.markup.blocks import Block, Spans

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_NO_LINK = re.compile(r"\s*(#|$|(?!https?:|mailto:)[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "menu", "dir"}
_CELLS = {"td", "th"}
_SOFT = {"p", "div", "center"}
"""What begins a new line within a cell of a table, where other blocks end the row."""
_LOOKS = {
    "b": "bold", "strong": "bold", "th": "bold",
    "i": "italic", "em": "italic", "cite": "italic", "q": "italic",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip


def blocks_of_body(body: str, *, is_mdx: bool = False) -> list[Block]:
    """Return the blocks of a body; if it is too complex to parse, paragraphs of its text.

    The words are those of `text_of_body`, in the same order.
    """
    html = html_of_body(body, is_mdx=is_mdx)
    if is_too_hard(html):
        paragraphs = text_of_body(body, is_mdx=is_mdx).split("\n\n")
        return [Paragraph((StyledSpan(text),)) for text in paragraphs if text]
    return _Reader().read(tree(html))


class _Reader:
    """Walks a document and collects spans into blocks, with a stack of open tags."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._spans: list[StyledSpan] = []
        self._cells: list[Spans] = []
        self._looks: list[StyledSpan] = [StyledSpan("")]
        self._open: list[str] = []
        self._numbers: list[int | None] = []
        self._marker_due = False

    def read(self, top: LexborNode | None) -> list[Block]:
        """Return the blocks of a document."""
        for name, node, enters in walk(top):
            if name == "-text":
                self._text(node.text_content or "")
            elif enters:
                self._enter(name, node)
            else:
                self._leave(name)
        self._flush()
        return self._blocks

    def _text(self, text: str) -> None:
        """Add text; a BREAK in it marks a tag, which the tree may have dropped."""
        first, *others = without_invisible(text).split(BREAK)
        self._add(first)
        for other in others:
            self._end_block()
            self._add(other)

    def _add(self, text: str, link: str | None = None, *, is_image: bool = False) -> None:
        if not PREFORMATTED.intersection(self._open):
            text = _BLANKS.sub(" ", text)
        if text:
            look = self._looks[-1]
            self._spans.append(replace(look, text=text, link=link or look.link, is_image=is_image))

    def _end_block(self) -> None:
        """End a block; in a row of a table, only a line of a cell."""
        if self._in_row:
            self._break_line()
        else:
            self._flush()

    def _break_line(self) -> None:
        if any(span.text.strip() for span in self._spans):
            self._spans.append(StyledSpan("\n"))

    @property
    def _in_row(self) -> bool:
        """Whether the innermost block that is not transparent is a cell."""
        inner = next((name for name in reversed(self._open) if name not in _SOFT), "")
        return inner in _CELLS or inner == "tr"

    def _enter(self, name: str, node: LexborNode) -> None:
        """Handle a start tag."""
        if name in _SOFT and self._in_row:
            self._break_line()
            self._open.append(name)
        elif name in _CELLS:
            if _tidy(self._spans):
                self._end_cell()
            self._open.append(name)
        elif name in BLOCKS:
            self._flush()
            self._open.append(name)
            self._enter_block(name, node)
        elif name == "br":
            self._spans.append(StyledSpan("\n"))
        elif name == "img":
            self._image(node)
        self._looks.append(_look(name, node, self._looks[-1]))

    def _enter_block(self, name: str, node: LexborNode) -> None:
        if name in _LISTS:
            start = (node.attributes.get("start") or "1") if name == "ol" else None
            self._numbers.append(None if start is None else _number(start) - 1)
        elif name == "li":
            self._marker_due = True
            if self._numbers and (number := self._numbers[-1]) is not None:
                self._numbers[-1] = number + 1
        elif name == "hr":
            self._blocks.append(ThematicBreak())

    def _leave(self, name: str) -> None:
        """Handle an end tag."""
        self._looks.pop()
        if name in _CELLS:
            self._end_cell()
            self._open.pop()
        elif name in BLOCKS:
            is_soft = name in _SOFT and self._in_row
            if is_soft:
                self._break_line()
            else:
                self._flush()
            self._open.pop()
            if name in _LISTS:
                self._numbers.pop()

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        if not {attributes.get("width"), attributes.get("height")} & {"0", "1"}:  # a tracker
            alt = without_invisible(_BLANKS.sub(" ", attributes.get("alt") or "")).strip()
            link = _link(attributes.get("src"))
            self._add(f"[image: {alt}]" if alt else "[image]", link, is_image=True)

    def _end_cell(self) -> None:
        spans, self._spans = self._spans, []
        self._cells.append(_tidy(spans))

    def _flush(self) -> None:
        """Make a block of the collected spans, of the kind given by the open tags."""
        spans, self._spans = self._spans, []
        cells, self._cells = self._cells, []
        if any(cells):
            last = _tidy(spans)
            self._blocks.append(TableRow((*cells, last) if last else tuple(cells)))
        elif PREFORMATTED.intersection(self._open):
            text = "".join(" " if span.is_image else span.text for span in spans).strip("\n")
            self._blocks += [Code(text)] if text.strip() else []
        elif tidy := _tidy(spans):
            self._blocks.append(self._block(tidy))

    def _block(self, spans: Spans) -> Block:
        """Return the block for collected spans, by the open tags."""
        heading = next((tag for tag in reversed(self._open) if tag in _HEADINGS), None)
        if heading:
            return Heading(spans, _HEADINGS[heading])
        if self._numbers:
            has_marker, self._marker_due = self._marker_due, False
            return ListItem(spans, len(self._numbers), self._numbers[-1], has_marker=has_marker)
        if "tr" in self._open:
            return TableRow((spans,))
        return Quote(spans) if "blockquote" in self._open else Paragraph(spans)


def _look(name: str, node: LexborNode, outer: StyledSpan) -> StyledSpan:
    """Return the style of text in this node, as a span without text."""
    match _LOOKS.get(name):
        case "bold":
            return replace(outer, bold=True)
        case "italic":
            return replace(outer, italic=True)
        case "code":
            return replace(outer, code=True)
    return replace(outer, link=_link(node.attributes.get("href"))) if name == "a" else outer


def _link(address: str | None) -> str | None:
    """Return an address that is safe to follow; empty for scripts, data and local anchors."""
    return None if _NO_LINK.match(address or "#") else address


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdecimal() else 1


def _tidy(spans: list[StyledSpan]) -> Spans:
    """Return the spans without blanks at the ends, at line breaks, or next to other blanks."""
    tidy: list[StyledSpan] = []
    for span in spans:
        last = tidy[-1].text if tidy else "\n"
        text = span.text.lstrip(" ") if last.endswith((" ", "\n")) else span.text
        if text == "\n" and tidy:
            tidy[-1] = replace(tidy[-1], text=last.rstrip(" "))
        if text and (tidy or text != "\n"):
            tidy.append(replace(span, text=text))
    while tidy and not tidy[-1].text.strip(" \n"):
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" \n"))
    return tuple(tidy)
