"""Values in messages, cut where they would fill the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.fences import Syntax
from newsctl.front_matter.reading.usual_header import read_usual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.problems import Position, ReplaceText

_LONGEST = 60


def excerpt(value: object) -> str:
    """Return a value as Python writes it, control characters escaped, in at most 60 characters."""
    whole = repr(value[: _LONGEST + 1] if isinstance(value, str) else value)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


class RepeatedKey(NamedTuple):
    """A key that an earlier line holds already. Its value wins, as in Jekyll."""

    key: str
    position: Position
    first: Position


class Header(NamedTuple):
    """What a header says: its values as JSON knows them, and the places of these in the file."""

    values: dict[str, Value]
    positions: Mapping[str, Position]
    repeated: tuple[RepeatedKey, ...] = ()


class HeaderRefused(Exception):
    """A header that cannot be read: the rule it breaks, where in the file, why, and what to do.

    `repair` replaces a span of the header, where what was meant is clear.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        position: Position,
        *,
        hint: str | None = None,
        repair: ReplaceText | None = None,
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.position = position
        self.hint = hint
        self.repair = repair


def read_header(header: str, syntax: Syntax = Syntax.YAML) -> Header:
    """Read the text between the fences. Raises HeaderRefused, whatever the text holds."""
    if syntax is not Syntax.YAML:
        from newsctl.front_matter.reading.toml_and_json import read_toml_or_json  # noqa: PLC0415 -- the same

        return read_toml_or_json(header, syntax)
    if usual := read_usual(header):
        return Header(usual.values, usual.positions)
    from newsctl.front_matter.reading.yaml_header import read_yaml  # noqa: PLC0415 -- 12 ms, rarely needed

    return read_yaml(header)
