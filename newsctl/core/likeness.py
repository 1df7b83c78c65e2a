"""Spelling suggestions for unknown names: only names within a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_LENGTHS = ((2, 0), (4, 1))
"""Letters up to which so many may differ; in longer names two."""

_LONGEST = 60
"""Letters of a name at most that is compared."""


def alike(typed: str, names: Iterable[str]) -> str | None:
    """Return the name that was most probably meant; None if none is near.

    A typing error is an insertion, a deletion, a substitution or a transposition: one at most in a
    name of up to four letters, two in a longer one. A prefix of a name matches too. Case, and
    hyphens for underscores, are ignored.
    """
    names = [*names]
    if meant := near(typed, names):
        return meant
    folded = _folded(typed)
    begun = [name for name in names if len(folded) > 2 and _folded(name).startswith(folded)]
    return min(begun, key=len, default=None)


def suggestion(meant: str | None, otherwise: str) -> str:
    """Return the hint for an unknown name: what was meant, if that is known, or something else."""
    return _("Did you mean {near}?", near=meant) if meant else otherwise


def near(typed: str, names: Iterable[str]) -> str | None:
    """Return the name with the fewest typing errors; None if they are too many."""
    folded = _folded(typed)
    most = next((slips for length, slips in _LENGTHS if len(folded) <= length), 2)
    found = [(distance(folded, _folded(name), most), name) for name in names]
    slips, name = min(found, key=lambda one: one[0], default=(most + 1, ""))
    return name if slips <= most else None


def distance(one: str, other: str, most: int) -> int:
    """Return the number of typing errors between two texts, or a number larger than `most`.

    It is the optimal string alignment distance: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
    """
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > _LONGEST:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        new = [at + 1]
        for place, against in enumerate(other):
            new.append(min(row[place] + (letter != against), row[place + 1] + 1, new[place] + 1))
            swapped = at and place and letter == other[place - 1] and one[at - 1] == against
            if swapped:
                new[-1] = min(new[-1], before[place - 1] + 1)
        before, row = row, new
    return row[-1]


def _folded(name: str) -> str:
    return name.lstrip("-").casefold().replace("_", "-")
