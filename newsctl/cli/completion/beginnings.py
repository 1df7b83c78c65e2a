"""What may become of the beginning of a value that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def last_of_list(values: Iterable[str], incomplete: str) -> list[str]:
    """Return what the last item of `NOS,Tr` may become, with the items before it."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{value}" for value in beginning(values, last)]


def beginning(values: Iterable[str], incomplete: str) -> list[str]:
    """Return the values that begin so, capitals apart."""
    typed = incomplete.casefold()
    return [value for value in values if value.casefold().startswith(typed)]
