"""What a header says, and how one that cannot be read is refused: the same for every syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
