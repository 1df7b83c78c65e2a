"""Posting blocks in Whoosh's own format, written a term at a time.

The stock writer passes every posting through five methods; this one cuts a term's lists into
blocks of 128. What it writes is what whoosh3 3.54's `W3PostingsWriter` writes for the same
postings, so that stock Whoosh reads and merges the segments; a test compares the two.
"""

from __future__ import annotations

import zlib
from operator import sub
from pickle import dumps
from typing import TYPE_CHECKING, NamedTuple

from whoosh.codec.whoosh3 import (
    COMPRESSION_MIN_SIZE,
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3Segment,
    W3TermInfo,
)
from whoosh.system import pack_int, pack_ushort
from whoosh.util.numeric import length_to_byte

from newsctl.whoosh_index.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.codec.base import PerDocumentReader
    from whoosh.fields import Schema
    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.postings import PostingSource

_BLOCK = 128
_COMPRESSION = 3
_PROTOCOL = 2


class BlockCodec(W3Codec):
    """Whoosh's codec, writing postings by the block. Segments remember the stock codec."""

    def field_writer(self, storage: Storage, segment: W3Segment) -> BlockFieldWriter:
        """Return the writer of a segment's postings."""
        return BlockFieldWriter(self, storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> W3Segment:
        """Return a segment that any Whoosh can open."""
        del storage
        return W3Segment(W3Codec(), indexname)


class BlockFieldWriter(W3FieldWriter):
    """Writes whole terms instead of a stream of postings."""

    def add_postings(
        self, schema: Schema, lengths: PerDocumentReader, items: PostingSource
    ) -> None:
        """Write the postings of every field, term by term."""
        for field in items.fields():
            self.start_field(field, schema[field])
            value_size = schema[field].format.fixed_value_size()
            known = _lengths(lengths, field) if schema[field].scorable else None
            key = pack_ushort(self._fieldid)
            for term, postings in items.terms(field):
                info = self._write_term(postings, value_size, known)
                self._tindex.add(key + term, info.to_bytes())
            self.finish_field()

    def _write_term(
        self, postings: Postings, value_size: int | None, known: Sequence[int] | None
    ) -> W3TermInfo:
        start = self._postfile.tell()
        statistics = [_statistics(block, known) for block in _blocks(postings)]
        last = len(statistics) - 1
        blocks = (
            _encoded(one, value_size, last=number == last) for number, one in enumerate(statistics)
        )
        data = WHOOSH3_HEADER_MAGIC + b"".join(blocks)
        self._postfile.write(data)
        info = _term_info(postings, statistics)
        info.set_extent(start, len(data))
        return info


def _lengths(lengths: PerDocumentReader, field: str) -> Sequence[int]:
    """Return the length that each document has in a field, as exactly as it is kept."""
    length_of = lengths.doc_field_length_reader(field, 0)
    return [length_of(document) for document in range(lengths.doc_count_all())]


class _Statistics(NamedTuple):
    """A block with what readers want to know before they read it."""

    block: Postings
    shortest: int | None
    longest: int
    heaviest: float


def _statistics(block: Postings, known: Sequence[int] | None) -> _Statistics:
    heaviest = max(block.weights)
    if known is None:
        return _Statistics(block, None, 0, heaviest)
    lengths = [known[document] for document in block.documents]
    return _Statistics(block, min(lengths), max(lengths), heaviest)


def _term_info(postings: Postings, blocks: Sequence[_Statistics]) -> W3TermInfo:
    documents = postings.documents
    return W3TermInfo(
        weight=sum(postings.weights),
        df=len(documents),
        minlength=min((one.shortest for one in blocks if one.shortest is not None), default=None),
        maxlength=max(one.longest for one in blocks),
        maxweight=max(one.heaviest for one in blocks),
        minid=documents[0],
        maxid=documents[-1],
    )


def _blocks(postings: Postings) -> Iterator[Postings]:
    """Cut postings into blocks."""
    number = len(postings.documents)
    if number <= _BLOCK:
        yield postings
        return
    documents, weights, values = postings
    for start in range(0, number, _BLOCK):
        end = start + _BLOCK
        yield Postings(documents[start:end], weights[start:end], values[start:end])


def _encoded(statistics: _Statistics, value_size: int | None, *, last: bool) -> bytes:
    """Encode a block: its length, negative for the last; its statistics; its postings."""
    block, shortest, longest, heaviest = statistics
    postings = (
        _deltas(block.documents),
        _small_weights(block.weights),
        _small_values(block.values, value_size),
    )
    data, compression = dumps(postings, _PROTOCOL), 0
    if len(data) >= COMPRESSION_MIN_SIZE:
        data, compression = zlib.compress(data, _COMPRESSION), _COMPRESSION
    number, last_document = len(block.documents), block.documents[-1]
    lengths = length_to_byte(shortest), length_to_byte(longest)
    head = dumps((number, last_document, heaviest, compression, *lengths), _PROTOCOL)
    length = len(head) + len(data)
    return pack_int(-length if last else length) + head + data


def _deltas(documents: Sequence[int]) -> tuple[int, ...]:
    return (documents[0], *map(sub, documents[1:], documents))


def _small_weights(weights: Sequence[float]) -> tuple[float, ...] | float | None:
    """Return None when all weights are 1, one number when all are alike, else all of them."""
    first = weights[0]
    if weights.count(first) < len(weights):
        return tuple(weights)
    return None if first == 1.0 else first


def _small_values(values: Sequence[bytes], size: int | None) -> tuple[bytes, ...] | bytes | None:
    """Return values of no size as None, those of one size joined, others as they are."""
    if size is None:
        return tuple(values)
    return b"".join(values) if size else None
