"""The term dictionary of a field: its terms in byte order, each with a number from 0 on.

    <field>.terms       the bytes of all terms, one after the other
    <field>.term_bounds where each term starts, and at last where the last one ends
    <field>.term_heads  the first eight bytes of every 32nd term as a number, the large end first

A term is found by bisecting the heads, which are few, and then the block of terms that follows one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from newsctl.whoosh_index.formats.parts import smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.whoosh_index.formats.parts import PartData, Parts

_STEP = 32
_HEAD = 8


def dump_terms(field: str, terms: Sequence[bytes]) -> dict[str, PartData]:
    """Return the parts that hold the terms of a field, which come in byte order, each once."""
    return {
        f"{field}.terms": b"".join(terms),
        f"{field}.term_bounds": smallest(array("Q", accumulate(map(len, terms), initial=0))),
        f"{field}.term_heads": array("Q", map(_head, terms[::_STEP])),
    }


class TermDictionary:
    """The terms of one field."""

    def __init__(self, parts: Parts, field: str) -> None:
        self._bytes = parts.bytes(f"{field}.terms")
        self._bounds = parts.numbers(f"{field}.term_bounds")
        self._blocks: dict[int, Sequence[bytes]] = {}
        self._head_numbers = parts.numbers(f"{field}.term_heads")

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._bounds.slice(number, number + 2)
        self._bytes.check(start, end)
        return bytes(self._bytes.view[start:end])

    def find(self, term: bytes) -> int | None:
        """Return the number of a term, None when there is no such term."""
        number = self._block_of(term)
        block = self._block(number)
        place = bisect_left(block, term)
        is_there = place < len(block) and block[place] == term
        return number * _STEP + place if is_there else None

    def first_from(self, term: bytes) -> int:
        """Return the number of the first term that is not before another."""
        number = self._block_of(term)
        return number * _STEP + bisect_left(self._block(number), term)

    def first_without(self, prefix: bytes) -> int:
        """Return the number of the first term after all those with a prefix."""
        stem = prefix.rstrip(b"\xff")
        return self.first_from(stem[:-1] + bytes([stem[-1] + 1])) if stem else len(self)

    def terms(self, start: int, end: int) -> list[bytes]:
        """Return the terms of the numbers from one up to another."""
        if start >= end:
            return []
        bounds = self._bounds.list(start, end + 1)
        first, last = bounds[0], bounds[-1]
        self._bytes.check(first, last)
        data = bytes(self._bytes.view[first:last])
        return [data[one - first : after - first] for one, after in pairwise(bounds)]

    def _block_of(self, term: bytes) -> int:
        """Return the number of the block where a term stands, if it does."""
        head, heads = _head(term), self._heads
        low, high = max(bisect_left(heads, head) - 1, 0), bisect_right(heads, head)
        while high - low > 1:  # where a block begins like the term
            middle = (low + high) // 2
            low, high = (middle, high) if self._block(middle)[0] <= term else (low, middle)
        return low

    def _block(self, number: int) -> Sequence[bytes]:
        """Return the terms from one head up to the next. They are remembered."""
        if number not in self._blocks:
            start = number * _STEP
            self._blocks[number] = self.terms(start, min(start + _STEP, len(self)))
        return self._blocks[number]

    @cached_property
    def _heads(self) -> Sequence[int]:
        return self._head_numbers.all()


def _head(term: bytes) -> int:
    """Return a number that sorts as the beginning of a term does."""
    return int.from_bytes(term[:_HEAD].ljust(_HEAD, b"\0"))
