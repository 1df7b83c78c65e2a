"""One commit to a Whoosh index, and beside it the manifest that says what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.writing import SegmentWriter

from newsctl.whoosh_index.blocks import BlockCodec
from newsctl.whoosh_index.inversion import Inversion

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
        super().__init__(index, _lk=False, codec=BlockCodec())
        self._before = before
        self.pool = Inversion()

    def add_document(self, **fields: Any) -> None:
        """Take the fields of a document as `documents.document` makes them."""
        document, columns = self.docnum, self.perdocwriter
        columns.start_doc(document)
        for name, value in fields.items():
            field = self.schema[name]
            length = 0
            if field.indexed:
                postings = self.pool.add_document(name, document, field.index(value))
                length = postings if field.scorable else 0
            columns.add_field(name, field, None, length)
            if field.column_type:
                columns.add_column_value(name, field.column_type, field.to_column_value(value))
        columns.finish_doc()
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[Segment]) -> None:
        self._before(self.generation, segments)
        super()._commit_toc(segments)
