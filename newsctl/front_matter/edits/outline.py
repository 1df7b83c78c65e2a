"""A header's text to its layout, by libyaml's tokens.

Not by its nodes: only tokens tell colons, dashes and commas, and the end of a block collection's
node is where the next key begins, after comments.
"""

from __future__ import annotations

import re

import yaml

from newsctl.front_matter.edits.layout import BLOCK_SCALARS, Kind, Node, Part
from newsctl.front_matter.edits.splices import LINE_END
from newsctl.front_matter.yaml_nodes import tokens


def layout_of(header: str) -> Node | None:
    """Return the root of a header that can be read, None for one without any value or tag."""
    root = _Outline(header).root()
    return None if root.kind is Kind.EMPTY and root.behind_tag is None else root


_INDICATORS = re.compile(r"[|>][-+0-9]*")
_LAST_LINE_END = re.compile(rf"(?:{LINE_END.pattern})\Z")
_BLANK_LINES = re.compile(rf"(?:(?:{LINE_END.pattern}) *)+\Z")
_TAGS = {yaml.AnchorToken, yaml.TagToken}
_BEFORE_THE_ROOT = {yaml.StreamStartToken, yaml.DirectiveToken, yaml.DocumentStartToken}
_SCALARS = {
    None: Kind.PLAIN,
    "": Kind.PLAIN,
    "'": Kind.SINGLE,
    '"': Kind.DOUBLE,
    "|": Kind.LITERAL,
    ">": Kind.FOLDED,
}
_FLOWS: dict[type[yaml.Token], tuple[Kind, type[yaml.Token]]] = {
    yaml.FlowSequenceStartToken: (Kind.FLOW_LIST, yaml.FlowSequenceEndToken),
    yaml.FlowMappingStartToken: (Kind.FLOW_MAPPING, yaml.FlowMappingEndToken),
}
_BLOCKS: dict[type[yaml.Token], Kind] = {
    yaml.BlockSequenceStartToken: Kind.BLOCK_LIST,
    yaml.BlockMappingStartToken: Kind.BLOCK_MAPPING,
}
_PARTS: dict[Kind, set[type[yaml.Token]]] = {
    Kind.BLOCK_LIST: {yaml.BlockEntryToken},
    Kind.BLOCK_MAPPING: {yaml.KeyToken, yaml.ValueToken},
}


class _Outline:
    """Builds nodes of tokens, in which libyaml has found no mistake."""

    def __init__(self, header: str) -> None:
        self._header = header
        self._tokens = tokens(header)
        self._token = next(self._tokens)

    def root(self) -> Node:
        while type(self._token) in _BEFORE_THE_ROOT:
            self._step()
        return self._node(0)

    def _step(self) -> int:
        """Go to the next token and return where the one before it ends."""
        end: int = self._token.end_mark.index
        self._token = next(self._tokens)
        return end

    def _taken(self, kind: type[yaml.Token]) -> int | None:
        """Step over a token if it is of this kind."""
        return self._step() if type(self._token) is kind else None

    def _node(self, empty_at: int) -> Node:
        if type(self._token) not in _TAGS:
            return self._content(empty_at)
        start = behind = self._token.start_mark.index
        while type(self._token) in _TAGS:
            behind = self._step()
        return self._content(behind)._replace(start=start, behind_tag=behind)

    def _item(self, dash: int) -> Node:
        """Build what stands behind a dash: nothing before another, as only keys have lists so."""
        if type(self._token) is yaml.BlockEntryToken:
            return _empty(dash)
        return self._node(dash)

    def _content(self, empty_at: int) -> Node:
        token = self._token
        if isinstance(token, yaml.ScalarToken):
            return self._scalar(token)
        if block := _BLOCKS.get(type(token)):
            self._step()
            node = self._block(block)
            self._taken(yaml.BlockEndToken)
            return node
        if isinstance(token, yaml.BlockEntryToken):
            return self._block(Kind.BLOCK_LIST)
        if flow := _FLOWS.get(type(token)):
            return self._flow(*flow)
        if isinstance(token, yaml.AliasToken):
            start = token.start_mark.index
            return Node(Kind.ALIAS, start, start, self._step())
        return _empty(empty_at)

    def _scalar(self, token: yaml.ScalarToken) -> Node:
        start, end, kind = token.start_mark.index, self._step(), _SCALARS[token.style]
        if kind not in BLOCK_SCALARS:
            return Node(kind, start, start, end, text=token.value)
        found = _INDICATORS.match(self._header, start)
        indicators = found[0] if found else ""
        block = _without_last_lines(self._header[start:end], token.value, indicators)
        end = start + len(block)
        return Node(kind, start, start, end, text=token.value, indicators=indicators)

    def _flow(self, kind: Kind, closing: type[yaml.Token]) -> Node:
        start = self._token.start_mark.index
        self._step()
        parts = []
        while (end := self._taken(closing)) is None:
            part = self._part(entries=kind is Kind.FLOW_MAPPING)
            parts.append(part._replace(comma=self._taken(yaml.FlowEntryToken)))
        return Node(kind, start, start, end, parts=tuple(parts))

    def _block(self, kind: Kind) -> Node:
        parts = []
        while type(self._token) in _PARTS[kind]:
            parts.append(self._part())
        start = parts[0].start
        return Node(kind, start, start, parts[-1].end, parts=tuple(parts))

    def _part(self, *, entries: bool = False) -> Part:
        start, kind = self._token.start_mark.index, type(self._token)
        if kind is yaml.KeyToken or kind is yaml.ValueToken:
            key = self._node(self._taken(yaml.KeyToken) or start)
            colon = self._taken(yaml.ValueToken)
            return Part(start, self._node(colon or key.end), key, colon)
        if kind is yaml.BlockEntryToken:
            dash = self._step()
            return Part(start, self._item(dash), mark=dash)
        alone = self._node(start)
        if entries:
            return Part(start, _empty(alone.end), key=alone)
        return Part(start, alone)


def _empty(at: int) -> Node:
    return Node(Kind.EMPTY, at, at, at)


def _without_last_lines(block: str, text: str, indicators: str) -> str:
    """Leave out the blank lines behind a block scalar, but those that are part of its text."""
    if "+" in indicators:
        return _LAST_LINE_END.sub("", block)
    ends_in_blanks = not text.rstrip("\n").rpartition("\n")[2].strip(" ")
    return block.rstrip("\r\n\x85\u2028\u2029") if ends_in_blanks else _BLANK_LINES.sub("", block)
