"""Completion of a value from its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def last_of_list(values: Iterable[str], incomplete: str) -> list[str]:
    """Return completions of the last item in `NOS,Tr`, with the items before it."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{value}" for value in beginning(values, last)]


def beginning(values: Iterable[str], incomplete: str) -> list[str]:
    """Return the values with this beginning, ignoring case."""
    typed = incomplete.casefold()
    return [value for value in values if value.casefold().startswith(typed)]
