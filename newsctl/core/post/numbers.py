"""Numbers as they are typed: with a decimal point, or with points between thousands as in Dutch."""

from __future__ import annotations

import re
from typing import Self

# Fifteen digits are what a float holds exactly.
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}")
_LIST_OF_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_LIST_OF_DECIMALS = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+")


class TypedNumber(float):
    """A fraction with the digits that were typed, which front matter keeps: `1.20`."""

    __slots__ = ("written",)

    written: str

    def __new__(cls, text: str) -> Self:
        """Make a number of a text with a decimal point."""
        made = super().__new__(cls, text)
        made.written = text
        return made


def number_in(text: str) -> float | None:
    """Return the number that a text is; None for any other text."""
    if has_thousands(text):
        return float(text.replace(".", ""))
    return float(text) if _NUMBER.fullmatch(text) else None


def numbers_in(text: str) -> list[float]:
    """Return the numbers that a text may be: `1.000` is 1000 as Dutch writes it, and 1 in YAML."""
    readings = [number_in(text), with_decimal_comma(text)]
    if has_thousands(text) and _NUMBER.fullmatch(text):
        readings.append(float(text))
    return [number for number in readings if number is not None]


def has_thousands(text: str) -> bool:
    """Tell whether a text is a number whose points may mark thousands, or a fraction: `1.000`."""
    return _THOUSANDS.fullmatch(text) is not None


def may_be_two_numbers(text: str) -> bool:
    """Tell whether a text is a number of thousands or a fraction, in Dutch or in English."""
    return has_thousands(text) or _LIST_OF_THOUSANDS.fullmatch(text) is not None


def with_decimal_comma(text: str) -> TypedNumber | None:
    """Return the number that a text with a decimal comma is, as in Dutch: `2,75`; else None."""
    if may_be_two_numbers(text) or not _LIST_OF_DECIMALS.fullmatch(text):
        return None
    return TypedNumber(text.replace(".", "").replace(",", "."))


def as_one_number(text: str) -> str | None:
    """Return a list of numbers as the one number that may be meant; None where it is none.

    `1,5` is 1.5 with a decimal comma, `1,000` is 1000 as English writes it.
    """
    if _LIST_OF_THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if _LIST_OF_DECIMALS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return None
