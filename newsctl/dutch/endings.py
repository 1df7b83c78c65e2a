"""Word lists whose entries hold for whole words or, with a hyphen, for the ends of words too."""

from __future__ import annotations

from functools import cache

from newsctl.dutch import word_lists

_LAST_LETTERS = 3
"""By which entries are looked up: of two, *en*, a hundred forms would have to be looked at."""
_SHORTEST_MODIFIER = 2
"""Letters that must stand before an ending, so that *belast* is not *last* after *be-*."""


def ending_of(word: str, name: str) -> str | None:
    """Return the entry of the list `name` that is this word or ends it, the longest first.

    An entry that ends other words has three letters at least.
    """
    whole, tails = _entries(name)
    if word in whole:
        return word
    alike = tails.get(word[-_LAST_LETTERS:])
    if alike is None or not word.endswith(alike):
        return None
    return next((tail for tail in alike if _ends(word, tail)), None)


def _ends(word: str, tail: str) -> bool:
    return len(word) >= len(tail) + _SHORTEST_MODIFIER and word.endswith(tail)


@cache
def _entries(name: str) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the entries that are whole words, and those that end others by their last letters."""
    listed = word_lists.words(name)
    whole = frozenset(entry.removeprefix("-") for entry in listed)
    tails: dict[str, tuple[str, ...]] = {}
    for entry in sorted(listed, key=len, reverse=True):
        if entry.startswith("-"):
            last = entry[-_LAST_LETTERS:]
            tails[last] = (*tails.get(last, ()), entry[1:])
    return whole, tails
