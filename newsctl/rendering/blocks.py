"""The blocks of running text that a post's body is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    r"""A piece of running text; `link` is where it leads. A line break is a span of one `\n`."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the highest level."""

    spans: tuple[Span, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph of a list: `depth` counts from 1, `number` is that of an ordered list.

    Only the first paragraph of an item has a marker.
    """

    spans: tuple[Span, ...]
    depth: int
    number: int | None = None
    has_marker: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph of a quotation."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its cells apart from one another by ` | `."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, lines and blanks as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block: TypeAlias = Heading | Paragraph | ListItem | Quote | Row | Code | Rule
