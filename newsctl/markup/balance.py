"""Unbalanced tags in a body."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsctl.markup.elements import ENDED_BY_OTHERS, VOID, is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.markup.tags import Tag


def unbalanced(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Yield opening tags without an end tag in time, and end tags that close nothing.

    Elements with an optional end tag end with their parent. Tags that are not elements, such as
    `<naam>`, need no end tag.
    """
    open_tags = _OpenTags()
    overdue: Counter[str] = Counter()
    for tag in tags:
        if tag.name in VOID or tag.is_whole or not is_known(tag.name):
            continue
        if not tag.closes:
            open_tags.push(tag)
        elif open_tags.holds(tag.name):
            left = list(_needing_end(open_tags.close(tag.name)))
            overdue.update(one.name for one in left)  # as in <b><i></b></i>: that is one finding
            yield from left
        elif overdue[tag.name]:
            overdue[tag.name] -= 1
        else:
            yield tag
    yield from _needing_end(open_tags.tags)


class _OpenTags:
    """The stack of open tags, with a count of each element."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self._counts: Counter[str] = Counter()

    def holds(self, name: str) -> bool:
        return self._counts[name] > 0

    def push(self, tag: Tag) -> None:
        self.tags.append(tag)
        self._counts[tag.name] += 1

    def close(self, name: str) -> list[Tag]:
        """Close the innermost element of this name, and return the tags open inside of it."""
        inside: list[Tag] = []
        while (tag := self.tags.pop()).name != name:
            inside.append(tag)
            self._counts[tag.name] -= 1
        self._counts[name] -= 1
        return inside[::-1]


def _needing_end(tags: Iterable[Tag]) -> Iterator[Tag]:
    return (tag for tag in tags if tag.name not in ENDED_BY_OTHERS)
