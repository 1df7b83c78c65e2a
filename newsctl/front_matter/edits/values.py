"""Another value for a key that is there, written as the old one is where that can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.front_matter.edits.block_lists import lines_of_list
from newsctl.front_matter.edits.blocks import rewritten_block
from newsctl.front_matter.edits.clearing import cleared, gap_before, place_of_lines
from newsctl.front_matter.edits.layout import BLOCK_SCALARS, LISTS, Kind
from newsctl.front_matter.edits.lists import list_changed
from newsctl.front_matter.edits.scalars import on_one_line
from newsctl.front_matter.edits.splices import Splice, line_start, same_line
from newsctl.front_matter.yaml_text import key_to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.front_matter.edits.layout import Node, Part
    from newsctl.front_matter.edits.style import Style

_IN_LINES = {*BLOCK_SCALARS, Kind.BLOCK_LIST, Kind.BLOCK_MAPPING}


class Place(NamedTuple):
    """An entry of a header's root mapping, and all that says how its value is written."""

    header: str
    root: Node
    part: Part
    style: Style

    @property
    def in_flow(self) -> bool:
        """Whether the root is written between braces."""
        return self.root.kind is Kind.FLOW_MAPPING

    @property
    def column(self) -> int:
        """The column of the root's keys."""
        return self.part.start - line_start(self.header, self.part.start)


def ways_to_set(place: Place, was: Value, value: Value) -> Iterator[tuple[Splice, ...]]:
    """Yield ways to write a value, the best first; not each needs to read back as it was asked.

    There are none for a key without a colon: `? key`, and a key alone between braces.
    """
    old = place.part.value
    if place.part.mark is None:
        return
    match value:
        case str() if old.kind in BLOCK_SCALARS:
            yield from _block(place, value)
        case list() if value and isinstance(was, list) and old.kind in LISTS:
            yield list_changed(place.header, old, was, value, place.style)
        case list() if value and place.style.dash and not place.in_flow:
            yield _list_in_lines(place, place.style.dash, value)
        case dict() if value and old.kind is Kind.BLOCK_MAPPING:
            yield _mapping_in_lines(place, value)
        case None if _shares_line(place) and not place.in_flow:
            yield cleared(place.header, place.part)
    yield from _on_one_line(place, value)


def _block(place: Place, text: str) -> Iterator[tuple[Splice, ...]]:
    old = place.part.value
    block = rewritten_block(place.header, old, text, place.column, place.style.newline)
    if block:
        yield block


def _list_in_lines(place: Place, dash: str, items: list[Value]) -> tuple[Splice, ...]:
    lines = lines_of_list(items, dash, place.part.value.kind, place.style)
    return _in_lines(place, lines)


def _mapping_in_lines(place: Place, mapping: Mapping[str, Value]) -> tuple[Splice, ...]:
    first, quote = place.part.value.parts[0].start, place.style.quote
    before = place.style.newline + place.header[line_start(place.header, first) : first]
    entries = (
        f"{before}{key_to_yaml(key)}: {on_one_line(value, Kind.PLAIN, quote)}"
        for key, value in mapping.items()
    )
    return _in_lines(place, "".join(entries))


def _in_lines(place: Place, lines: str) -> tuple[Splice, ...]:
    at = place_of_lines(place.header, place.part)
    return (Splice(at, at, lines), *cleared(place.header, place.part))


def _on_one_line(place: Place, value: Value) -> Iterator[tuple[Splice, ...]]:
    header, part = place.header, place.part
    old = part.value
    text = on_one_line(value, old.kind, place.style.quote, in_flow=place.in_flow)
    if old.kind is Kind.EMPTY:
        yield (Splice(old.content, old.content, f" {text}"),)
    elif old.kind in _IN_LINES:
        at = part.behind_mark
        new = Splice(at, at, gap_before(header, part) + text)
        yield (new, *cleared(header, part))
    else:
        yield (Splice(old.content, old.end, text),)
    if old.behind_tag is not None and old.kind not in _IN_LINES:
        yield (Splice(old.start, old.end, text),)


def _shares_line(place: Place) -> bool:
    """Whether a value stands behind its colon, so that it can be left out."""
    old, mark = place.part.value, place.part.behind_mark
    return same_line(place.header, mark, old.content) or old.kind in _IN_LINES
