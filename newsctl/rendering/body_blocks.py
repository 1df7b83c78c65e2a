"""A post's body, HTML or markdown or both, as the blocks that a reader sees."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from newsctl.rendering.blocks import Code, Heading, ListItem, Paragraph, Quote, Row, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from newsctl.core.post import Post
    from newsctl.rendering.blocks import Block

# Liquid's comments with what is in them, its tags and outputs, kramdown's lists of attributes
_NOT_TEXT = re.compile(
    r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|^[ \t]*\{:[^}\n]*\}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"<(/?)(?!(?:area|br|col|embed|hr|img|input|link|meta|source|wbr)\b)[a-zA-Z]")
_NO_LINK = re.compile(r"\s*(#|$|(?!https?:|mailto:)[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_DEEPEST = 1_000
"""Open tags within one another; parsing takes the square of them (100,000 take 20 s)."""
_LONGEST = 128 * 1024  # characters, as where the text of a body is read
_MOST_OPEN = 1_000  # each is looked for to the end of the body

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "menu"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = {
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "textarea",
    "select", "object", "iframe",
}  # fmt: skip
_LOOKS = {
    "b": "bold", "strong": "bold", "th": "bold",
    "i": "italic", "em": "italic", "cite": "italic", "q": "italic",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_BETWEEN_CELLS = " | "


def blocks_of(post: Post) -> list[Block]:
    """Return the blocks of a post's body; of one too hard to parse, the lines of its text."""
    if _is_hard(post.body):
        return _lines_of(post)
    html = _markdown().render(_NOT_TEXT.sub("", post.body))
    return _lines_of(post) if _depth(html) > _DEEPEST else _Reader().read(html)


def _is_hard(body: str) -> bool:
    """Tell whether parsing may take seconds: by its length, or by tags of Liquid left open."""
    openings = body.count("{%") + body.count("{{")
    return len(body) > _LONGEST or openings - body.count("%}") - body.count("}}") > _MOST_OPEN


def _lines_of(post: Post) -> list[Block]:
    return [Paragraph((Span(line),)) for line in post.text.splitlines() if line.strip()]


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _depth(html: str) -> int:
    steps = (-1 if match[1] else 1 for match in _TAG.finditer(html))
    return max(accumulate(steps, lambda depth, step: max(depth + step, 0)), default=0)


class _Reader:
    """Walks a document and gathers spans into blocks. Where it is, is a stack of open tags."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._looks: list[Span] = [Span("")]
        self._open: list[str] = []
        self._numbers: list[int | None] = []
        self._marker_due = False

    def read(self, html: str) -> list[Block]:
        for node, enters in _walk(LexborHTMLParser(html).body):
            if node.tag == "-text":
                self._text(node.text_content or "")
            elif enters:
                self._enter(node)
            else:
                self._leave(node.tag)
        self._flush()
        return self._blocks

    def _text(self, text: str) -> None:
        if "pre" not in self._open:
            text = _BLANKS.sub(" ", text)
        self._add(text)

    def _add(self, text: str, link: str | None = None) -> None:
        look = self._looks[-1]
        self._spans.append(replace(look, text=text, link=link or look.link))

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
            self._open.append(tag)
            self._enter_block(node)
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._image(node)
        elif tag in {"td", "th"} and any(span.text.strip() for span in self._spans):
            self._add(_BETWEEN_CELLS)
        self._looks.append(_look(node, self._looks[-1]))

    def _enter_block(self, node: LexborNode) -> None:
        if node.tag in _LISTS:
            start = (node.attributes.get("start") or "1") if node.tag == "ol" else None
            self._numbers.append(None if start is None else _number(start) - 1)
        elif node.tag == "li":
            self._marker_due = True
            if self._numbers and (number := self._numbers[-1]) is not None:
                self._numbers[-1] = number + 1
        elif node.tag == "hr":
            self._blocks.append(Rule())

    def _leave(self, tag: str | None) -> None:
        self._looks.pop()
        if tag in _BLOCKS:
            self._flush()
            self._open.pop()
            if tag in _LISTS:
                self._numbers.pop()

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        if not {attributes.get("width"), attributes.get("height")} & {"0", "1"}:  # a tracker
            alt = _BLANKS.sub(" ", attributes.get("alt") or "").strip()
            self._add(" ")
            self._add(f"[image: {alt}]" if alt else "[image]", link=_link(attributes.get("src")))

    def _flush(self) -> None:
        """Make a block of the spans gathered so far, of the kind that the open tags say."""
        spans, self._spans = self._spans, []
        if "pre" in self._open:
            text = "".join(span.text for span in spans).strip("\n")
            self._blocks += [Code(text)] if text else []
        elif tidy := _tidy(spans):
            self._blocks.append(self._block(tidy))

    def _block(self, spans: tuple[Span, ...]) -> Block:
        heading = next((tag for tag in reversed(self._open) if tag in _HEADINGS), None)
        if heading:
            return Heading(spans, _HEADINGS[heading])
        if self._numbers:
            has_marker, self._marker_due = self._marker_due, False
            return ListItem(spans, len(self._numbers), self._numbers[-1], has_marker=has_marker)
        if "tr" in self._open:
            return Row(spans)
        return Quote(spans) if "blockquote" in self._open else Paragraph(spans)


def _walk(top: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield the nodes that are seen, in order, on entering and on leaving. No recursion."""
    pending = [(top, True)] if top is not None else []
    while pending:
        node, enters = pending.pop()
        tag = node.tag or ""
        if tag in _UNSEEN or (tag.startswith(("-", "_", "!")) and tag != "-text"):
            continue
        yield node, enters
        if enters and tag != "-text":
            pending.append((node, False))
            children = list(node.iter(include_text=True))
            pending.extend((child, True) for child in reversed(children))


def _look(node: LexborNode, outer: Span) -> Span:
    """Return how text in this node looks, as a span without text."""
    match _LOOKS.get(node.tag or ""):
        case "bold":
            return replace(outer, bold=True)
        case "italic":
            return replace(outer, italic=True)
        case "code":
            return replace(outer, code=True)
    return replace(outer, link=_link(node.attributes.get("href"))) if node.tag == "a" else outer


def _link(address: str | None) -> str | None:
    """Return an address that a reader may follow: none that is a program, data, or this page."""
    return None if _NO_LINK.match(address or "#") else address


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdecimal() else 1


def _tidy(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans without blanks at either end, at line breaks, or one after another."""
    tidy: list[Span] = []
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
