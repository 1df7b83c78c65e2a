"""Where a segment's terms are: Whoosh's ordered hash file, read without Whoosh.

The file holds terms in order, each with a value; then 256 hash tables, by the low byte of a
term's hash; a directory of these; pickled extras; and the places of all terms, to bisect. A term
is the number of its field (16 bits) and its bytes.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.reading.plain_pickle import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.storage.pages import Part

_START = b"HSH3"
_FIELD = Struct("!H")
_INT = Struct("!i")
_LENGTHS = Struct("!ii")
_POINTER = Struct("!Iq")
_TABLE = Struct("!qi")
_TABLES = 256
_MOST_EXTRAS = 65_536  # bytes; places follow
_AHEAD = 16_384  # bytes that are checked at once where terms are read in order


def _by_md5(key: bytes) -> int:
    from hashlib import md5  # noqa: PLC0415 -- 4 ms, for segments that Whoosh wrote by itself

    return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")


_HASHES = (_by_md5, crc32)
"""The hashes of 32 bits that Whoosh has, by the byte after the start: its own choice, and ours."""


class TermTable:
    """The terms of one segment. Raises IndexDamaged when its data is no such table."""

    def __init__(self, part: Part) -> None:
        data = part.view
        if data[: len(_START)] != _START:
            raise IndexDamaged("its terms are not where they should be")
        self._part = part
        self._data = data
        self._hash = _HASHES[data[len(_START)]]
        extras_end = len(data) - _INT.size
        part.check(0, len(_START) + 1)
        part.check(extras_end, len(data))
        extras_start = extras_end - _INT.unpack_from(data, extras_end)[0]
        self._directory = extras_start - _TABLES * _TABLE.size
        self._end = _TABLE.unpack_from(data, self._directory)[0]
        extras = plain(data[extras_start : min(extras_start + _MOST_EXTRAS, extras_end)])
        self._fields: dict[str, int] = extras["fieldmap"]
        self._number = extras["indexlen"]
        self._place = Struct("!" + extras["indextype"])
        self._places = extras_end - self._number * self._place.size
        part.check(self._directory, self._places)

    def fields(self) -> Sequence[str]:
        """Return the fields that have terms."""
        return list(self._fields)

    def find(self, field: str, term: bytes) -> memoryview | None:
        """Return the value of a term, None when there is no such term."""
        key = self._key(field, term)
        if key is None:
            return None
        data = self._data
        digest = self._hash(key)
        start, slots = _TABLE.unpack_from(data, self._directory + _TABLE.size * (digest & 255))
        for step in range(slots):
            slot = start + _POINTER.size * (((digest >> 8) + step) % slots)
            found, place = _POINTER.unpack_from(data, slot)
            self._part.check(slot, slot + _POINTER.size)
            if not place:
                return None
            if found == digest:
                key_end, value_end = self._ends(place)
                self._part.check(place, max(value_end, place + _LENGTHS.size))
                if data[place + _LENGTHS.size : key_end] == key:
                    return data[key_end:value_end]
        return None

    def terms_from(self, field: str, first: bytes) -> Iterator[bytes]:
        """Yield the terms of a field in order, from `first` on."""
        return (term for term, _, _ in self._entries_from(field, first))

    def values(self, field: str) -> Iterator[tuple[bytes, memoryview]]:
        """Yield the terms of a field in order, each with its value: sooner than to find each."""
        entries = self._entries_from(field, b"")
        return ((term, self._data[start:end]) for term, start, end in entries)

    def _entries_from(self, field: str, first: bytes) -> Iterator[tuple[bytes, int, int]]:
        """Yield terms of a field in order, and where the value of each starts and ends."""
        key = self._key(field, first)
        if key is None:
            return
        place, head, checked = self._place_from(key), key[: _FIELD.size], 0
        while place < self._end:
            key_end, value_end = self._ends(place)
            if max(value_end, place + _LENGTHS.size) > checked:
                checked = max(value_end, place + _LENGTHS.size) + _AHEAD
                self._part.check(place, min(checked, self._end))
            found = self._data[place + _LENGTHS.size : key_end].tobytes()
            if not found.startswith(head):
                return
            yield found[_FIELD.size :], key_end, value_end
            place = value_end

    def _key(self, field: str, term: bytes) -> bytes | None:
        number = self._fields.get(field)
        return None if number is None else _FIELD.pack(number) + term

    def _place_from(self, key: bytes) -> int:
        """Return the place of the first term that is not before `key`."""
        low, high = 0, self._number
        while low < high:
            middle = (low + high) // 2
            place = self._place_of(middle)
            key_end = self._ends(place)[0]
            self._part.check(place, max(key_end, place + _LENGTHS.size))
            if self._data[place + _LENGTHS.size : key_end].tobytes() < key:
                low = middle + 1
            else:
                high = middle
        return self._place_of(low) if low < self._number else self._end

    def _place_of(self, number: int) -> int:
        at = self._places + number * self._place.size
        self._part.check(at, at + self._place.size)
        place: int = self._place.unpack_from(self._data, at)[0]
        return place

    def _ends(self, place: int) -> tuple[int, int]:
        """Return where the term ends whose entry is at a place, and where its value ends."""
        key_length, value_length = _LENGTHS.unpack_from(self._data, place)
        key_end = place + _LENGTHS.size + key_length
        return key_end, key_end + value_length
