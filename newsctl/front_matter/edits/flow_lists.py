"""Items in and out of a list between brackets, and entries of a mapping between braces.

They may stand on one line or on several, with comments behind them, and with a comma behind the
last one: what is new is put as the last ones are, and a comment stays with its item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.front_matter.edits.splices import Splice, line_end, line_start, same_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.front_matter.edits.layout import Node, Part
    from newsctl.front_matter.edits.style import Style

_BLANKS = re.compile(r"[ \t]*")


def flow_changed(
    header: str, old: Node, kept: Sequence[int], new: Sequence[str], style: Style
) -> tuple[Splice, ...]:
    """Take out the parts that are not kept, and put new ones behind those that are."""
    if not new:
        return tuple(_cuts(header, old, kept))
    if len(kept) < len(old.parts):
        return (_rewritten(header, old, kept, new),)
    if not old.parts:
        return (Splice(old.content + 1, old.content + 1, ", ".join(new)),)
    if _has_lines_of_their_own(header, old):
        return _lines_behind(header, old.parts[-1], new, style.newline)
    return (_behind(header, old, new),)


def _cuts(header: str, old: Node, kept: Sequence[int]) -> Iterator[Splice]:
    last_kept = kept[-1] if kept else -1
    for index, part in enumerate(old.parts[:last_kept]):
        if index not in kept:
            yield Splice(part.start, old.parts[index + 1].start)
    if not kept:
        yield Splice(old.parts[0].start, old.parts[-1].comma or old.parts[-1].end)
    elif last_kept + 1 < len(old.parts):
        yield from _tail_cut(header, old, last_kept)


def _tail_cut(header: str, old: Node, last_kept: int) -> Iterator[Splice]:
    """Cut the last parts, with the comments behind them and the comma that is then too many."""
    kept, first, last = old.parts[last_kept], old.parts[last_kept + 1], old.parts[-1]
    comma = kept.comma or kept.end
    if last.comma is None:
        yield Splice(comma - 1, comma)
    start = comma if same_line(header, comma, first.start) else line_end(header, comma)
    yield Splice(start, _behind_comment(header, last.comma or last.end, old))


def _behind_comment(header: str, at: int, old: Node) -> int:
    """Return where the comment ends that follows on the line, the place itself without one."""
    end = line_end(header, at)
    return end if "#" in header[at:end] and end < _closing(old) else at


def _rewritten(header: str, old: Node, kept: Sequence[int], new: Sequence[str]) -> Splice:
    texts = [header[old.parts[index].start : old.parts[index].end] for index in kept]
    between = f",{_gap(header, old.parts[:2])}"
    return Splice(old.parts[0].start, old.parts[-1].end, between.join((*texts, *new)))


def _has_lines_of_their_own(header: str, old: Node) -> bool:
    """Whether the last part stands on a line of its own, and the closing sign on another."""
    before = old.parts[-2].end if len(old.parts) > 1 else old.content
    last = old.parts[-1]
    return not same_line(header, before, last.start) and _ends_line(header, last.end, old)


def _ends_line(header: str, at: int, old: Node) -> bool:
    return line_end(header, at) < _closing(old)


def _closing(old: Node) -> int:
    return old.end - 1


def _lines_behind(header: str, last: Part, new: Sequence[str], newline: str) -> tuple[Splice, ...]:
    indent = _BLANKS.match(header, line_start(header, last.start))
    before = newline + (indent[0] if indent else "")
    at = line_end(header, last.comma or last.end)
    lines = before + f",{before}".join(new)
    if last.comma is not None:
        return (Splice(at, at, f"{lines},"),)
    return (Splice(last.end, last.end, ","), Splice(at, at, lines))


def _behind(header: str, old: Node, new: Sequence[str]) -> Splice:
    last, gap = old.parts[-1], _gap(header, old.parts[-2:])
    if last.comma is not None:
        return Splice(last.comma, last.comma, "".join(f"{gap}{text}," for text in new))
    return Splice(last.end, last.end, "".join(f",{gap}{text}" for text in new))


def _gap(header: str, parts: Sequence[Part]) -> str:
    """Return what stands between a comma and the part behind it."""
    gap = header[parts[0].comma or 0 : parts[-1].start] if len(parts) > 1 else " "
    return " " if "#" in gap else gap
