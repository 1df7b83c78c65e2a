"""Whoosh's table of contents of a commit, made of what the manifest knows, for stock Whoosh.

newsctl itself reads the manifest alone, and of the tables only their names: the last one is that
of the last commit, and a commit is seen once its table is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from newsctl.whoosh_index.formats.segment import SegmentInfo
from newsctl.whoosh_index.indexing.whoosh_schema import schema
from newsctl.whoosh_index.schema import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence


def table_of_contents(segments: Sequence[SegmentInfo], generation: int) -> bytes:
    """Return the table of contents of a commit, as Whoosh writes it to a file."""
    storage = RamStorage()
    TOC(schema(), [*map(for_whoosh, segments)], generation).write(storage, NAME)
    (written,) = storage.files.values()
    return written


def contents_name(generation: int) -> str:
    """Return the name of a commit's table of contents."""
    return f"_{NAME}_{generation}.toc"


def for_whoosh(segment: SegmentInfo) -> W3Segment:
    """Return a segment as Whoosh knows it."""
    segid = segment.name.removeprefix(f"{NAME}_")
    made = W3Segment(W3Codec(), NAME, segment.size, segid, set(segment.dead) or None)
    made._fieldlengths = dict(segment.lengths)  # noqa: SLF001 -- Whoosh has no other way
    made.compound = True
    return made


def from_whoosh(segment: W3Segment) -> SegmentInfo:
    """Return what a commit has to know of a segment that Whoosh's parts have written."""
    return SegmentInfo(
        segment.segment_id(),
        segment.doc_count_all(),
        dict(segment._fieldlengths),  # noqa: SLF001 -- Whoosh has no other way
        sorted(segment.deleted_docs()),
    )
