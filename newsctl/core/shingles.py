"""How much two texts have in common, from a small sketch of each.

A *shingle* is a run of three words. A text's sketch is the smallest hashes of its shingles
(bottom-k MinHash: A. Broder, *On the resemblance and containment of documents*, 1997). The share
of the smallest hashes of two texts together that are in both sketches estimates which share of all
their shingles they have in common, with a standard error of 4 per cent where that is 80.
"""

from __future__ import annotations

import zlib
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALIKE = 0.8
"""As large a share of their shingles is in both of two texts that tell one story."""

FEWEST_SAME, FEWEST_ALIKE = 10, 40
"""Words that texts need for it to tell something that they are the same, or nearly the same: below
that there is little to say ("Zie de link.")."""

SKETCH = 128
"""Hashes of a sketch."""
_NEARLY_ENOUGH = SKETCH * 3 // 2
"""Where as many evenly spread hashes are expected below a limit, there is a sketch of them but in
one text of some hundred thousand."""
_BYTES = array("I").itemsize
_KEYS = 4
"""Hashes by which texts are brought together. Each is in a text that has 80 per cent of the
shingles with a probability of 80 per cent, so that one such pair in 600 shares none of four."""
_PARTS = 8
"""Parts in which hashes are gone through, so that an eighth of them is in memory."""
_MOST_NEIGHBOURS = 16
_FIRST = SKETCH // 4


def sketch_of(text: bytes) -> bytes:
    """Return the sketch of a text of words with a space between, the same on every machine."""
    words = text.split(b" ")
    shingles = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
    return array("I", _smallest([*map(zlib.crc32, shingles)])).tobytes()


def _smallest(hashes: list[int]) -> list[int]:
    """Return the smallest different hashes, in order.

    As they are spread evenly, a limit leaves about as many as are needed: of 1,500, sorting them
    all would take six times as long.
    """
    if len(hashes) > _NEARLY_ENOUGH:
        limit = 2**32 * _NEARLY_ENOUGH // len(hashes)
        small = {one for one in hashes if one < limit}
        if len(small) >= SKETCH:
            return sorted(small)[:SKETCH]
    return sorted(set(hashes))[:SKETCH]


def resemblance(one: bytes, other: bytes, *, least: float = 0.0) -> float:
    """Estimate which share of the shingles of two texts is in both, from 0 to 1.

    Below `least` it is 0, and known sooner.
    """
    if _differ_soon(one, other, least):
        return 0.0
    left, right = set(_hashes(one)), set(_hashes(other))
    shared = left & right
    size = min(SKETCH, len(left) + len(right) - len(shared))
    if not shared or len(shared) < least * size:
        return 0.0
    smallest = sorted(left | right)[:SKETCH]
    share = len(shared.intersection(smallest)) / size
    return share if share >= least else 0.0


def _differ_soon(one: bytes, other: bytes, least: float) -> bool:
    """Tell by the smallest hashes of two sketches that they share too little, as most pairs do.

    Of what a share of `least` leaves, `spare` hashes may be in one text alone. When they are fewer
    than `_FIRST`, so many of the one sketch have to be among twice as many of the other.
    """
    first, second = _hashes(one[: _FIRST * _BYTES]), _hashes(other[: 2 * _FIRST * _BYTES])
    spare = SKETCH * (1 - least)
    return len(first) - len(set(first).intersection(second)) > spare


def near_pairs(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the positions of sketches that may be alike, each pair at least once.

    Those are compared that share one of their very smallest hashes, each with a few only, so that
    the time grows with the number of texts even when thousands end in the same words.
    """
    for part in range(_PARTS):
        alike: dict[int, list[int]] = {}
        for position, sketch in enumerate(sketches):
            for key in _hashes(sketch[: _KEYS * _BYTES]):
                if key % _PARTS == part:
                    neighbours = alike.setdefault(key, [])
                    yield from ((other, position) for other in neighbours[-_MOST_NEIGHBOURS:])
                    neighbours.append(position)


def _hashes(sketch: bytes) -> array[int]:
    return array("I", sketch)
