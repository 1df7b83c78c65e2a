"""The value of an entry taken out, so that `key:` and the comment behind it are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.edits.layout import BLOCK_SCALARS, Kind
from newsctl.front_matter.edits.splices import Splice, line_end, line_end_before, same_line

if TYPE_CHECKING:
    from newsctl.front_matter.edits.layout import Part


def cleared(header: str, part: Part) -> tuple[Splice, ...]:
    """Return the splices that take the value out; its anchor and tag stay."""
    old, behind = part.value, part.behind_mark
    if old.kind is Kind.EMPTY:
        return ()
    if not same_line(header, behind, old.content):
        end = (
            line_end(header, old.end)
            if old.kind in {Kind.BLOCK_LIST, Kind.BLOCK_MAPPING}
            else old.end
        )
        return (Splice(line_end_before(header, old.content), end),)
    if old.kind in BLOCK_SCALARS:
        lines = line_end(header, old.content)
        first = Splice(behind, old.content + len(old.indicators))
        return (first, Splice(lines, max(lines, old.end)))
    return (Splice(behind, old.end),)


def place_of_lines(header: str, part: Part) -> int:
    """Return where lines can be put that take the place of the value: at the end of its first."""
    old, behind = part.value, part.behind_mark
    flows = old.kind not in BLOCK_SCALARS and same_line(header, behind, old.content)
    return line_end(header, old.end if flows else behind)


def gap_before(header: str, part: Part) -> str:
    """Return the blanks between the colon and a value behind it; one for a value below it."""
    gap = header[part.behind_mark : part.value.content]
    return gap if gap and not gap.strip(" \t") else " "
