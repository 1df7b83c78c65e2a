"""Word lists whose entries hold for whole words or, with a hyphen, for the ends of words too."""

from __future__ import annotations

from functools import cache

from newsctl.dutch import word_lists

_SHORTEST_MODIFIER = 2
"""Letters that must stand before an ending, so that *belast* is not *last* after *be-*."""


def ending_of(word: str, name: str) -> str | None:
    """Return the entry of the list `name` that is this word or ends it, the longest first."""
    whole, tails, lengths = _entries(name)
    if word in whole:
        return word
    for length in lengths:
        if len(word) >= length + _SHORTEST_MODIFIER and word[-length:] in tails:
            return word[-length:]
    return None


@cache
def _entries(name: str) -> tuple[frozenset[str], frozenset[str], tuple[int, ...]]:
    listed = word_lists.words(name)
    tails = frozenset(entry[1:] for entry in listed if entry.startswith("-"))
    whole = frozenset(entry.removeprefix("-") for entry in listed)
    return whole, tails, tuple(sorted({len(tail) for tail in tails}, reverse=True))
