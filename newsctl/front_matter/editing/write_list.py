"""Edits of YAML lists in which items that stay keep their formatting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.front_matter.editing.layout import (
    NodeKind,
    Splice,
    dash_of,
    line_end,
    line_start,
    next_line,
    same_line,
)
from newsctl.front_matter.editing.write_value import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.post.post import Value
    from newsctl.front_matter.editing.item_changes import ItemChanges
    from newsctl.front_matter.editing.layout import LayoutNode, LayoutPart, Style


def change_list(
    header: str,
    old: LayoutNode,
    changes: ItemChanges,
    style: Style,
    *,
    keep_tags: bool = True,
) -> tuple[Splice, ...]:
    """Return the splices that change the items of a list; all others stay as written.

    A new item in place of another is written like that one, and the comment behind it stays; with
    `keep_tags` its anchor and tag too.
    """
    in_flow = old.kind is NodeKind.FLOW_LIST
    in_place = (
        _in_place(old.parts[index], item, style, in_flow=in_flow, keep_tags=keep_tags)
        for index, item in changes.replaced.items()
    )
    others = _flow_list_changed if in_flow else _block_list_changed
    return (*in_place, *others(header, old, changes, style))


def _in_place(
    part: LayoutPart, item: Value, style: Style, *, in_flow: bool, keep_tags: bool
) -> Splice:
    """Return the splice that writes an item in place of another."""
    value = part.value
    text = on_one_line(item, value.kind, style.quote, in_flow=in_flow)
    if part.key:  # an entry without braces: `[a: b]`
        return Splice(part.start, part.end, text)
    gap = " " if value.kind is NodeKind.EMPTY else ""
    return Splice(value.content if keep_tags else value.start, value.end, gap + text)


def _block_list_changed(
    header: str, old: LayoutNode, changes: ItemChanges, style: Style
) -> Iterator[Splice]:
    """Yield the splices that remove and insert items.

    An item is removed with its line and the comment behind it; comments above it stay.
    """
    like, dash = old.parts[-1].value.kind, dash_of(header, old)
    for index, items in changes.added.items():
        before = old.parts[index - 1] if index else None
        at = next_line(header, before.end) if before else line_start(header, old.parts[0].start)
        lines = (f"{dash}{on_one_line(item, like, style.quote)}{style.newline}" for item in items)
        yield Splice(at, at, "".join(lines))
    for index in changes.removed:
        part = old.parts[index]
        yield Splice(line_start(header, part.start), next_line(header, part.end))


def _flow_list_changed(
    header: str, old: LayoutNode, changes: ItemChanges, style: Style
) -> Iterator[Splice]:
    """Yield the splices that remove and insert items."""
    like = old.parts[-1].value.kind if old.parts else NodeKind.PLAIN
    kept = [index for index in range(len(old.parts)) if index not in changes.removed]
    behind: Sequence[str] = []
    for index, items in changes.added.items():
        texts = [on_one_line(item, like, style.quote, in_flow=True) for item in items]
        if index == len(old.parts):
            behind = texts
        else:
            at, between = old.parts[index].start, f",{_gap(header, old.parts[:2])}"
            yield Splice(at, at, "".join(text + between for text in texts))
    yield from change_flow_list(header, old, kept, behind, style)


def lines_of_list(items: Sequence[Value], dash: str, like: NodeKind, style: Style) -> str:
    """Return the lines of a new list, each with the line end before it."""
    lines = (f"{style.newline}{dash}{on_one_line(item, like, style.quote)}" for item in items)
    return "".join(lines)


_BLANKS = re.compile(r"[ \t]*")


def change_flow_list(
    header: str, old: LayoutNode, kept: Sequence[int], new: Sequence[str], style: Style
) -> tuple[Splice, ...]:
    """Return the splices that change a list in brackets, or a mapping in braces.

    `kept` are the indexes of the parts that stay, `new` the texts to insert behind the last part,
    which has to stay if there are any.
    """
    cuts = tuple(_cuts(header, old, kept)) if len(kept) < len(old.parts) else ()
    if not new:
        return cuts
    if not old.parts:
        return (Splice(old.content + 1, old.content + 1, ", ".join(new)),)
    if _has_lines_of_their_own(header, old):
        return (*cuts, *_lines_behind(header, old.parts[-1], new, style.newline))
    return (*cuts, _behind(header, old, new))


def _cuts(header: str, old: LayoutNode, kept: Sequence[int]) -> Iterator[Splice]:
    """Yield the splices that remove the items of a flow list that are not kept."""
    last_kept = kept[-1] if kept else -1
    for index, part in enumerate(old.parts[:last_kept]):
        if index not in kept:
            yield Splice(part.start, old.parts[index + 1].start)
    if not kept:
        yield Splice(old.parts[0].start, old.parts[-1].comma or old.parts[-1].end)
    elif last_kept + 1 < len(old.parts):
        yield from _tail_cut(header, old, last_kept)


def _tail_cut(header: str, old: LayoutNode, last_kept: int) -> Iterator[Splice]:
    """Remove the last parts, with the comments behind them and the comma before them."""
    kept, first, last = old.parts[last_kept], old.parts[last_kept + 1], old.parts[-1]
    comma = kept.comma or kept.end
    if last.comma is None:
        yield Splice(comma - 1, comma)
    start = comma if same_line(header, comma, first.start) else line_end(header, comma)
    yield Splice(start, _behind_comment(header, last.comma or last.end, old))


def _behind_comment(header: str, at: int, old: LayoutNode) -> int:
    """Return the end of the comment that follows on the line; the offset itself without one."""
    end = line_end(header, at)
    return end if "#" in header[at:end] and end < _closing(old) else at


def _has_lines_of_their_own(header: str, old: LayoutNode) -> bool:
    """Tell whether the last part and the closing bracket have lines of their own."""
    before = old.parts[-2].end if len(old.parts) > 1 else old.content
    last = old.parts[-1]
    return not same_line(header, before, last.start) and _ends_line(header, last.end, old)


def _ends_line(header: str, at: int, old: LayoutNode) -> bool:
    return line_end(header, at) < _closing(old)


def _closing(old: LayoutNode) -> int:
    return old.end - 1


def _lines_behind(
    header: str, last: LayoutPart, new: Sequence[str], newline: str
) -> tuple[Splice, ...]:
    """Return the splices that insert items on lines of their own behind the last item."""
    indent = _BLANKS.match(header, line_start(header, last.start))
    before = newline + (indent[0] if indent else "")
    at = line_end(header, last.comma or last.end)
    lines = before + f",{before}".join(new)
    if last.comma is not None:
        return (Splice(at, at, f"{lines},"),)
    return (Splice(last.end, last.end, ","), Splice(at, at, lines))


def _behind(header: str, old: LayoutNode, new: Sequence[str]) -> Splice:
    last, gap = old.parts[-1], _gap(header, old.parts[-2:])
    if last.comma is not None:
        return Splice(last.comma, last.comma, "".join(f"{gap}{text}," for text in new))
    return Splice(last.end, last.end, "".join(f",{gap}{text}" for text in new))


def _gap(header: str, parts: Sequence[LayoutPart]) -> str:
    """Return the text between a comma and the next part."""
    gap = header[parts[0].comma or 0 : parts[-1].start] if len(parts) > 1 else " "
    return " " if "#" in gap else gap
