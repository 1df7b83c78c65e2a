"""Ranges of dates and of numbers, made of the ends that a user wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.periods import DateWordsError
from newsctl.core.query import DateRange, NumberRange
from newsctl.core.query.spans import syntax_error
from newsctl.core.query.values import Part

if TYPE_CHECKING:
    from newsctl.core.errors import QuerySyntaxError
    from newsctl.core.periods import DateResolver, Period
    from newsctl.core.query.values import Item

# Fifteen digits are what a float holds exactly.
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def date_range(field: str, item: Item, text: str, resolve: DateResolver) -> DateRange:
    """Make a range of dates: one date is its whole period.

    An imprecise start means its first moment, an imprecise end its last. Raises QuerySyntaxError.
    """
    low, high = _ends(item) if len(item.parts) > 1 else _ends_within(item.parts[0])
    start = _period(low, text, resolve).start if low.text else None
    end = _period(high, text, resolve).end if high.text else None
    if start and end and start >= end:
        raise _backwards(text, item)
    return DateRange(field, start, end)


def number_range(field: str, item: Item, text: str) -> NumberRange:
    """Make a range of numbers, both ends included. Raises QuerySyntaxError."""
    low, high = (_number(part, text) if part.text else None for part in _ends(item))
    if low is not None and high is not None and low > high:
        raise _backwards(text, item)
    return NumberRange(field, low, high)


def _ends(item: Item) -> tuple[Part, Part]:
    return item.parts[0], item.parts[-1]


def _ends_within(part: Part) -> tuple[Part, Part]:
    """Cut a range that is quoted as a whole, for no date has two dots in it."""
    low, dots, high = part.text.partition("..")
    if not dots or not (low or high):
        return part, part
    start = part.start + int(part.quoted)
    after = start + len(low) + len(dots)
    return Part(low.strip(), start, start + len(low)), Part(high.strip(), after, after + len(high))


def _period(part: Part, text: str, resolve: DateResolver) -> Period:
    try:
        return resolve(part.text)
    except DateWordsError as error:
        raise syntax_error(text, part, error.message, hint=error.hint) from error


def _number(part: Part, text: str) -> float:
    if not _NUMBER.fullmatch(part.text):
        raise syntax_error(
            text,
            part,
            f"Not a number: {part.text!r}.",
            hint="Try aantal:262, aantal:300.. or aantal:..500; quotes keep dots as they are.",
        )
    return float(part.text)


def _backwards(text: str, item: Item) -> QuerySyntaxError:
    return syntax_error(
        text, item, "This range ends before it begins.", hint="Write the lower end first."
    )
