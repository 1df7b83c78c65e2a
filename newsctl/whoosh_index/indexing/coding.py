"""The bytes of a term: what the table of terms has of it, and its blocks of 128 postings.

Nine in ten terms have few postings: these stand in the table of terms, where any Whoosh finds them,
so that nothing tells twice where and how many they are. Blocks differ from those of Whoosh in their
bytes: numbers below 256 are a string of bytes, and pickles have no memo and are not compressed.
That took a sixth of the time of writing postings, and made the index a tenth smaller.
"""

from __future__ import annotations

from io import BytesIO
from operator import sub
from pickle import Pickler, dumps
from struct import Struct
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from newsctl.whoosh_index.indexing.postings import Coded, Postings

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK = 128
FEW = 8
"""Postings that stand in the table of terms: as long as what would tell where they are."""

_NO_COMPRESSION = 0
_HEAD_PROTOCOL, _PROTOCOL = 2, 3

_ONCE = b"\1"
_ONE = b"\x80\x03J%b\x85N%b\x85\x87."
"""The pickle of what occurs once, three in four terms, but for its document and its value."""

_document = Struct("<i").pack
_block_length = Struct("!i").pack
_statistics = Struct("!BfIBBfII").pack  # `W3TermInfo`: first whether the postings follow


def coded(postings: Postings, lengths: bytes | None) -> Coded:
    """Encode a term. `lengths` has the length byte of each document, where a field is scored."""
    if len(postings.documents) <= FEW:
        return Coded(_few(postings, lengths))
    return _many(postings, lengths)


def once(document: int, length: int = 0, value: bytes = b"N") -> bytes:
    """Return what the table of terms has of one that occurs once; `value` is pickled."""
    told = _statistics(1, 1, 1, length, length, 1, document, document)
    return told + _ONE % (_document(document), value)


def _many(postings: Postings, known: bytes | None) -> Coded:
    """Return the blocks of a term, and what readers want to know of them before."""
    documents, weights, _ = postings
    number, blocks = len(documents), []
    shortest, longest, heaviest = [], [], []
    for start in range(0, number, BLOCK):
        block = _cut(postings, start) if number > BLOCK else postings
        bounds = _bounds(block, known)
        shortest.append(bounds[0])
        longest.append(bounds[1])
        heaviest.append(max(block.weights))
        last = start + BLOCK >= number
        blocks.append(_block(block, heaviest[-1], bounds, last=last))
    statistics = sum(weights), number, min(shortest), max(longest), max(heaviest)
    told = _statistics(0, *statistics, documents[0], documents[-1])
    return Coded(told, b"".join((WHOOSH3_HEADER_MAGIC, *blocks)))


def _few(postings: Postings, known: bytes | None) -> bytes:
    """Return what the table of terms has of a term with few postings, these included."""
    documents, weights, values = postings
    first, last = documents[0], documents[-1]
    if weights == _ONCE:
        value = b"C%c%b" % (len(values[0]), values[0]) if values else b"N"
        return once(first, known[first] if known else 0, value)
    heaviest = max(weights)
    statistics = sum(weights), len(documents), *_bounds(postings, known), heaviest
    each = None if heaviest == 1 else _compact(weights)
    found = tuple(documents), each, tuple(values) or (None,) * len(documents)
    return _statistics(1, *statistics, first, last) + _pickled(found)


def _cut(postings: Postings, start: int) -> Postings:
    """Return the block that begins at one of the postings."""
    end = start + BLOCK
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
