"""The addresses that a body links to or shows, and their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = ("](", "href", "src", "<http", "]:")
_TARGET = re.compile(
    r"\]\([ \t]*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"  # [zon](zon.md), ![zon](zon.jpg)
    r"|\b(?:href|src)[ \t]*=[ \t]*(?:\"([^\"<>\n]*)\"|'([^'<>\n]*)')"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)"  # [zon]: https://zon.example
    r"|<(https?:[^\s<>]+)>",
    re.IGNORECASE | re.MULTILINE,
)
_MOST = 500
"""Links of one body that are looked at; one that has more is made by a program."""


class BodyLink(NamedTuple):
    """An address as it is written, and where it begins and ends in the body."""

    target: str
    start: int
    end: int


def may_link(body: str) -> bool:
    """Tell whether there may be an address in a body: far quicker than to look for one."""
    return any(map(body.__contains__, _SIGNS))


def links_in(body: str) -> Iterator[BodyLink]:
    """Yield the addresses in a body whose code is blanked, but those that a template makes."""
    for number, found in enumerate(_TARGET.finditer(body)):
        if number == _MOST:
            return
        group = found.lastindex or 0
        if "{{" not in found[group] and "{%" not in found[group]:
            yield BodyLink(found[group], *found.span(group))
