"""Parsing of headers in TOML and JSON, as Hugo and Zola have them."""

from __future__ import annotations

import json
import math
import re
import tomllib
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from newsctl.core.messages import _, said_by
from newsctl.core.post.fences import HEADER_LINE, Syntax
from newsctl.core.problems import Position, position_at
from newsctl.front_matter.reading.header import (
    DEEPEST,
    LARGEST_INTEGER,
    LONGEST_HEADER,
    MOST_VALUES,
    Header,
    HeaderRefused,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEYS = {
    Syntax.TOML: re.compile(r"^[ \t]*(?:\"([^\"\n]*)\"|([\w-]+))[ \t]*=[ \t]*", re.MULTILINE),
    Syntax.JSON: re.compile(r"\"([^\"\n]*)\"()\s*:\s*"),
}
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_FIRST_LINES = {Syntax.TOML: HEADER_LINE, Syntax.JSON: 1}


def read_toml_or_json(header: str, syntax: Syntax) -> Header:
    """Parse the text between the fences. Raises HeaderRefused if it is invalid.

    Dates become text in ISO 8601, as those of YAML stay text.
    """
    first = Position(_FIRST_LINES[syntax])
    if len(header) > LONGEST_HEADER:
        message = _(
            "The front matter is longer than {longest_header} kB.",
            longest_header=LONGEST_HEADER // 1024,
        )
        raise HeaderRefused("front-matter-bounds", message, first)
    try:
        read = tomllib.loads(header) if syntax is Syntax.TOML else json.loads(header)
        values = _LoadedValues().mapping(read, 0)
    except RecursionError as error:
        message = _("The front matter is nested more than {deepest} levels deep.", deepest=DEEPEST)
        raise HeaderRefused("front-matter-bounds", message, first) from error
    except _NumberOutOfBounds as error:
        raise HeaderRefused("front-matter-bounds", said_by(error), first) from error
    except ValueError as error:  # also for a number of thousands of digits
        raise _refusal(str(error)) from error
    return Header(values, _positions(header, syntax, values))


class _NumberOutOfBounds(ValueError):
    """Front matter has too many values, or too deep nesting."""


class _LoadedValues:
    """Converts the values of Python's parsers to JSON types."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def mapping(self, read: Mapping[str, object], depth: int) -> dict[str, Value]:
        return {key: self._checked_value(value, depth + 1) for key, value in read.items()}

    def _checked_value(self, value: object, depth: int) -> Value:
        """Convert a value. Raises _NumberOutOfBounds for too many or too deep values."""
        self._left -= 1
        if self._left < 0:
            raise _NumberOutOfBounds(
                _(
                    "The front matter stands for more than {most_values} values.",
                    most_values=MOST_VALUES,
                )
            )
        if depth > DEEPEST:
            raise _NumberOutOfBounds(
                _("The front matter is nested more than {deepest} levels deep.", deepest=DEEPEST)
            )
        match value:
            case dict():
                return self.mapping(value, depth)
            case list():
                return [self._checked_value(item, depth + 1) for item in value]
            case datetime() | date() | time():
                return re.sub(r"\+00:00\Z", "Z", value.isoformat())
            case float() if not math.isfinite(value):
                return str(value)  # JSON has none of these
            case int() if not -LARGEST_INTEGER <= value < LARGEST_INTEGER:
                return str(value)
            case bool() | int() | float() | str() | None:
                return value
        raise TypeError(type(value))  # neither parser makes anything else


def _refusal(message: str) -> HeaderRefused:
    """Return the error for a message of tomllib, with its position in the file."""
    place = _PLACE.search(message)
    position = Position(HEADER_LINE)
    if place and place[1]:
        position = Position(int(place[1]) + HEADER_LINE - 1, int(place[2]))
    return HeaderRefused("front-matter-toml", _("{sub}.", sub=_PLACE.sub("", message)), position)


def _positions(header: str, syntax: Syntax, values: Mapping[str, Value]) -> dict[str, Position]:
    """Return the positions of the values of keys that are at the beginning of a line."""
    table = _TABLE.search(header) if syntax is Syntax.TOML else None
    positions: dict[str, Position] = {}
    for found in _KEYS[syntax].finditer(header, 0, table.start() if table else len(header)):
        key = found[1] or found[2]
        if key in values and key not in positions:
            place = position_at(header, found.end())
            positions[key] = Position(place.line + _FIRST_LINES[syntax] - 1, place.column)
    return positions
