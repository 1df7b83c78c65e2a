"""The parsed values of a header, its limits, and the error of an invalid one, for every syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import PostPath, Value
    from newsctl.core.problems import Position, ReplaceText


LONGEST_HEADER = 256 * 1024
"""A header with more characters is refused: libyaml takes some 500 bytes for each value."""

MOST_VALUES = 10_000
"""A header with more values, keys among them, is refused; aliases count as what they stand for."""

DEEPEST = 50
"""A header nested more deeply is refused: libyaml's composer would run out of stack."""

LARGEST_INTEGER = 2**63
"""From here on a number stays text: readers of JSON would break on it."""


def too_large(path: PostPath, size: int) -> Problem | None:
    """Return the problem of a file of this size; None if it may be read."""
    if size <= LARGEST_FILE:
        return None
    limit = LARGEST_FILE // 1024**2
    message = _(
        "The file has {size:.3g} MB; a post may have {limit}.", size=size / 1024**2, limit=limit
    )
    return Problem(path, "file-too-large", message, hint=_("Exclude it in newsctl.toml."))


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
