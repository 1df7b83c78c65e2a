"""How a header is written: where each key, value and item stands, and in which style.

Made of libyaml's tokens and not of its nodes, as only these tell colons, dashes and commas, and as
the end of a block collection's node is where the next key begins, after comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

import yaml

from newsctl.front_matter.edits.splices import LINE_END
from newsctl.front_matter.yaml_nodes import tokens

Token = yaml.Token


class Kind(StrEnum):
    """The styles of YAML, and what has none."""

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


BLOCK_SCALARS = frozenset({Kind.LITERAL, Kind.FOLDED})
LISTS = frozenset({Kind.BLOCK_LIST, Kind.FLOW_LIST})


@dataclass(frozen=True, slots=True)
class Node:
    """A value: `start` is that of its anchor or tag, `content` that of what follows these.

    `behind_tag` is where anchor and tag end, None without one. `end` leaves out blanks, comments
    and the last line end, but not the blank lines that a block scalar keeps. `text` is what a
    scalar says, `indicators` how a block scalar begins: `|`, `>-`, `|2+`.
    """

    kind: Kind
    start: int
    content: int
    end: int
    behind_tag: int | None = None
    parts: tuple[Part, ...] = ()
    text: str = ""
    indicators: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a list, or an entry of a mapping with its key.

    `start` is that of the dash, the `?`, the key or the item. `mark` is where the dash or colon
    ends, `comma` where the comma ends that follows; None where none is written.
    """

    start: int
    value: Node
    key: Node | None = None
    mark: int | None = None
    comma: int | None = None

    @property
    def end(self) -> int:
        """Where the part ends, without comments and a comma."""
        return max(self.value.end, self.mark or 0, self.key.end if self.key else 0)

    @property
    def behind_mark(self) -> int:
        """Where the colon ends, or what anchor and tag follow it: a value can stand from here."""
        return self.value.behind_tag or self.mark or self.end

    @property
    def name(self) -> str | None:
        """The key as text; None for an alias and for the key that merges."""
        key = self.key
        if key is None or key.kind is Kind.ALIAS or (key.kind, key.text) == (Kind.PLAIN, "<<"):
            return None
        return key.text


def layout_of(header: str) -> Node | None:
    """Return the root of a header that can be read, None for one without any value."""
    root = _Reader(header).root()
    return None if root.kind is Kind.EMPTY else root


_INDICATORS = re.compile(r"[|>][-+0-9]*")
_LAST_LINE_END = re.compile(rf"(?:{LINE_END.pattern})\Z")
_BEFORE_THE_ROOT = (yaml.StreamStartToken, yaml.DirectiveToken, yaml.DocumentStartToken)
_SCALARS = {
    None: Kind.PLAIN,
    "": Kind.PLAIN,
    "'": Kind.SINGLE,
    '"': Kind.DOUBLE,
    "|": Kind.LITERAL,
    ">": Kind.FOLDED,
}
_FLOWS: dict[type[Token], tuple[Kind, type[Token]]] = {
    yaml.FlowSequenceStartToken: (Kind.FLOW_LIST, yaml.FlowSequenceEndToken),
    yaml.FlowMappingStartToken: (Kind.FLOW_MAPPING, yaml.FlowMappingEndToken),
}
_BLOCKS: dict[type[Token], Kind] = {
    yaml.BlockSequenceStartToken: Kind.BLOCK_LIST,
    yaml.BlockMappingStartToken: Kind.BLOCK_MAPPING,
}


class _Reader:
    """Builds nodes of tokens, which libyaml and the reader have found to be a mapping."""

    def __init__(self, header: str) -> None:
        self._header = header
        self._tokens = list(tokens(header))
        self._next = 0

    def root(self) -> Node:
        while isinstance(self._token, _BEFORE_THE_ROOT):
            self._next += 1
        return self._node(0)

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _taken(self, kind: type[Token]) -> int | None:
        """Step over a token of this kind and return where it ends."""
        token = self._token
        if not isinstance(token, kind):
            return None
        self._next += 1
        return int(token.end_mark.index)

    def _node(self, empty_at: int) -> Node:
        start, behind_tag = self._token.start_mark.index, None
        while isinstance(self._token, yaml.AnchorToken | yaml.TagToken):
            behind_tag = self._taken(yaml.Token)
        node = self._content(behind_tag or empty_at)
        return replace(node, start=start, behind_tag=behind_tag) if behind_tag else node

    def _content(self, empty_at: int) -> Node:
        token = self._token
        if isinstance(token, yaml.ScalarToken | yaml.AliasToken):
            self._next += 1
            return self._scalar(token)
        if flow := _FLOWS.get(type(token)):
            return self._flow(*flow)
        if block := _BLOCKS.get(type(token)):
            self._next += 1
            node = self._block(block)
            self._taken(yaml.BlockEndToken)
            return node
        if isinstance(token, yaml.BlockEntryToken):
            return self._block(Kind.BLOCK_LIST)
        return Node(Kind.EMPTY, empty_at, empty_at, empty_at)

    def _scalar(self, token: yaml.ScalarToken | yaml.AliasToken) -> Node:
        start, end = token.start_mark.index, token.end_mark.index
        if isinstance(token, yaml.AliasToken):
            return Node(Kind.ALIAS, start, start, end)
        kind = _SCALARS[token.style]
        if kind not in BLOCK_SCALARS:
            return Node(kind, start, start, end, text=token.value)
        found = _INDICATORS.match(self._header, start)
        indicators = found[0] if found else ""
        block = _without_line_ends(self._header[start:end], keeps="+" in indicators)
        end = start + len(block)
        return Node(kind, start, start, end, text=token.value, indicators=indicators)

    def _flow(self, kind: Kind, closing: type[Token]) -> Node:
        start = self._token.start_mark.index
        self._taken(yaml.Token)
        parts = []
        while (end := self._taken(closing)) is None:
            part = self._part(entries=kind is Kind.FLOW_MAPPING)
            parts.append(replace(part, comma=self._taken(yaml.FlowEntryToken)))
        return Node(kind, start, start, end, parts=tuple(parts))

    def _block(self, kind: Kind) -> Node:
        parts = []
        while isinstance(self._token, yaml.BlockEntryToken | yaml.KeyToken | yaml.ValueToken):
            if kind is Kind.BLOCK_LIST and not isinstance(self._token, yaml.BlockEntryToken):
                break
            parts.append(self._part())
        start = parts[0].start
        return Node(kind, start, start, parts[-1].end, parts=tuple(parts))

    def _part(self, *, entries: bool = False) -> Part:
        start = self._token.start_mark.index
        if (dash := self._taken(yaml.BlockEntryToken)) is not None:
            return Part(start, self._node(dash), mark=dash)
        if (behind := self._taken(yaml.KeyToken)) is not None or self._at(yaml.ValueToken):
            key = self._node(start if behind is None else behind)
            colon = self._taken(yaml.ValueToken)
            return Part(start, self._node(colon or key.end), key, colon)
        value = self._node(start)
        if entries:
            return Part(start, Node(Kind.EMPTY, value.end, value.end, value.end), key=value)
        return Part(start, value)

    def _at(self, kind: type[Token]) -> bool:
        return isinstance(self._token, kind)


def _without_line_ends(block: str, *, keeps: bool) -> str:
    """Leave out the line ends behind a block scalar, only the last one where it keeps them."""
    return _LAST_LINE_END.sub("", block) if keeps else block.rstrip("\r\n\x85\u2028\u2029")
