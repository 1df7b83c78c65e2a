"""Items in and out of a list that has one on each line, behind a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.edits.scalars import on_one_line
from newsctl.front_matter.edits.splices import Splice, line_start, next_line
from newsctl.front_matter.edits.style import dash_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.post.post import Value
    from newsctl.front_matter.edits.layout import Kind, Node, Part
    from newsctl.front_matter.edits.style import Style


def block_list_changed(
    header: str, old: Node, kept: Sequence[int], new: Sequence[Value], style: Style
) -> tuple[Splice, ...]:
    """Take out the items that are not kept, and put new ones behind those that are.

    An item goes with its line, and the comment behind it; comments above it stay.
    """
    like, dash = old.parts[-1].value.kind, dash_of(header, old)
    lines = (f"{dash}{on_one_line(item, like, style.quote)}{style.newline}" for item in new)
    at = _behind(header, old.parts[kept[-1]]) if kept else _before(header, old.parts[0])
    gone = (part for index, part in enumerate(old.parts) if index not in kept)
    return (
        Splice(at, at, "".join(lines)),
        *(Splice(_before(header, part), _behind(header, part)) for part in gone),
    )


def lines_of_list(items: Sequence[Value], dash: str, like: Kind, style: Style) -> str:
    """Return the lines of a new list, each with the line end before it."""
    lines = (f"{style.newline}{dash}{on_one_line(item, like, style.quote)}" for item in items)
    return "".join(lines)


def _before(header: str, part: Part) -> int:
    return line_start(header, part.start)


def _behind(header: str, part: Part) -> int:
    return next_line(header, part.end)
