"""Stretches of time, and the seam by which the core has dates in words understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Period(NamedTuple):
    """From the moment `start` until before the moment `end`, both aware."""

    start: datetime
    end: datetime


DateResolver: TypeAlias = "Callable[[str], Period]"
"""Turns what a user wrote for a date into the period it means; raises DateWordsError."""


class DateWordsError(ValueError):
    """A text that is no date: `message` says why, `hint` shows what is understood."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
