"""Where in a text of TOML something is set; tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_LINE = re.compile(rf"[ \t]*(?:\[\[?[ \t]*(?P<table>{_KEY})[ \t]*\]|(?P<key>{_KEY})[ \t]*=)")


def line_of(keys: tuple[str, ...], text: str) -> int | None:
    """Return the number, from 1, of the line that sets what keys lead to, or the most of them.

    It looks at how lines begin, so text over several lines that looks like TOML may mislead it.
    None when nothing of it is found.
    """
    depths = ((_depth(keys, path), -number) for number, path in _paths(text))
    deepest, number = max(depths, default=(0, 0))
    return -number if deepest else None


def _paths(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lines that begin a table or set a key, with the keys that lead there."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if found and found["table"]:
            table = _parts(found["table"])
            yield number, table
        elif found:
            yield number, (*table, *_parts(found["key"]))


def _parts(key: str) -> tuple[str, ...]:
    """Take a dotted key apart, by tomllib's own reading of it."""
    parts = []
    value: object = tomllib.loads(f"{key} = 0")
    while isinstance(value, dict):
        ((part, value),) = value.items()
        parts.append(part)
    return tuple(parts)


def _depth(keys: tuple[str, ...], path: tuple[str, ...]) -> int:
    """Return how many of the keys a path has, when it leads to them or to a table around them."""
    return len(path) if keys[: len(path)] == path else 0
