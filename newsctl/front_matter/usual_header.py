"""The headers that most posts have, read without libyaml: a line for each key, with one value.

Reading YAML takes most of the time of reading a post. A header of nothing but such lines is read
here, five times as fast; any other is left to libyaml. That both read the same is tested.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from newsctl.core.fences import HEADER_LINE
from newsctl.core.problems import Position
from newsctl.front_matter.yaml_nodes import tag_of_plain
from newsctl.front_matter.yaml_values import UnexpectedValue, scalar

if TYPE_CHECKING:
    from newsctl.core.post import Value

_LONGEST = 8 * 1024
_LETTER = r"[ !#-\[\]-~\xa0-\u2027\u202a-\ud7ff]"  # YAML needs no escape for it, and ends no line
_PLAIN = r"[A-Za-z0-9](?:[A-Za-z0-9_.,+/ -]|:(?=[^\s]))*+(?<! )"
_LINE = re.compile(rf"([A-Za-z_]{{1,64}}): (?:\"({_LETTER}*+)\"|({_PLAIN}))\n")


class UsualHeader(NamedTuple):
    """The values of a header, and where they stand in the file."""

    values: dict[str, Value]
    positions: dict[str, Position]


def read_usual(header: str) -> UsualHeader | None:
    """Read a header of usual lines; None for one with anything else, or with a key twice."""
    if len(header) > _LONGEST:
        return None
    values: dict[str, Value] = {}
    positions: dict[str, Position] = {}
    line, end = HEADER_LINE, 0
    while found := _LINE.match(header, end):
        key, quoted, plain = found.groups()
        try:
            values[key] = _value(plain) if quoted is None else quoted
        except UnexpectedValue:
            return None
        positions[key] = _position(line, len(key) + len(": ") + 1)
        line, end = line + 1, found.end()
    is_whole = end == len(header) and len(values) == line - HEADER_LINE
    return UsualHeader(values, positions) if is_whole else None


_position = lru_cache(maxsize=4096)(Position)


@lru_cache(maxsize=4096)
def _value(plain: str) -> Value:
    """Return what YAML makes of a value without quotes; most stand in many posts."""
    return scalar(yaml.ScalarNode(tag_of_plain(plain), plain))
