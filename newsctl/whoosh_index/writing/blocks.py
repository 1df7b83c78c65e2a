"""Postings in Whoosh's own format, written a term at a time.

The stock writer passes every posting through five methods and makes three objects for a term; this
one cuts a term's lists into blocks of 128. Nine in ten terms have few postings: these stand in the
table of terms, where any Whoosh finds them, so that nothing tells twice where and how many they
are. Stock whoosh3 3.54 reads and merges the segments, and a test compares what it reads with what
its own writer makes. Blocks differ in their bytes: numbers below 256 are a string of bytes, and
pickles have no memo and are not compressed. That took a sixth of the time of writing postings, and
made the index a tenth smaller.
"""

from __future__ import annotations

from io import BytesIO
from operator import sub
from pickle import Pickler, dumps
from struct import Struct
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3Segment

from newsctl.whoosh_index.writing.postings import Postings
from newsctl.whoosh_index.writing.term_index import TermIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.writing.postings import PostingSource

_BLOCK = 128
_FEW = 8
"""Postings that stand in the table of terms: as long as what would tell where they are."""

_NO_COMPRESSION = 0
_HEAD_PROTOCOL, _PROTOCOL = 2, 3

_ONCE = b"\1"
_ONE = b"\x80\x03J%b\x85N%b\x85\x87."
"""The pickle of what occurs once, three in four terms, but for its document and its value."""

_document = Struct("<i").pack
_field_number = Struct("!H").pack
_block_length = Struct("!i").pack
_statistics = Struct("!BfIBBfII").pack  # `W3TermInfo`: first whether the postings follow
_extent = Struct("!qi").pack  # or else where they are


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
        self._write = self._postings.raw_file().write
        self._end = 0

    def add_postings(self, lengths: Mapping[str, bytes], items: PostingSource) -> None:
        """Write the postings of every field, term by term.

        `lengths` has the length byte of each document, for the fields that are scored.
        """
        for number, field in enumerate(items.fields()):
            self._fields[field] = number
            known, key = lengths.get(field), _field_number(number)
            for term, postings in items.terms(field):
                if len(postings.documents) <= _FEW:
                    told = _few(postings, known)
                else:
                    told = self._many(postings, known)
                self._terms.add(key + term, told)

    def close(self) -> None:
        """Write what is left."""
        self._terms.close()
        self._postings.close()

    def _many(self, postings: Postings, known: bytes | None) -> bytes:
        """Write the postings of a term, and return what readers want to know of them before."""
        documents, weights, _ = postings
        number, blocks = len(documents), []
        shortest, longest, heaviest = [], [], []
        for start in range(0, number, _BLOCK):
            block = _cut(postings, start) if number > _BLOCK else postings
            bounds = _bounds(block, known)
            shortest.append(bounds[0])
            longest.append(bounds[1])
            heaviest.append(max(block.weights))
            last = start + _BLOCK >= number
            blocks.append(_block(block, heaviest[-1], bounds, last=last))
        written = b"".join((WHOOSH3_HEADER_MAGIC, *blocks))
        self._write(written)
        place, self._end = self._end, self._end + len(written)
        statistics = sum(weights), number, min(shortest), max(longest), max(heaviest)
        told = _statistics(0, *statistics, documents[0], documents[-1])
        return told + _extent(place, len(written))


def _few(postings: Postings, known: bytes | None) -> bytes:
    """Return what the table of terms has of a term with few postings, these included."""
    documents, weights, values = postings
    first, last = documents[0], documents[-1]
    if weights == _ONCE:
        length = known[first] if known else 0
        value = b"C%c%b" % (len(values[0]), values[0]) if values else b"N"
        told = _statistics(1, 1, 1, length, length, 1, first, first)
        return told + _ONE % (_document(first), value)
    heaviest = max(weights)
    statistics = sum(weights), len(documents), *_bounds(postings, known), heaviest
    each = None if heaviest == 1 else _compact(weights)
    found = tuple(documents), each, tuple(values) or (None,) * len(documents)
    return _statistics(1, *statistics, first, last) + _pickled(found)


def _cut(postings: Postings, start: int) -> Postings:
    """Return the block that begins at one of the postings."""
    end = start + _BLOCK
    documents, weights, values = postings
    return Postings(documents[start:end], weights[start:end], values[start:end])


def _bounds(postings: Postings, known: bytes | None) -> tuple[int, int]:
    """Return the length bytes of the shortest document and of the longest."""
    if not known:
        return 0, 0
    lengths = bytes(map(known.__getitem__, postings.documents))
    return min(lengths), max(lengths)


def _block(block: Postings, heaviest: float, lengths: tuple[int, int], *, last: bool) -> bytes:
    """Encode a block: its length, negative for the last; its statistics; its postings."""
    documents, weights, values = block
    postings = _deltas(documents), _small_weights(weights, heaviest), tuple(values) or None
    data = _pickled(postings)
    statistics = len(documents), documents[-1], heaviest, _NO_COMPRESSION, *lengths
    head = dumps(statistics, _HEAD_PROTOCOL)
    length = len(head) + len(data)
    return _block_length(-length if last else length) + head + data


def _pickled(content: tuple[Any, ...]) -> bytes:
    """Pickle without a memo, which is of use for what occurs again and costs two bytes of each."""
    file = BytesIO()
    pickler = Pickler(file, _PROTOCOL)
    pickler.fast = True
    pickler.dump(content)
    return file.getvalue()


def _deltas(documents: Sequence[int]) -> Sequence[int]:
    return _compact((documents[0], *map(sub, documents[1:], documents)))


def _small_weights(weights: Sequence[float], heaviest: float) -> Sequence[float] | float | None:
    """Return None when all weights are 1, one number when all are alike, else all of them."""
    if weights.count(heaviest) < len(weights):
        return _compact(weights)
    return None if heaviest == 1 else float(heaviest)


def _compact(numbers: Sequence[Any]) -> Sequence[Any]:
    """Return numbers as bytes where they can be."""
    if isinstance(numbers, bytes):
        return numbers
    try:
        return bytes(numbers)
    except (ValueError, TypeError):  # larger ones, or fractions
        return tuple(numbers)
