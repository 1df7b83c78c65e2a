"""One commit to a Whoosh index, and beside it the manifest that says what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.writing import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from whoosh.codec.base import Segment
    from whoosh.index import FileIndex


class CommitWriter(SegmentWriter):
    """Whoosh's writer, with a moment between its segments being whole and its commit being seen.

    A commit is seen once its table of contents is renamed into place. What has to be there with it
    is written by `before` just before that, for the generation that is to come.

    The caller holds the lock, so Whoosh's own is not taken.
    """

    def __init__(self, index: FileIndex, before: Callable[[int, list[Segment]], None]) -> None:
        super().__init__(index, _lk=False)
        self._before = before

    def _commit_toc(self, segments: list[Segment]) -> None:
        self._before(self.generation, segments)
        super()._commit_toc(segments)
