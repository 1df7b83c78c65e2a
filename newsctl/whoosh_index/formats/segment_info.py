"""What a commit knows of a segment: an entry of the manifest, read without what reads a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class SegmentInfo(NamedTuple):
    """A segment as a commit knows it: how many documents it has, and which of them are dead.

    `lengths` are the words of all documents together, by field; stock Whoosh scores by them.
    """

    name: str
    size: int
    lengths: Mapping[str, int]
    dead: Sequence[int] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return segment_file(self.name)


def segment_file(name: str) -> str:
    """Return the name of a segment's file."""
    return f"{name}.seg"
