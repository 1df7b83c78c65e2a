"""Folding of text for comparison: case, accents, white space and kinds of quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from newsctl.core.post.numbers import with_decimal_comma

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_ONE_QUOTE = str.maketrans("‘’ʼ`´“”„", "'" * 5 + '"' * 3)


def spelt_apart(values: Iterable[str]) -> list[list[str]]:
    """Return the spellings that queries take for one value, where there are several of it."""
    spellings: dict[str, dict[str, None]] = {}
    for value in values:
        spellings.setdefault(folded(value), {})[value] = None
    return [[*group] for group in spellings.values() if len(group) > 1]


def folded(text: str) -> str:
    """Return a text folded for comparison."""
    if not text.isascii():
        apart = normalize("NFKD", text.translate(_ONE_QUOTE))
        text = "".join(sign for sign in apart if not combining(sign))
    return " ".join(text.casefold().split())


def in_alphabet(value: str) -> tuple[float, str, str]:
    """Return the sort key of a value: numbers by their size, before texts, which go from A to Z."""
    number = float(value) if _NUMBER.fullmatch(value) else with_decimal_comma(value)
    return float("inf") if number is None else number, folded(value), value
