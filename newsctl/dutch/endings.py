"""Word lists whose entries hold for whole words or, with a hyphen, for the ends of words too."""

from __future__ import annotations

from functools import cache

from newsctl.dutch import word_lists

_LAST_LETTERS = 2
_SHORTEST_MODIFIER = 2
"""Letters that must stand before an ending, so that *belast* is not *last* after *be-*."""


def ending_of(word: str, name: str) -> str | None:
    """Return the entry of the list `name` that is this word or ends it, the longest first."""
    whole, tails = _entries(name)
    if word in whole:
        return word
    for tail in tails.get(word[-_LAST_LETTERS:], ()):
        if len(word) >= len(tail) + _SHORTEST_MODIFIER and word.endswith(tail):
            return tail
    return None


@cache
def _entries(name: str) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Return the entries that are whole words, and those that end others by their last letters."""
    listed = word_lists.words(name)
    whole = frozenset(entry.removeprefix("-") for entry in listed)
    tails: dict[str, list[str]] = {}
    for entry in sorted(listed, key=len, reverse=True):
        if entry.startswith("-"):
            tails.setdefault(entry[-_LAST_LETTERS:], []).append(entry[1:])
    return whole, tails
