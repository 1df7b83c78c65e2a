"""Which value that an archive knows is meant by what a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.likeness import near

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    misspelt = near(wanted, by_folded)
    if maybe := beginning or ([by_folded[misspelt]] if misspelt else []):
        return Meant(None, maybe)
    return Meant(typed)
