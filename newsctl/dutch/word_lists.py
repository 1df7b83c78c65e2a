"""The package's word lists: small commented text files that a linguist can read and correct.

A line is an entry with words separated by spaces; `#` begins a comment. Entries apply to whole
words or, with a hyphen, to the ends of words too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")
_LAST_LETTERS = 3
"""By which entries are looked up: of two, *en*, a hundred forms would have to be looked at."""
_SHORTEST_MODIFIER = 2
"""Letters that must stand before an ending, so that *belast* is not *last* after *be-*."""


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the list `name` as tuples of words."""
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    stripped = (line.partition("#")[0].split() for line in text.splitlines())
    return tuple(tuple(words) for words in stripped if words)


@cache
def words(name: str) -> frozenset[str]:
    """Return all words of the list `name`."""
    return frozenset(word for line in lines(name) for word in line)


@cache
def pairs(name: str) -> dict[str, str]:
    """Return the list `name`, in which each line maps a word to another."""
    return {line[0]: line[1] for line in lines(name)}


def ending_of(word: str, name: str) -> str | None:
    """Return the longest entry of the list `name` that equals or ends this word.

    An entry that ends other words has at least three letters.
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
    """Return the entries for whole words, and those for ends of words by their last letters."""
    listed = words(name)
    whole = frozenset(entry.removeprefix("-") for entry in listed)
    tails: dict[str, tuple[str, ...]] = {}
    for entry in sorted(listed, key=len, reverse=True):
        if entry.startswith("-"):
            last = entry[-_LAST_LETTERS:]
            tails[last] = (*tails.get(last, ()), entry[1:])
    return whole, tails


def contents() -> bytes:
    """Return all lists as bytes, for a fingerprint."""
    listed = sorted((file for file in _DATA.iterdir()), key=lambda file: file.name)
    return b"\0".join(file.read_bytes() for file in listed if file.name.endswith(".txt"))
