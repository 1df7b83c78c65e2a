"""Numbers as Whoosh's files have them: in the smallest type that holds all of them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES = {8: "B", 16: "H", 32: "I"}


def smallest(numbers: Sequence[int]) -> array[int]:
    """Return an array of numbers, none of them below 0."""
    bits = max(numbers, default=0).bit_length()
    code = next((code for most, code in _TYPES.items() if bits <= most), "q")
    return array(code, numbers)
