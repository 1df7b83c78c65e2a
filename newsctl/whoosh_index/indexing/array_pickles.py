"""Pickles of all postings of a field at once, of which those of a term are a slice.

Each part is the opcode and the operand of `pickle`, of one size for all: `K` before one byte, `M`
before two, `J` before four, `C` before a string and its length.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from newsctl.whoosh_index.indexing.inversion import Grouped

MOST_PLACES = 127
"""Places of a document whose string tells its length in one byte."""

MOST = 0xFFFF
"""The last document, and the last place, that two bytes can tell."""

_STATISTICS = np.dtype(
    [
        ("follow", "u1"),
        ("weight", ">f4"),
        ("number", ">u4"),
        ("shortest", "u1"),
        ("longest", "u1"),
        ("heaviest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
    ]
)  # as `coding` packs it

_HEAD = b"\x80\x02(K\0J\0\0\0\0K\0K\0K\0K\0tq\0."
_OPERANDS = np.dtype(
    {
        "names": ["number", "last", "heaviest", "shortest", "longest"],
        "formats": ["u1", "<u4", "u1", "u1", "u1"],
        "offsets": [4, 6, 11, 15, 17],
        "itemsize": len(_HEAD),
    }
)


class Parts(NamedTuple):
    """What stands in the pickles of a field for each of its postings.

    There are `strings` where there are places: numbers of two bytes, those of a posting between two
    bounds.
    """

    documents: np.ndarray
    weights: np.ndarray
    strings: np.ndarray | None
    string_bounds: np.ndarray

    @classmethod
    def of(cls, found: Grouped) -> Self:
        """Return the parts of these postings. What their bytes have no room for is cut off."""
        bounds = found.place_bounds + np.arange(len(found.place_bounds))  # a head before each
        strings = None if found.places is None else _strings(found, bounds)
        return cls(long(found.documents), found.weights.astype(np.uint8), strings, bounds)


def short(numbers: np.ndarray) -> np.ndarray:
    """Return pickles of two bytes, of numbers of which those above 255 are not asked for."""
    return _pickles(ord("K"), numbers, np.dtype("u1"))


def long(numbers: np.ndarray) -> np.ndarray:
    """Return pickles of three bytes, of numbers of which those above 65,535 are not asked for."""
    return _pickles(ord("M"), numbers, np.dtype("<u2"))


def statistics(**columns: np.ndarray) -> np.ndarray:
    """Return records of what is told of each term before its postings."""
    return _filled(np.zeros(len(columns["number"]), _STATISTICS), columns)


def heads_of_blocks(**columns: np.ndarray) -> list[bytes]:
    """Return what stands before the postings of each block, but for its length."""
    empty = bytearray(_HEAD * len(columns["number"]))
    return cut(_filled(np.frombuffer(empty, _OPERANDS), columns))


def joined(rows: int, *parts: bytes | np.ndarray) -> np.ndarray:
    """Return rows of bytes: each has bytes that are the same in all, and its own of an array."""
    return np.hstack([_as_bytes(part, rows) for part in parts])


def cut(records: np.ndarray) -> list[bytes]:
    """Return the bytes of each record."""
    size = records.nbytes // max(len(records), 1)
    return [record for (record,) in Struct(f"{size}s").iter_unpack(records.tobytes())]


def _strings(found: Grouped, bounds: np.ndarray) -> np.ndarray:
    strings = np.empty(bounds[-1], "<u2")
    is_place = np.ones(len(strings), np.bool_)
    is_place[bounds[:-1]] = False
    strings[~is_place] = ord("C") | (2 * found.weights).astype("<u2") << 8
    strings[is_place] = found.places
    return strings


def _filled(records: np.ndarray, columns: dict[str, np.ndarray]) -> np.ndarray:
    for name, column in columns.items():
        records[name] = column
    return records


def _as_bytes(part: bytes | np.ndarray, rows: int) -> np.ndarray:
    if isinstance(part, bytes):
        return np.broadcast_to(np.frombuffer(part, np.uint8), (rows, len(part)))
    return np.ascontiguousarray(part).view(np.uint8).reshape(rows, -1)


def _pickles(opcode: int, numbers: np.ndarray, operand: np.dtype[Any]) -> np.ndarray:
    pickles = np.empty(len(numbers), [("opcode", "u1"), ("operand", operand)])
    pickles["opcode"] = opcode
    pickles["operand"] = numbers.astype(operand)
    return pickles
