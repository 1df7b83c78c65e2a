"""Which value that an archive knows is meant by what a person typed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALIKE = 0.8
"""How alike a misspelt value is, by the measure of difflib: `Trow` and `Trouw` are 0.89."""


class Meant(NamedTuple):
    """The value that is meant; or, where that is not certain, those that may be."""

    value: str | None
    maybe: Sequence[str] = ()


def value_meant(typed: str, known: Sequence[str]) -> Meant:
    """Return what is meant among the values that are known, the commonest of which come first.

    It is the value itself, else one that differs in capitals or accents, else the only one that
    begins so. A value like no other is itself, and new.
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
    alike = get_close_matches(wanted, by_folded, n=1, cutoff=_ALIKE)
    if maybe := beginning or [by_folded[one] for one in alike]:
        return Meant(None, maybe)
    return Meant(typed)
