"""Tables of hashes for very many terms (see `term_index`), each filled at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

_TABLES = 256
_POINTER = np.dtype([("hash", ">u4"), ("place", ">i8")])


def tables(hashes: array[int], places: array[int]) -> Iterator[bytes]:
    """Yield the tables, in which an entry stands in a slot from its own on; none before is empty.

    Entries are put in the order of their own slots, so that each stands right after the one before
    it or where it belongs.
    """
    pointers = np.empty(len(hashes), _POINTER)
    pointers["hash"] = np.frombuffer(hashes, np.uint32)
    pointers["place"] = np.frombuffer(places, np.int64)
    found = np.frombuffer(hashes, np.uint32)
    numbers = np.bincount(found % _TABLES, minlength=_TABLES)
    own = (found // _TABLES) % (2 * numbers)[found % _TABLES]
    order = np.lexsort((own, found % _TABLES))
    for chosen in np.split(order, np.cumsum(numbers)[:-1]):
        table = np.zeros(2 * len(chosen), _POINTER)
        table[_slots(own[chosen])] = pointers[chosen]
        yield table.tobytes()


def _slots(own: np.ndarray) -> np.ndarray:
    """Return a slot for each entry of a table of twice as many, by rising slots of their own."""
    number = len(own)
    ranks = np.arange(number)
    slots = np.maximum.accumulate(own.astype(np.int64) - ranks) + ranks
    beyond = slots >= 2 * number
    is_free = np.ones(2 * number, np.bool_)
    is_free[slots[~beyond]] = False
    slots[beyond] = np.flatnonzero(is_free)[: np.count_nonzero(beyond)]
    return slots
