"""Splices: what a text gets in place of what it has, and where its lines begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1, which has more line ends than an editor."""


class Splice(NamedTuple):
    """Other text in place of `text[start:end]`."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Carry out splices that do not overlap; of two in one place the first comes first."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def line_start(text: str, at: int) -> int:
    """Return where the line begins that a place is on."""
    return max((found.end() for found in LINE_END.finditer(text, 0, at)), default=0)


def line_end_before(text: str, at: int) -> int:
    """Return where the line ends that comes before the one that a place is on."""
    return max((found.start() for found in LINE_END.finditer(text, 0, at)), default=0)


def line_end(text: str, at: int) -> int:
    """Return where the line ends that a place is on, before its line end."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Return where the line begins that follows a place."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)


def same_line(text: str, start: int, end: int) -> bool:
    """Whether no line ends between two places."""
    return LINE_END.search(text, start, end) is None
