"""The package's word lists: small commented text files that a linguist can read and correct.

One entry a line; what follows a `#` is a comment; a line's words are separated by spaces.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the list `name`, each as its words, comments and empty lines left out."""
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    stripped = (line.partition("#")[0].split() for line in text.splitlines())
    return tuple(tuple(words) for words in stripped if words)


@cache
def words(name: str) -> frozenset[str]:
    """Return all words of the list `name` as one set."""
    return frozenset(word for line in lines(name) for word in line)


@cache
def pairs(name: str) -> dict[str, str]:
    """Return the list `name`, in which every line is a word and what it stands for."""
    return {line[0]: line[1] for line in lines(name)}


def contents() -> bytes:
    """Return all lists as one string of bytes, for a fingerprint."""
    listed = sorted((file for file in _DATA.iterdir()), key=lambda file: file.name)
    return b"\0".join(file.read_bytes() for file in listed if file.name.endswith(".txt"))
