"""Similarity of two texts, estimated from a small sketch of each.

A *shingle* is a run of three words. A text's sketch is the smallest hashes of its shingles
(bottom-k MinHash: A. Broder, *On the resemblance and containment of documents*, 1997). The share of
the smallest hashes of both texts that are in both sketches estimates the share of all shingles they
have in common, with a standard error of 4 per cent where that is 80.
"""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict, deque
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALIKE = 0.8
"""As large a share of their shingles is in both of two texts that tell one story."""

FEWEST_SAME, FEWEST_ALIKE = 10, 40
"""Words that texts need before being the same, or nearly the same, means anything: below
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
"""Parts in which these are sorted, so that an eighth of them is in memory as numbers of Python."""
_MOST_NEIGHBOURS = 16
_FIRST = SKETCH // 4


def sketch_of(text: bytes) -> bytes:
    """Return the sketch of a text, words separated by single spaces; equal on every machine."""
    words = text.split(b" ")
    shingles = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
    return array("I", _smallest([*map(zlib.crc32, shingles)])).tobytes()


def _smallest(hashes: list[int]) -> list[int]:
    """Return the smallest distinct hashes, sorted.

    Since hashes are spread evenly, a threshold leaves about as many as are needed; sorting all of
    1,500 would take six times as long.
    """
    if len(hashes) > _NEARLY_ENOUGH:
        limit = 2**32 * _NEARLY_ENOUGH // len(hashes)
        small = {one for one in hashes if one < limit}
        if len(small) >= SKETCH:
            return sorted(small)[:SKETCH]
    return sorted(set(hashes))[:SKETCH]


def resemblance(one: bytes, other: bytes, *, least: float = 0.0) -> float:
    """Estimate the share of shingles that two texts have in common, from 0 to 1.

    A resemblance below `least` is returned as 0, which is faster.
    """
    left, right = set(_hashes(one)), set(_hashes(other))
    shared = left & right
    size = min(SKETCH, len(left) + len(right) - len(shared))
    if not shared or len(shared) < least * size:
        return 0.0
    smallest = sorted(left | right)[:SKETCH]
    share = len(shared.intersection(smallest)) / size
    return share if share >= least else 0.0


def near_pairs(sketches: Sequence[bytes], *, least: float = 0.0) -> Iterator[tuple[int, int]]:
    """Yield the positions of pairs of sketches that may resemble each other by `least`.

    A pair may be repeated. Only sketches that share one of their very smallest hashes are compared,
    each with a few, so that the time is linear in the number of texts even if thousands share an
    ending.
    """
    for group in _groups(sketches):
        yield from _pairs_among(group, sketches, SKETCH * (1 - least))


class Sketches:
    """A growing collection of sketches; each new one can be compared with those before it.

    As in `near_pairs`, only sketches that share one of their very smallest hashes are compared, and
    only the last few of each hash, so that the time for a new one does not grow with their number.
    """

    def __init__(self) -> None:
        self._sketches: list[bytes] = []
        self._sharing: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_MOST_NEIGHBOURS))

    def add(self, sketch: bytes) -> None:
        """Add a sketch; its position is the number of sketches before it."""
        for key in _keys(sketch):
            self._sharing[key].append(len(self._sketches))
        self._sketches.append(sketch)

    def like(self, sketch: bytes, *, least: float) -> int | None:
        """Return the position of the first sketch that resembles this one by `least`, if any."""
        for position in self.sharing(sketch):
            if resemblance(self._sketches[position], sketch, least=least):
                return position
        return None

    def sharing(self, sketch: bytes) -> Sequence[int]:
        """Return the positions of the sketches that this one is compared with, sorted."""
        places = (self._sharing.get(key, ()) for key in _keys(sketch))
        return sorted({position for some in places for position in some})


def _groups(sketches: Sequence[bytes]) -> Iterator[list[int]]:
    """Yield groups of positions: all sketches that share one of their very smallest hashes.

    Hash and position are packed into one number, so that sorting brings a group together.
    """
    parts = [array("Q") for _ in range(_PARTS)]
    for position, sketch in enumerate(sketches):
        for key in _keys(sketch):
            parts[key % _PARTS].append(key << 32 | position)
    for part in parts:
        for _, sharing in groupby(sorted(part), lambda entry: entry >> 32):
            group = [entry & 0xFFFFFFFF for entry in sharing]
            if len(group) > 1:
                yield group


def _pairs_among(
    group: Sequence[int], sketches: Sequence[bytes], spare: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a group, without those that the first hashes show to be different.

    If two texts are alike, at most `spare` hashes are in one sketch alone. When these are fewer
    than `_FIRST`, that many hashes of one sketch must be among twice as many of the other; in most
    pairs they are not.
    """
    before: deque[tuple[int, Sequence[int]]] = deque(maxlen=_MOST_NEIGHBOURS)
    for position in group:
        beginning = _hashes(sketches[position][: 2 * _FIRST * _BYTES])
        among = set(beginning).intersection
        for other, first in before:
            if len(first) - len(among(first)) <= spare:
                yield other, position
        before.append((position, tuple(beginning[:_FIRST])))


def _keys(sketch: bytes) -> array[int]:
    return _hashes(sketch[: _KEYS * _BYTES])


def _hashes(sketch: bytes) -> array[int]:
    return array("I", sketch)
