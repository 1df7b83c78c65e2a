"""The parsed values of a header, and the error of an invalid one, for every syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.problems import Position, ReplaceText

_LONGEST = 60


def excerpt(value: object) -> str:
    """Return `repr` of a value, with control characters escaped, in at most 60 characters."""
    whole = repr(value[: _LONGEST + 1] if isinstance(value, str) else value)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


class RepeatedKey(NamedTuple):
    """A key that is there a second time. Its value wins, as in Jekyll."""

    key: str
    position: Position
    first: Position


class Header(NamedTuple):
    """The values of a header as JSON types, and their positions in the file."""

    values: dict[str, Value]
    positions: Mapping[str, Position]
    repeated: tuple[RepeatedKey, ...] = ()


class HeaderRefused(Exception):
    """A header is invalid: the rule it breaks, the position in the file, why, and what to do.

    `repair` replaces a span of the header, if the intention is clear.
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
