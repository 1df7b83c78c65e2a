"""The style of a file: how it ends lines, quotes text and writes lists, as most of it does."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newsctl.front_matter.edits.layout import Kind
from newsctl.front_matter.edits.splices import line_start

if TYPE_CHECKING:
    from newsctl.front_matter.edits.layout import Node

_LINE_END = re.compile("\r\n|[\r\n]")


class Style(NamedTuple):
    """What is new in a file is written so.

    `dash` is what stands before an item of a list: blanks, a dash, blanks; None where lists stand
    between brackets.
    """

    newline: str
    quote: Kind
    dash: str | None


def style_of(opening: str, header: str, root: Node | None) -> Style:
    """Return the style of a header behind its opening fence."""
    newline = Counter(_LINE_END.findall(opening + header)).most_common(1)[0][0]
    values = [part.value for part in root.parts] if root else []
    kinds = Counter(value.kind for value in values)
    quote = Kind.SINGLE if kinds[Kind.SINGLE] > kinds[Kind.DOUBLE] else Kind.DOUBLE
    lists = [value for value in values if value.kind is Kind.BLOCK_LIST]
    dash = dash_of(header, lists[0]) if len(lists) > kinds[Kind.FLOW_LIST] else None
    return Style(newline, quote, dash)


def dash_of(header: str, block_list: Node) -> str:
    """Return what stands on a line before the first item of a block list."""
    first = block_list.parts[0]
    dash = header[line_start(header, first.start) : first.start + 1]
    gap = header[first.start + 1 : first.value.start]
    return dash + (gap if gap and not gap.strip(" \t") else " ")
