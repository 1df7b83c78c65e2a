"""The blocks of a post's body: headings, paragraphs, lists, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StyledSpan:
    r"""A piece of running text; `link` is its target. A line break is a span of one `\n`.

    An image is a span with its description as text, which is displayed but not part of the post's
    words.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None
    is_image: bool = False


Spans: TypeAlias = tuple[StyledSpan, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the highest level."""

    spans: Spans
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph in a list: `depth` counts from 1; `number` is that of an ordered list.

    Only the first paragraph of an item has a marker.
    """

    spans: Spans
    depth: int
    number: int | None = None
    has_marker: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph of a quotation."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the running text of each cell. The rows of a table are consecutive."""

    cells: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text with its lines and blanks."""

    text: str


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A thematic break."""


Block: TypeAlias = Heading | Paragraph | ListItem | Quote | TableRow | Code | ThematicBreak
