"""Matching of a typed value with the values that an archive has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.likeness import near

if TYPE_CHECKING:
    from collections.abc import Sequence


class Meant(NamedTuple):
    """The value that was meant; or, if that is uncertain, the candidates."""

    value: str | None
    maybe: Sequence[str] = ()


def value_meant(typed: str, known: Sequence[str]) -> Meant:
    """Match a typed value with the known values, which are sorted by count.

    It is the value itself, else the only one that differs in case or accents, else the only one
    with this beginning. A value unlike all others is new and stands for itself.
    """
    if typed in known:
        return Meant(typed)
    wanted = folded(typed)
    for value in known:
        if folded(value) == wanted:
            return Meant(value)
    beginning = [value for value in known if folded(value).startswith(wanted)]
    if len(beginning) == 1:
        return Meant(beginning[0])
    by_folded = {folded(value): value for value in reversed(known)}
    misspelt = near(wanted, by_folded)
    if maybe := beginning or ([by_folded[misspelt]] if misspelt else []):
        return Meant(None, maybe)
    return Meant(typed)
