"""The items that differ between two lists, so that a writer leaves all others as written."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import Value


class ItemChanges(NamedTuple):
    """What makes one list into another, by the indexes of the old one.

    `replaced` are the new items in place of old ones, `added` those to insert before an index; the
    length of the old list is its end.
    """

    replaced: Mapping[int, Value]
    removed: Sequence[int]
    added: Mapping[int, Sequence[Value]]


def item_changes(was: Sequence[Value], wanted: Sequence[Value]) -> ItemChanges:
    """Compare two lists; items are equal if they are of one type too: 1 is not true."""
    replaced: dict[int, Value] = {}
    removed: list[int] = []
    added: dict[int, Sequence[Value]] = {}
    matcher = SequenceMatcher(None, [*map(repr, was)], [*map(repr, wanted)], autojunk=False)
    for tag, start, end, first, behind in matcher.get_opcodes():
        if tag == "equal":
            continue
        new = wanted[first:behind]
        replaced.update(zip(range(start, end), new, strict=False))
        removed += range(start + len(new), end)
        if rest := new[end - start :]:
            added[end] = rest
    return ItemChanges(replaced, removed, added)
