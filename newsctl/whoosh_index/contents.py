"""Whoosh's table of contents for a commit, made without Whoosh, whose import takes half of an edit.

Its schema and segments are pickled as calls of `codec`, which makes them when Whoosh reads it.
"""

from __future__ import annotations

import pickle
from struct import pack
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.whoosh_index.formats.manifest import SegmentInfo

_HEAD = (4, 8, 4, -12345, -111, 3, 54, 0)  # sizes of numbers, order of bytes, version, release


class _Made(NamedTuple):
    """What `codec` makes, to be pickled."""

    name: str
    arguments: tuple[Any, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return made, (self.name, self.arguments)


def made(name: str, arguments: tuple[Any, ...]) -> Any:
    """Return what a function or class of `codec` makes."""
    from newsctl.whoosh_index import codec  # noqa: PLC0415 -- Whoosh

    return getattr(codec, name)(*arguments)


def table_of_contents(segments: Sequence[SegmentInfo], generation: int) -> bytes:
    """Return Whoosh's table of contents for a commit."""
    schema = pickle.dumps(_Made("schema"))
    head = pack("!3B2i4B", *_HEAD, len(schema))
    entries = [_Made("WhooshSegment", (segment,)) for segment in segments]
    return b"".join([head, schema, pack("!2i", generation, 0), pickle.dumps(entries)])


def contents_name(generation: int) -> str:
    """Return the file name of a commit's table of contents."""
    return f"_{fields.NAME}_{generation}.toc"
