"""A list that gets other items: which of them stay as they are, which are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.edits.block_lists import block_list_changed
from newsctl.front_matter.edits.flow_lists import flow_changed
from newsctl.front_matter.edits.layout import Kind
from newsctl.front_matter.edits.outcome import same
from newsctl.front_matter.edits.scalars import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.post.post import Value
    from newsctl.front_matter.edits.layout import Node
    from newsctl.front_matter.edits.splices import Splice
    from newsctl.front_matter.edits.style import Style


def list_changed(
    header: str, old: Node, was: Sequence[Value], wanted: Sequence[Value], style: Style
) -> tuple[Splice, ...]:
    """Return the splices that make one list of another; items that stay keep how they are written.

    Where items only go, those are taken out. Else all behind the first difference are new.
    """
    kept = _left(was, wanted)
    new: Sequence[Value] = []
    if kept is None:
        kept = range(_alike(was, wanted))
        new = wanted[len(kept) :]
    if old.kind is Kind.BLOCK_LIST:
        return block_list_changed(header, old, kept, new, style)
    like = old.parts[-1].value.kind if old.parts else Kind.PLAIN
    texts = [on_one_line(item, like, style.quote, in_flow=True) for item in new]
    return flow_changed(header, old, kept, texts, style)


def _left(was: Sequence[Value], wanted: Sequence[Value]) -> Sequence[int] | None:
    """Return which items are left; None if others are wanted, or these in another order."""
    kept: list[int] = []
    for index, item in enumerate(was):
        if len(kept) < len(wanted) and same(item, wanted[len(kept)]):
            kept.append(index)
    return kept if len(kept) == len(wanted) else None


def _alike(was: Sequence[Value], wanted: Sequence[Value]) -> int:
    """Return how many items are the same from the beginning."""
    pairs = zip(was, wanted, strict=False)
    differ = (index for index, pair in enumerate(pairs) if not same(*pair))
    return next(differ, min(len(was), len(wanted)))
