"""Keys that come, go, or are called otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.edits.block_lists import lines_of_list
from newsctl.front_matter.edits.flow_lists import flow_changed
from newsctl.front_matter.edits.layout import Kind
from newsctl.front_matter.edits.scalars import key_on_one_line, on_one_line
from newsctl.front_matter.edits.splices import Splice, line_start, next_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.post.post import Value
    from newsctl.front_matter.edits.layout import Node, Part
    from newsctl.front_matter.edits.style import Style


def entry_added(
    header: str, root: Node | None, key: str, value: Value, style: Style
) -> tuple[Splice, ...]:
    """Put a key before the closing fence, or before the brace of a root between braces."""
    if root and root.kind is Kind.FLOW_MAPPING:
        text = on_one_line(value, Kind.PLAIN, style.quote, in_flow=True)
        entry = f"{key_on_one_line(key, Kind.PLAIN, in_flow=True)}: {text}"
        return flow_changed(header, root, range(len(root.parts)), [entry], style)
    first = root.parts[0].start if root else 0
    indent = header[line_start(header, first) : first]
    name = f"{indent}{key_on_one_line(key, Kind.PLAIN, in_flow=False)}:"
    entry = f"{name}{_behind_colon(value, style)}{style.newline}"
    return (Splice(len(header), len(header), entry),)


def _behind_colon(value: Value, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and value and style.dash:
        return lines_of_list(value, style.dash, Kind.PLAIN, style)
    return f" {on_one_line(value, Kind.PLAIN, style.quote)}"


def entries_removed(
    header: str, root: Node, named: Sequence[Part], style: Style
) -> tuple[Splice, ...]:
    """Take entries out, each with its lines and the comment behind it.

    Comments above it stay: these often are about what follows as well, and nothing is lost.
    """
    if root.kind is Kind.FLOW_MAPPING:
        kept = [index for index, part in enumerate(root.parts) if part not in named]
        return flow_changed(header, root, kept, (), style)
    return tuple(
        Splice(line_start(header, part.start), next_line(header, part.end)) for part in named
    )


def entries_renamed(root: Node, named: Sequence[Part], to: str) -> tuple[Splice, ...]:
    """Write the key of entries otherwise, between the same quotes."""
    in_flow = root.kind is Kind.FLOW_MAPPING
    keys = [part.key for part in named if part.key]
    return tuple(
        Splice(key.content, key.end, key_on_one_line(to, key.kind, in_flow=in_flow)) for key in keys
    )
