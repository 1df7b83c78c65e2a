"""One file of named parts: what a segment, and a run of the vocabulary, is laid out in.

    offset  size
    0       16    the magic bytes
    16      4     how many parts there are
    20      4     how many documents a segment has
    24      56n   the directory, an entry for each part:
                      32  its name, filled up with zeroes
                      1   its type, a code of `array`: B, H, I, Q or q
                      7   zeroes
                      8   where it starts
                      8   how many bytes it has
    ...           the parts, each from a multiple of eight bytes on

A part is bytes or an array of numbers; all numbers have the small end first. Its pages have
checksums beside the file (see `directory`), which are held to whatever is read here.
"""

from __future__ import annotations

import sys
from array import array
from struct import Struct
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.storage.pages import PagePart, Pages

    PartData: TypeAlias = bytes | bytearray | array[int]

_MAGIC = b"newsctl segment\n"
_HEAD = Struct("<16sII")
_ENTRY = Struct("<32sc7xQQ")
_ALIGNMENT = 8
_BYTES = "B"
_TYPES = {8: "B", 16: "H", 32: "I"}
_LARGEST_TYPE = "Q"


def smallest(numbers: Sequence[int]) -> array[int]:
    """Return non-negative numbers in the smallest type that can hold them."""
    bits = max(numbers, default=0).bit_length()
    code = next((code for most, code in _TYPES.items() if bits <= most), _LARGEST_TYPE)
    if isinstance(numbers, array) and numbers.typecode == code:
        return numbers
    return array(code, numbers)


def dump_parts(parts: Mapping[str, PartData], documents: int) -> bytes:
    """Encode the file of a segment."""
    entries: list[bytes] = []
    chunks: list[bytes | bytearray] = []
    end = _HEAD.size + _ENTRY.size * len(parts)
    for name, part in parts.items():
        code = part.typecode if isinstance(part, array) else _BYTES
        data = _little_endian(part) if isinstance(part, array) else part
        start = -(-end // _ALIGNMENT) * _ALIGNMENT
        entries.append(_ENTRY.pack(name.encode(), code.encode(), start, len(data)))
        chunks += bytes(start - end), data
        end = start + len(data)
    return b"".join([_HEAD.pack(_MAGIC, len(parts), documents), *entries, *chunks])


class Numbers:
    """A memory-mapped array of numbers. Values are verified when they are read."""

    __slots__ = ("_code", "_part", "_size", "_view")

    def __init__(self, part: PagePart, code: str) -> None:
        self._code = code
        self._part = part
        self._view: Sequence[int] = _numbers(part.view, code)
        self._size = array(code).itemsize

    def __len__(self) -> int:
        return len(self._view)

    def __getitem__(self, place: int) -> int:
        self._part.check(place * self._size, (place + 1) * self._size)
        return self._view[place]

    def slice(self, start: int, end: int) -> Sequence[int]:
        """Return the numbers from `start` to `end`."""
        self._part.check(start * self._size, end * self._size)
        return self._view[start:end]

    def list(self, start: int, end: int) -> list[int]:
        """Return the numbers from `start` to `end` as a list."""
        self._part.check(start * self._size, end * self._size)
        return self._view[start:end].tolist()  # type: ignore[attr-defined]

    def all(self) -> Sequence[int]:
        """Return all of the numbers."""
        return self.slice(0, len(self))

    def array(self) -> array[int]:
        """Return all of the numbers, copied."""
        return array(self._code, self.all())


class Parts:
    """The parts of a segment's file. Raises IndexDamaged for any other file."""

    def __init__(self, pages: Pages) -> None:
        magic, number, self.documents = _HEAD.unpack_from(pages.data)
        end = _HEAD.size + _ENTRY.size * number
        pages.check(0, end)
        if magic != _MAGIC or end > pages.size:
            raise IndexDamaged(_("a segment begins as none does"))
        self._pages = pages
        entries = memoryview(pages.data)[_HEAD.size : end]
        self._entries = {
            name.rstrip(b"\0").decode(): (code.decode(), start, size)
            for name, code, start, size in _ENTRY.iter_unpack(entries)
        }

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def bytes(self, name: str) -> PagePart:
        """Return a part that consists of bytes."""
        _, start, size = self._entries[name]
        return self._pages.part(start, size)

    def numbers(self, name: str) -> Numbers:
        """Return a part that is an array of numbers."""
        return Numbers(self.bytes(name), self._entries[name][0])

    def numbers_if_any(self, name: str) -> Numbers | None:
        """Return a part that is an array of numbers; None if there is none of this name."""
        return self.numbers(name) if name in self else None


def _little_endian(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(view: memoryview, code: str) -> Sequence[int]:
    if sys.byteorder == "little":
        return view.cast(cast("Literal['B', 'H', 'I', 'Q', 'q']", code))
    found = array(code)
    found.frombytes(view)
    found.byteswap()
    return memoryview(found)
