"""Periods of time, and the interface for parsing dates in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

WORDS_OF_A_DATE = 6
"""Words of the longest date."""


class Period(NamedTuple):
    """The time from `start` up to but excluding `end`, both aware.

    `again` is the same time of the clock once more, in the hour after clocks were set back.
    """

    start: datetime
    end: datetime
    again: Period | None = None


DateResolver: TypeAlias = "Callable[[str], Period]"
"""Turns what a user wrote for a date into the period it means; raises DateWordsError."""


class DateWordsError(ValueError):
    """A text is not a date: `message` says why, `hint` what is accepted."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
