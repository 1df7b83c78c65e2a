"""Posting blocks in Whoosh's own format, written a term at a time.

The stock writer passes every posting through five methods and makes three objects for a term; this
one cuts a term's lists into blocks of 128, and three in four terms, which occur once, take a
shorter way. Stock whoosh3 3.54 reads and merges the segments, and a test compares what it reads
with what its own writer makes. Two things differ in the bytes: blocks are pickled by a protocol
that knows bytes, and compressed by a level that takes three quarters of the time.
"""

from __future__ import annotations

import zlib
from operator import sub
from pickle import dumps
from struct import Struct
from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import COMPRESSION_MIN_SIZE, WHOOSH3_HEADER_MAGIC, W3Codec, W3Segment

from newsctl.whoosh_index.writing.postings import Postings
from newsctl.whoosh_index.writing.term_index import TermIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whoosh.fields import Schema
    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.writing.postings import PostingSource

_BLOCK = 128
_COMPRESSION = 1
_HEAD_PROTOCOL, _PROTOCOL = 2, 4

_ONCE = b"\1"
# What `dumps` gives for a term that occurs once, but for the width of a document's number: the
# statistics of its block, and the block. Three in four terms are so.
_TOLD_OF_ONE = b"\x80\x02(K\x01J%bK\x01K\x00K%cK%ctq\x00."
_ONE = b"\x80\x03J%b\x85N%b\x87."

_document = Struct("<i").pack
_field_number = Struct("!H").pack
_block_length = Struct("!i").pack
_term_info = Struct("!BfIBBfIIqi").pack  # `W3TermInfo`: statistics, then where the postings are


class BlockCodec(W3Codec):
    """Whoosh's codec, writing postings by the block. Segments remember the stock codec."""

    def field_writer(self, storage: Storage, segment: W3Segment) -> BlockFieldWriter:
        """Return the writer of a segment's postings."""
        return BlockFieldWriter(storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> W3Segment:
        """Return a segment that any Whoosh can open."""
        del storage
        return W3Segment(W3Codec(), indexname)


class BlockFieldWriter:
    """Writes whole terms instead of a stream of postings."""

    def __init__(self, storage: Storage, segment: W3Segment) -> None:
        self._terms = TermIndex(segment.create_file(storage, W3Codec.TERMS_EXT))
        self._fields: dict[str, int] = self._terms.extras.setdefault("fieldmap", {})
        self._postings = segment.create_file(storage, W3Codec.POSTS_EXT)
        self._write_raw = self._postings.raw_file().write
        self._end = 0

    def add_postings(
        self, schema: Schema, lengths: Mapping[str, bytes], items: PostingSource
    ) -> None:
        """Write the postings of every field, term by term.

        `lengths` has the length byte of each document, for the fields that are scored.
        """
        for number, field in enumerate(items.fields()):
            self._fields[field] = number
            value_size = schema[field].format.fixed_value_size()
            known, key = lengths.get(field), _field_number(number)
            for term, postings in items.terms(field):
                write = self._write_one if postings.weights == _ONCE else self._write_many
                self._terms.add(key + term, write(postings, value_size, known))

    def close(self) -> None:
        """Write what is left."""
        self._terms.close()
        self._postings.close()

    def _write_one(self, postings: Postings, value_size: int | None, known: bytes | None) -> bytes:
        """Write the one posting of a term that occurs once, and return what to know of it."""
        (document,), _, (value,) = postings
        number = _document(document)
        length = known[document] if known else 0
        told = _TOLD_OF_ONE % (number, length, length)
        blocks = told + _ONE % (number, _pickled_value(value, value_size))
        extent = self._write(_block_length(-len(blocks)) + blocks)
        return _term_info(0, 1, 1, length, length, 1, document, document, *extent)

    def _write_many(self, postings: Postings, value_size: int | None, known: bytes | None) -> bytes:
        """Write the postings of a term, and return what readers want to know of them before."""
        documents, weights, _ = postings
        number, blocks = len(documents), []
        shortest, longest, heaviest = [], [], []
        for start in range(0, number, _BLOCK):
            block = _cut(postings, start) if number > _BLOCK else postings
            lengths = bytes(map(known.__getitem__, block.documents)) if known else b"\0"
            shortest.append(min(lengths))
            longest.append(max(lengths))
            heaviest.append(max(block.weights))
            bounds = shortest[-1], longest[-1]
            last = start + _BLOCK >= number
            blocks.append(_block(block, value_size, heaviest[-1], bounds, last=last))
        extent = self._write(b"".join(blocks))
        statistics = sum(weights), number, min(shortest), max(longest), max(heaviest)
        return _term_info(0, *statistics, documents[0], documents[-1], *extent)

    def _write(self, blocks: bytes) -> tuple[int, int]:
        """Write the blocks of a term, and return where they begin and how long they are."""
        start, length = self._end, len(WHOOSH3_HEADER_MAGIC) + len(blocks)
        self._write_raw(WHOOSH3_HEADER_MAGIC + blocks)
        self._end += length
        return start, length


def _cut(postings: Postings, start: int) -> Postings:
    """Return the block that begins at one of the postings."""
    end = start + _BLOCK
    documents, weights, values = postings
    return Postings(documents[start:end], weights[start:end], values[start:end])


def _block(
    block: Postings,
    value_size: int | None,
    heaviest: float,
    lengths: tuple[int, int],
    *,
    last: bool,
) -> bytes:
    """Encode a block: its length, negative for the last; its statistics; its postings."""
    documents, weights, values = block
    postings = (
        _deltas(documents),
        _small_weights(weights, heaviest),
        _small_values(values, value_size),
    )
    data, compression = dumps(postings, _PROTOCOL), 0
    if len(data) >= COMPRESSION_MIN_SIZE:
        data, compression = zlib.compress(data, _COMPRESSION), _COMPRESSION
    statistics = len(documents), documents[-1], heaviest, compression, *lengths
    head = dumps(statistics, _HEAD_PROTOCOL)
    length = len(head) + len(data)
    return _block_length(-length if last else length) + head + data


def _pickled_value(value: bytes, size: int | None) -> bytes:
    """Pickle the value of a block of one posting: in a tuple when values have no fixed size."""
    if size == 0:
        return b"N"
    return b"C%c%b%b" % (len(value), value, b"" if size else b"\x85")


def _deltas(documents: Sequence[int]) -> tuple[int, ...]:
    return (documents[0], *map(sub, documents[1:], documents))


def _small_weights(weights: Sequence[float], heaviest: float) -> Sequence[float] | float | None:
    """Return None when all weights are 1, one number when all are alike, else all of them."""
    if weights.count(heaviest) < len(weights):
        return weights if isinstance(weights, bytes) else tuple(weights)
    return None if heaviest == 1 else float(heaviest)


def _small_values(values: Sequence[bytes], size: int | None) -> tuple[bytes, ...] | bytes | None:
    """Return values of no size as None, those of one size joined, others as they are."""
    if size is None:
        return tuple(values)
    return b"".join(values) if size else None
