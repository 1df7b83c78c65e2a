"""How a header is written: where each key, value and item stands, and in which style."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


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
MAPPINGS = frozenset({Kind.BLOCK_MAPPING, Kind.FLOW_MAPPING})


class Node(NamedTuple):
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


class Part(NamedTuple):
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
