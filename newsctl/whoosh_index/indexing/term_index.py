"""The index of a segment's terms, in the format of Whoosh's `OrderedHashWriter`.

It is written in half of the time: keys are hashed by CRC-32 instead of MD5, which the format
knows as well and which makes every look-up faster, and entries and tables are made many at once.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.util.numlists import GrowableArray

from newsctl.whoosh_index.indexing.number_arrays import smallest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whoosh.filedb.structfile import StructFile

MANY_KEYS = 150_000
"""Keys whose tables take longer to make one by one than it takes to load NumPy."""

_CRC_32 = 1  # of `whoosh.filedb.filetables._hash_functions`
_TABLES = 256
_lengths = Struct("!ii").pack
_pointer = Struct("!Iq").pack
_NO_POINTER = _pointer(0, 0)


class TermIndex(OrderedHashWriter):
    """What is known of each term, by field and term. They have to come in byte order."""

    def __init__(self, file: StructFile) -> None:
        HashWriter.__init__(self, file, hashtype=_CRC_32)
        self.index = GrowableArray()
        self._hashes = array("I")
        self._places = array("q")
        self._end: int = file.tell()

    def add_all(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        """Take in keys, each with its value."""
        entries: list[bytes] = []
        for key, value in items:
            entries.append(_lengths(len(key), len(value)) + key + value)
            self._hashes.append(crc32(key))
        *places, self._end = accumulate(map(len, entries), initial=self._end)
        self._places.extend(places)
        self.dbfile.write(b"".join(entries))

    def _write_hashes(self) -> None:
        """Write the 256 tables: open addressing, half of the slots empty."""
        self.index.array = smallest(self._places)
        for table in self._each_table():
            self.directory.append((self.dbfile.tell(), len(table) // len(_NO_POINTER)))
            self.dbfile.write(table)

    def _each_table(self) -> Iterator[bytes]:
        if len(self._hashes) < MANY_KEYS:
            return _tables(self._hashes, self._places)
        from newsctl.whoosh_index.indexing.array_tables import tables  # noqa: PLC0415 -- NumPy

        return tables(self._hashes, self._places)


def _tables(hashes: Iterable[int], places: Iterable[int]) -> Iterator[bytes]:
    """Yield the tables, in which an entry stands in the first free slot from its own on."""
    buckets: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    for entry in zip(hashes, places, strict=True):
        buckets[entry[0] % _TABLES].append(entry)
    for entries in buckets:
        slots = [_NO_POINTER] * (2 * len(entries))
        for hashed, place in entries:
            slot = (hashed // _TABLES) % len(slots)
            while slots[slot] is not _NO_POINTER:
                slot = (slot + 1) % len(slots)
            slots[slot] = _pointer(hashed, place)
        yield b"".join(slots)
