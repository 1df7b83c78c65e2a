"""HTML parsed to a tree, as browsers parse it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from newsctl.markup.elements import BESIDE, BLOCKS, ENDED_BY_OTHERS, UNSEEN, VOID
from newsctl.markup.plain_html import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

LARGEST_TREE = 1_000_000
"""Tags times those that are open at once. Where it is more, tags are taken out one by one: lexbor's
tree takes quadratic time and memory for elements that are never closed (8.7 s for 30,000 lists)."""

LONGEST_TAG = 10_000
"""So it does for the attributes of one tag (4 s for 40,000): a tag with more letters takes the same
way."""

_OPENED = re.compile(r"<[a-z](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+", re.IGNORECASE)
"""A tag up to the `>` that ends it: not one between the quotes of a value."""

_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE = re.compile(r"[^\s/]+")

_NESTING = re.compile(
    rf"<(/?)(?!/?(?:{'|'.join(sorted(VOID | ENDED_BY_OTHERS))})[\s/>])[a-z]", re.IGNORECASE
)
_BLOCK = re.compile(rf"<(?=/?(?:{'|'.join(sorted(BLOCKS))})[\s/>])", re.IGNORECASE)
_BESIDE = re.compile(rf"<(?=/?(?:{'|'.join(sorted(BESIDE))})[\s/>])", re.IGNORECASE)
_UNSEEN_ELEMENT = re.compile(rf"<(?:{'|'.join(sorted(UNSEEN))})[\s/>]", re.IGNORECASE)
_NAMED = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_PARTING = BLOCKS | {"-text", "br", "img", "td", "th"}
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def is_too_hard(html: str) -> bool:
    """Tell whether parsing HTML may take seconds."""
    if html.count("<") ** 2 > LARGEST_TREE:
        steps = (-1 if found[1] else 1 for found in _NESTING.finditer(html))
        deepest = max(accumulate(steps, lambda depth, step: max(depth + step, 0)), default=0)
        if html.count("<") * deepest > LARGEST_TREE:
            return True
    if len(html) <= LONGEST_TAG:
        return False
    return any(tag.end() - tag.start() > LONGEST_TAG for tag in _OPENED.finditer(html))


def has_attributes(html: str, number: int) -> bool:
    """Tell whether a tag of HTML has at least `number` attributes, as written.

    A `>` or a space inside of quotes does not end a value; the next attribute may follow
    immediately.
    """
    return any(
        sum(1 for _ in _ATTRIBUTE.finditer(_VALUE.sub("= ", tag[0]))) > number
        for tag in _OPENED.finditer(html)
        if len(tag[0]) > 2 * number
    )


def marked(html: str) -> str:
    """Return HTML with BREAK before block tags, and a space before tags that separate words.

    So words are separated even by a tag that the parser drops, such as an unmatched `</div>`.
    """
    return _BESIDE.sub(" <", _BLOCK.sub(f"{BREAK}<", html.replace(BREAK, " ")))


def tree(html: str) -> LexborNode | None:
    """Return the tree of marked HTML without elements that are not displayed."""
    parser = LexborHTMLParser(f"<body>{marked(html)}")
    if _UNSEEN_ELEMENT.search(html):
        parser.strip_tags(list(UNSEEN))
    return parser.body


def text_of_tree(html: str) -> str:
    """Return the text of HTML, with BREAK between blocks and white space unchanged.

    Block elements separate words, inline elements do not. Attributes, comments, scripts, styles and
    other hidden elements are left out; entities are decoded.
    """
    if is_too_hard(html):
        return text_without_tree(html)
    top = tree(html)
    if top is None:
        return ""
    return str(top.text()) if _nests(html) else _text_between_blocks(top)


def walk(top: LexborNode | None) -> Iterator[tuple[str, LexborNode, bool]]:
    """Yield name and node in document order, on entry (True) and on exit (False), iteratively."""
    pending = [(top, True)] if top is not None else []
    while pending:
        node, enters = pending.pop()
        name = node.tag or ""
        if name == "-text" or not name.startswith(("-", "_", "!")):
            yield name, node, enters
            if enters and name != "-text":
                pending.append((node, False))
                children = list(node.iter(include_text=True))
                pending.extend((child, True) for child in reversed(children))


def _nests(html: str) -> bool:
    """Tell whether all tags of HTML are properly nested.

    Then the tree has the same block boundaries as the tags, and needs no marks.
    """
    open_tags: list[str] = []
    for slash, name in _NAMED.findall(html):
        if slash:
            if not open_tags or open_tags.pop() != name:
                return False
        elif name not in VOID:
            open_tags.append(name)
    return not open_tags and "<!" not in html


def _text_between_blocks(top: LexborNode) -> str:
    return "".join(
        (node.text_content or "") if name == "-text" else BREAK if name in BLOCKS else " "
        for name, node, _ in walk(top)
        if name in _PARTING
    )


def text_without_tree(html: str) -> str:
    """Return the text of HTML that is too complex to parse."""
    from html import unescape  # noqa: PLC0415 -- 2 ms for a table of entities, which few posts need

    shown = _without(marked(html), re.compile("<!--"), "-->")
    for name in UNSEEN:
        shown = _without(shown, re.compile(rf"<{name}[\s/>]", re.IGNORECASE), f"</{name}")
    return unescape(_TAG.sub("", shown))


def _without(html: str, opening: re.Pattern[str], closing: str) -> str:
    """Remove everything from each `opening` to its `closing`, or to the end."""
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
