"""Parsing of a header in any syntax, by the fastest reader for it.

YAML takes most of the time of parsing a post. The most common headers, with one key and one scalar
value on each line, are read five times as fast here (`read_usual`); any other is left to libyaml. A
test compares both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.fences import HEADER_LINE, Syntax
from newsctl.core.problems import Position
from newsctl.front_matter.reading.header import Header, HeaderRefused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import Value


_LONGEST = 8 * 1024
# YAML needs no escape for it, and it ends no line. As what it is not, since Python takes a step for
# each letter of a range when it compiles one: 1 ms instead of 2.5.
_LETTER = r"[^\x00-\x1f\"\\\x7f-\x9f\u2028\u2029\ud800-\U0010ffff]"
_PLAIN = r"[A-Za-z0-9][A-Za-z0-9_.,+/ -]*+(?::(?=\S)[A-Za-z0-9_.,+/ -]*+)*+(?<! )"
_COUNT = re.compile(r"0|[1-9][0-9]{0,17}")
_NOT_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
_LINE = re.compile(rf"([A-Za-z_]{{1,64}}): (\"{_LETTER}*+\"|{_PLAIN})\n")


class UsualHeader(NamedTuple):
    """The values of a header, and their positions in the file."""

    values: dict[str, Value]
    positions: Mapping[str, Position]


def read_usual(header: str) -> UsualHeader | None:
    """Parse a header of such lines; None for anything else, or with a repeated key."""
    if len(header) > _LONGEST:
        return None
    lines = _LINE.findall(header)
    if sum(map(len, chain.from_iterable(lines)), len(": \n") * len(lines)) < len(header):
        return None  # something stands between them
    try:
        values = {
            key: written[1:-1] if written[0] == '"' else _value(written) for key, written in lines
        }
    except ValueError:
        return None
    return UsualHeader(values, _positions_of(tuple(values))) if len(values) == len(lines) else None


@lru_cache(maxsize=256)  # most posts of an archive have the same keys in the same order
def _positions_of(keys: Sequence[str]) -> Mapping[str, Position]:
    """Return the positions of the values of a key on each line."""
    return {
        key: Position(line, len(key) + len(": ") + 1)
        for line, key in enumerate(keys, start=HEADER_LINE)
    }


@lru_cache(maxsize=4096)
def _value(plain: str) -> Value:
    """Return the value that YAML gives to an unquoted scalar; cached, since most recur.

    Raises ValueError for one whose form promises a value that it does not hold.
    """
    if _is_surely_text(plain):
        return plain
    if _COUNT.fullmatch(plain):
        return int(plain)
    from newsctl.front_matter.reading.yaml_header import plain_scalar  # noqa: PLC0415 -- 12 ms

    return plain_scalar(plain)


def _is_surely_text(plain: str) -> bool:
    """Tell whether a value is certainly no number, boolean or null, without importing YAML.

    No number has a space, or a second dash as dates do, which stay text.
    """
    if plain[0].isalpha():
        return plain.lower() not in _NOT_TEXT
    return " " in plain or plain.count("-") > 1


def read_header(header: str, syntax: Syntax = Syntax.YAML) -> Header:
    """Parse the text between the fences. Raises HeaderRefused if it is invalid."""
    if syntax is not Syntax.YAML:
        from newsctl.front_matter.reading.toml_and_json import read_toml_or_json  # noqa: PLC0415 -- the same

        return read_toml_or_json(header, syntax)
    if usual := read_usual(header):
        return Header(usual.values, usual.positions)
    from newsctl.front_matter.reading.yaml_header import read_yaml  # noqa: PLC0415 -- 12 ms, rarely needed

    return read_yaml(header)


def settings_in(text: str, syntax: Syntax = Syntax.YAML) -> Mapping[str, Value]:
    """Parse settings that are written like front matter; empty if they cannot be read."""
    try:
        return read_header(text, syntax).values
    except HeaderRefused:
        return {}
