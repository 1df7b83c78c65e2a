"""Which name was meant by one that there is not: only what is so near that it can be a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LENGTHS = ((2, 0), (4, 1))
"""Letters up to which so many may differ; in longer names two."""

_LONGEST = 60
"""Letters of a name at most that is compared."""


def alike(typed: str, names: Iterable[str]) -> str | None:
    """Return the name that was most probably meant, None where none is near.

    A slip is a letter too many, too few, another, or two in each other's place: one at most in a
    name of up to four letters, and two in a longer one. A name may also not be typed to its end.
    Capitals, and hyphens for underscores, are no slips.
    """
    names = [*names]
    if meant := near(typed, names):
        return meant
    folded = _folded(typed)
    begun = [name for name in names if len(folded) > 2 and _folded(name).startswith(folded)]
    return min(begun, key=len, default=None)


def near(typed: str, names: Iterable[str]) -> str | None:
    """Return the name that differs from what was typed by the fewest slips, None for too many."""
    folded = _folded(typed)
    most = next((slips for length, slips in _LENGTHS if len(folded) <= length), 2)
    found = [(distance(folded, _folded(name), most), name) for name in names]
    slips, name = min(found, key=lambda one: one[0], default=(most + 1, ""))
    return name if slips <= most else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many slips lie between two texts, or a larger number than `most`.

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
