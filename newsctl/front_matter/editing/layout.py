"""The layout of a YAML header: offsets of keys, values and items, and its style.

It is built from libyaml's tokens, not from its nodes: only tokens have the offsets of colons,
dashes and commas, and the end of a block collection's node is where the next key begins, after
comments.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import yaml

from newsctl.front_matter.reading.yaml_header import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable


class NodeKind(StrEnum):
    """The styles of YAML nodes."""

    EMPTY = "empty"
    ALIAS = "alias"
    PLAIN = "plain"
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    FLOW_LIST = "[]"
    FLOW_MAPPING = "{}"
    BLOCK_LIST = "-"
    BLOCK_MAPPING = ":"


BLOCK_SCALARS = frozenset({NodeKind.LITERAL, NodeKind.FOLDED})
LISTS = frozenset({NodeKind.BLOCK_LIST, NodeKind.FLOW_LIST})
MAPPINGS = frozenset({NodeKind.BLOCK_MAPPING, NodeKind.FLOW_MAPPING})


class LayoutNode(NamedTuple):
    """A value: `start` is the offset of its anchor or tag, `content` that of what follows.

    `behind_tag` is the end of anchor and tag, None without one. `end` excludes blanks, comments and
    the last line end, but not the blank lines that a block scalar keeps. `text` is the text of a
    scalar, `indicators` the beginning of a block scalar: `|`, `>-`, `|2+`.
    """

    kind: NodeKind
    start: int
    content: int
    end: int
    behind_tag: int | None = None
    parts: tuple[LayoutPart, ...] = ()
    text: str = ""
    indicators: str = ""


class LayoutPart(NamedTuple):
    """An item of a list, or an entry of a mapping with its key.

    `start` is the offset of the dash, the `?`, the key or the item. `mark` is the end of the dash
    or colon, `comma` the end of the comma that follows; None if there is none.
    """

    start: int
    value: LayoutNode
    key: LayoutNode | None = None
    mark: int | None = None
    comma: int | None = None

    @property
    def end(self) -> int:
        """The end of the part, without comments and a comma."""
        return max(self.value.end, self.mark or 0, self.key.end if self.key else 0)

    @property
    def behind_mark(self) -> int:
        """The end of the colon, or of an anchor and tag behind it: a value can start here."""
        return self.value.behind_tag or self.mark or self.end

    @property
    def name(self) -> str | None:
        """The key as text; None for an alias and for the merge key."""
        key = self.key
        if (
            key is None
            or key.kind is NodeKind.ALIAS
            or (key.kind, key.text) == (NodeKind.PLAIN, "<<")
        ):
            return None
        return key.text


LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1, which has more line ends than an editor."""


class Splice(NamedTuple):
    """The replacement of `text[start:end]`."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Apply splices that do not overlap; of two at one offset the first comes first."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def line_start(text: str, at: int) -> int:
    """Return the start of the line that contains an offset."""
    return max((found.end() for found in LINE_END.finditer(text, 0, at)), default=0)


def line_end_before(text: str, at: int) -> int:
    """Return the end of the line before the one that contains an offset."""
    return max((found.start() for found in LINE_END.finditer(text, 0, at)), default=0)


def line_end(text: str, at: int) -> int:
    """Return the end of the line that contains an offset, before its line end."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Return the start of the next line."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)


def same_line(text: str, start: int, end: int) -> bool:
    """Tell whether two offsets are on one line."""
    return LINE_END.search(text, start, end) is None


def layout_of(header: str) -> LayoutNode | None:
    """Return the root of a valid header; None for one without any value or tag."""
    root = _Outline(header).root()
    return None if root.kind is NodeKind.EMPTY and root.behind_tag is None else root


_INDICATORS = re.compile(r"[|>][-+0-9]*")
_LAST_LINE_END = re.compile(rf"(?:{LINE_END.pattern})\Z")
_BLANK_LINES = re.compile(rf"(?:(?:{LINE_END.pattern}) *)+\Z")
_TAGS = {yaml.AnchorToken, yaml.TagToken}
_BEFORE_THE_ROOT = {yaml.StreamStartToken, yaml.DirectiveToken, yaml.DocumentStartToken}
_SCALARS = {
    None: NodeKind.PLAIN,
    "": NodeKind.PLAIN,
    "'": NodeKind.SINGLE,
    '"': NodeKind.DOUBLE,
    "|": NodeKind.LITERAL,
    ">": NodeKind.FOLDED,
}
_FLOWS: dict[type[yaml.Token], tuple[NodeKind, type[yaml.Token]]] = {
    yaml.FlowSequenceStartToken: (NodeKind.FLOW_LIST, yaml.FlowSequenceEndToken),
    yaml.FlowMappingStartToken: (NodeKind.FLOW_MAPPING, yaml.FlowMappingEndToken),
}
_BLOCKS: dict[type[yaml.Token], NodeKind] = {
    yaml.BlockSequenceStartToken: NodeKind.BLOCK_LIST,
    yaml.BlockMappingStartToken: NodeKind.BLOCK_MAPPING,
}
_PARTS: dict[NodeKind, set[type[yaml.Token]]] = {
    NodeKind.BLOCK_LIST: {yaml.BlockEntryToken},
    NodeKind.BLOCK_MAPPING: {yaml.KeyToken, yaml.ValueToken},
}


class _Outline:
    """Builds layout nodes from the tokens of a valid header."""

    def __init__(self, header: str) -> None:
        self._header = header
        self._tokens = tokens(header)
        self._token = next(self._tokens)

    def root(self) -> LayoutNode:
        while type(self._token) in _BEFORE_THE_ROOT:
            self._step()
        return self._node(0)

    def _step(self) -> int:
        """Advance to the next token and return the end of the one before it."""
        end: int = self._token.end_mark.index
        self._token = next(self._tokens)
        return end

    def _skip(self, kind: type[yaml.Token]) -> int | None:
        """Skip a token if it is of this type."""
        return self._step() if type(self._token) is kind else None

    def _node(self, empty_at: int) -> LayoutNode:
        if type(self._token) not in _TAGS:
            return self._content(empty_at)
        start = behind = self._token.start_mark.index
        while type(self._token) in _TAGS:
            behind = self._step()
        return self._content(behind)._replace(start=start, behind_tag=behind)

    def _item(self, dash: int) -> LayoutNode:
        """Build the value behind a dash; it is empty before another dash."""
        if type(self._token) is yaml.BlockEntryToken:
            return _empty(dash)
        return self._node(dash)

    def _content(self, empty_at: int) -> LayoutNode:
        """Build the node of a value without anchor and tag."""
        token = self._token
        if isinstance(token, yaml.ScalarToken):
            return self._scalar(token)
        if block := _BLOCKS.get(type(token)):
            self._step()
            node = self._block(block)
            self._skip(yaml.BlockEndToken)
            return node
        if isinstance(token, yaml.BlockEntryToken):
            return self._block(NodeKind.BLOCK_LIST)
        if flow := _FLOWS.get(type(token)):
            return self._flow(*flow)
        if isinstance(token, yaml.AliasToken):
            start = token.start_mark.index
            return LayoutNode(NodeKind.ALIAS, start, start, self._step())
        return _empty(empty_at)

    def _scalar(self, token: yaml.ScalarToken) -> LayoutNode:
        start, end, kind = token.start_mark.index, self._step(), _SCALARS[token.style]
        if kind not in BLOCK_SCALARS:
            return LayoutNode(kind, start, start, end, text=token.value)
        found = _INDICATORS.match(self._header, start)
        indicators = found[0] if found else ""
        block = _without_last_lines(self._header[start:end], token.value, indicators)
        end = start + len(block)
        return LayoutNode(kind, start, start, end, text=token.value, indicators=indicators)

    def _flow(self, kind: NodeKind, closing: type[yaml.Token]) -> LayoutNode:
        start = self._token.start_mark.index
        self._step()
        parts = []
        while (end := self._skip(closing)) is None:
            part = self._part(entries=kind is NodeKind.FLOW_MAPPING)
            parts.append(part._replace(comma=self._skip(yaml.FlowEntryToken)))
        return LayoutNode(kind, start, start, end, parts=tuple(parts))

    def _block(self, kind: NodeKind) -> LayoutNode:
        parts = []
        while type(self._token) in _PARTS[kind]:
            parts.append(self._part())
        start = parts[0].start
        return LayoutNode(kind, start, start, parts[-1].end, parts=tuple(parts))

    def _part(self, *, entries: bool = False) -> LayoutPart:
        """Build an item of a list or, with `entries` or a key, an entry of a mapping."""
        start, kind = self._token.start_mark.index, type(self._token)
        if kind is yaml.KeyToken or kind is yaml.ValueToken:
            key = self._node(self._skip(yaml.KeyToken) or start)
            colon = self._skip(yaml.ValueToken)
            return LayoutPart(start, self._node(colon or key.end), key, colon)
        if kind is yaml.BlockEntryToken:
            dash = self._step()
            return LayoutPart(start, self._item(dash), mark=dash)
        alone = self._node(start)
        if entries:
            return LayoutPart(start, _empty(alone.end), key=alone)
        return LayoutPart(start, alone)


def _empty(at: int) -> LayoutNode:
    return LayoutNode(NodeKind.EMPTY, at, at, at)


def _without_last_lines(block: str, text: str, indicators: str) -> str:
    """Trim the blank lines behind a block scalar, except those in its text."""
    if "+" in indicators:
        return _LAST_LINE_END.sub("", block)
    ends_in_blanks = not text.rstrip("\n").rpartition("\n")[2].strip(" ")
    return block.rstrip("\r\n\x85\u2028\u2029") if ends_in_blanks else _BLANK_LINES.sub("", block)


_ENDS_LINE = re.compile("\r\n|[\r\n]")


class Style(NamedTuple):
    """The style of new text in a file.

    `dash` is the text before an item of a list: blanks, a dash, blanks; None if lists are written
    with brackets.
    """

    newline: str
    quote: NodeKind
    dash: str | None


def style_of(opening: str, header: str, root: LayoutNode | None) -> Style:
    """Return the style of a header."""
    newline = Counter(_ENDS_LINE.findall(opening + header)).most_common(1)[0][0]
    values = [part.value for part in root.parts] if root else []
    kinds = Counter(value.kind for value in values)
    quote = NodeKind.SINGLE if kinds[NodeKind.SINGLE] > kinds[NodeKind.DOUBLE] else NodeKind.DOUBLE
    lists = [value for value in values if value.kind is NodeKind.BLOCK_LIST]
    dash = dash_of(header, lists[0]) if len(lists) > kinds[NodeKind.FLOW_LIST] else None
    return Style(newline, quote, dash)


def dash_of(header: str, block_list: LayoutNode) -> str:
    """Return the text before the first item of a block list on its line."""
    first = block_list.parts[0]
    dash = header[line_start(header, first.start) : first.start + 1]
    gap = header[first.start + 1 : first.value.start]
    return dash + (gap if gap and not gap.strip(" \t") else " ")
