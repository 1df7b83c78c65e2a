"""A dictionary of texts, looked up in its encoded form: lines in buckets by CRC-32.

The data begins with the number of buckets, followed by the offset of each and of the end, followed
by the lines of each: a newline, the key, a tab, the text. Data after the last bucket is ignored.
"""

from __future__ import annotations

import struct
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.storage.pages import Pages

_LINES_IN_A_BUCKET = 2
_NUMBER = struct.Struct("=I")
_REACH = struct.Struct("=2I")
_SIZE = _NUMBER.size


def dump(texts: Mapping[str, str]) -> bytes:
    """Encode texts by key. Neither may contain a tab or a newline."""
    number = len(texts) // _LINES_IN_A_BUCKET + 1
    buckets = [b""] * number
    for key, text in texts.items():
        head = key.encode()
        buckets[crc32(head) % number] += b"\n%b\t%b" % (head, text.encode())
    first = _SIZE * (number + 2)
    ends = array("I", accumulate(map(len, buckets), initial=first))
    return _NUMBER.pack(number) + ends.tobytes() + b"".join(buckets)


class HashedLines:
    """The encoded dictionary. A look-up takes some 2 µs. Raises IndexDamaged."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._data = pages.data
        (self._buckets,) = _NUMBER.unpack_from(self._data)
        last = _SIZE * (self._buckets + 1)
        self.end = _NUMBER.unpack_from(self._data, last)[0]
        pages.check(0, _SIZE)
        pages.check(last, last + _SIZE)
        self.looked_up = 0

    def get(self, key: str) -> str | None:
        """Return the text of a key; None if there is none."""
        self.looked_up += 1
        head = b"\n%b\t" % key.encode()
        place = _SIZE * (crc32(head[1:-1]) % self._buckets + 1)
        start, end = _REACH.unpack_from(self._data, place)
        self._pages.check(place, place + _REACH.size)
        self._pages.check(start, end)
        line = self._data.find(head, start, end)
        if line < 0:
            return None
        text = line + len(head)
        next_line = self._data.find(b"\n", text, end)
        return self._data[text : end if next_line < 0 else next_line].decode()

    def __contains__(self, key: object) -> bool:
        """Tell whether a key has a text."""
        return isinstance(key, str) and self.get(key) is not None

    def all(self) -> dict[str, str]:
        """Return all texts by key."""
        self._pages.check(0, self.end)
        lines = self._data[_SIZE * (self._buckets + 2) : self.end].decode()
        cells = iter(lines[1:].replace("\n", "\t").split("\t") if lines else ())
        return dict(zip(cells, cells, strict=True))
