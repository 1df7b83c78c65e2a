"""Safe parsing of foreign XML by expat: no entities, limited depth, no external resources.

Expat itself loads no DTD and follows no address. Entities that a document declares can expand until
they fill the memory ("billion laughs"); no feed needs any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.parsers import expat

from newsctl.core.errors import UsageError
from newsctl.core.messages import _, said_by
from newsctl.core.post.post import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_DEEPEST = 200
_MOST_ATTRIBUTES = 1_000
"""Attributes of one tag, which take feedparser time by the square of their number."""

_CHUNK = 64 * 1024


class XmlChild(NamedTuple):
    """A child of an item: the element's name as written (`wp:status`), and its text."""

    name: str
    attributes: Mapping[str, str]
    text: str


class XmlItem(NamedTuple):
    """An item: its line number, and its children. It may be too large to be kept."""

    line: int
    children: Sequence[XmlChild]
    is_too_large: bool


class Malformed(UsageError):
    """A document is not well-formed XML from some line on."""


def items_of(stream: BinaryIO, names: tuple[str, ...], where: str) -> Iterator[XmlItem]:
    """Yield the elements with these names, whatever their prefix, in order.

    Raises UsageError for a document that declares entities, is nested too deeply or has too large a
    tag, and Malformed for XML that is not well-formed, after the items before it.
    """
    reader = _ItemGatherer(names, where)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.refuse_entity
    reader.line = lambda: parser.CurrentLineNumber
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 -- it takes no keywords
            yield from reader.take_items()
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        yield from reader.take_items()
        reason = expat.ErrorString(error.code)
        raise Malformed(
            _(
                "{where}:{lineno}: This is no XML: {reason}.",
                where=where,
                lineno=error.lineno,
                reason=reason,
            )
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that Python or expat lacks
        raise UsageError(
            _(
                "{where} is in an encoding that cannot be read: {error}.",
                where=where,
                error=said_by(error),
            )
        ) from error
    yield from reader.take_items()


class _ItemGatherer:
    """Collects items from expat's events, with their direct children only."""

    def __init__(self, names: tuple[str, ...], where: str) -> None:
        self._names = names
        self._where = where
        self._depth = 0
        self._item_depth = 0
        self._began = 0
        self._size = 0
        self._children: list[XmlChild] = []
        self._attributes: Mapping[str, str] = {}
        self._texts: list[str] = []
        self._done: list[XmlItem] = []
        self.line: Callable[[], int] = lambda: 0

    def take_items(self) -> Sequence[XmlItem]:
        """Return the items that were completed since the last call."""
        items, self._done = self._done, []
        return items

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle a start tag. Raises UsageError for too deep nesting or too many attributes."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UsageError(
                _(
                    "{where}:{line}: This is nested too deep to be a feed.",
                    where=self._where,
                    line=self.line(),
                )
            )
        if len(attributes) > _MOST_ATTRIBUTES:
            raise UsageError(
                _(
                    "{where}:{line}: This tag has too much in it to be read.",
                    where=self._where,
                    line=self.line(),
                )
            )
        if not self._item_depth and name.rpartition(":")[2] in self._names:
            self._item_depth, self._began, self._size = self._depth, self.line(), 0
            self._children = []
        elif self._depth == self._item_depth + 1:
            self._attributes, self._texts = attributes, []

    def text(self, data: str) -> None:
        if self._item_depth:
            self._size += len(data)
            if self._size <= LARGEST_FILE:
                self._texts.append(data)

    def end(self, name: str) -> None:
        """Handle an end tag: complete a child, or the item."""
        if self._item_depth:
            if self._depth == self._item_depth + 1:
                child = XmlChild(name, self._attributes, "".join(self._texts))
                self._children.append(child)
            elif self._depth == self._item_depth:
                too_large = self._size > LARGEST_FILE
                self._done.append(XmlItem(self._began, self._children, too_large))
                self._item_depth = 0
        self._depth -= 1

    def refuse_entity(self, name: str, *_others: object) -> None:
        """Raise UsageError for an entity declaration."""
        raise UsageError(
            _(
                "{where}:{line}: This declares the entity {name}, so it was not read.",
                where=self._where,
                line=self.line(),
                name=name,
            ),
            hint=_("Feeds need none; entities can be made to fill the memory."),
        )
