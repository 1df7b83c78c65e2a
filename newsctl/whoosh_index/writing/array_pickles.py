"""Pickles of all postings of a field at once, of which those of a term are a slice.

Each part is the opcode and the operand of `pickle`, of one size for all: `K` before one byte, `M`
before two, `J` before four, `C` before a string and its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from newsctl.whoosh_index.writing.inversion import Grouped

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


def short(numbers: np.ndarray) -> bytes:
    """Return pickles of two bytes, of numbers of which those above 255 are not asked for."""
    return _pickles(ord("K"), numbers, np.dtype("u1"))


def long(numbers: np.ndarray) -> bytes:
    """Return pickles of three bytes, of numbers of which those above 65,535 are not asked for."""
    return _pickles(ord("M"), numbers, np.dtype("<u2"))


def strings(found: Grouped) -> bytes:
    """Return the pickles of the places of all postings."""
    written = np.empty(len(found.places) + len(found.documents), "<u2")
    heads = string_bounds(found)[:-1] // written.itemsize
    is_place = np.ones(len(written), np.bool_)
    is_place[heads] = False
    written[heads] = ord("C") | (2 * found.weights).astype("<u2") << 8
    written[is_place] = found.places
    return written.tobytes()


def string_bounds(found: Grouped) -> np.ndarray:
    """Return between which bytes the places of each posting stand: two come before them."""
    bounds: np.ndarray = 2 * (found.place_bounds + np.arange(len(found.place_bounds)))
    return bounds


def records_of_terms(**columns: Any) -> list[bytes]:
    """Return what is told of each term before its postings."""
    return _records(np.zeros(len(columns["number"]), _STATISTICS), columns)


def heads_of_blocks(**columns: Any) -> list[bytes]:
    """Return what stands before the postings of each block, but for its length."""
    empty = bytearray(_HEAD * len(columns["number"]))
    return _records(np.frombuffer(empty, _OPERANDS), columns)


def _records(records: np.ndarray, columns: dict[str, np.ndarray]) -> list[bytes]:
    for name, column in columns.items():
        records[name] = column
    data, size = records.tobytes(), records.itemsize
    return [data[start : start + size] for start in range(0, len(data), size)]


def _pickles(opcode: int, numbers: np.ndarray, operand: np.dtype[Any]) -> bytes:
    pickles = np.empty(len(numbers), [("opcode", "u1"), ("operand", operand)])
    pickles["opcode"] = opcode
    pickles["operand"] = numbers.astype(operand)
    return pickles.tobytes()
