"""What newsctl aims at, as ratios where there is something to compare with."""

from __future__ import annotations

from math import inf
from operator import ge, le
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.contest import NEWSCTL, RIPGREP, WHOOSH
from benchmarks.processes import BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.figures import Figure


class Target(NamedTuple):
    """A bound of a figure's ratio, when it is to `reference`, or of its value.

    It is meant for archives of so many posts.
    """

    holds: Callable[[float, float], bool]
    bound: float
    reference: str = ""
    least_posts: int = 0
    most_posts: float = inf

    def __str__(self) -> str:
        word = "at least" if self.holds is ge else "at most"
        return f"{word} {self.bound:,g}" + " ×" * bool(self.reference)

    def is_met(self, figure: Figure) -> bool | None:
        """Tell whether a figure holds to it; None when what it is compared with is missing."""
        if not self.reference:
            return self.holds(figure.value, self.bound)
        if figure.reference != self.reference or figure.ratio is None:
            return None
        return self.holds(figure.ratio, self.bound)


TARGETS = {
    "build": Target(ge, 8, WHOOSH),
    "peak memory of a build": Target(le, 1_074),
    "one search, whole process": Target(le, 10, BARE, most_posts=10_000),
    "one search, fresh check included": Target(le, 1, RIPGREP, least_posts=100_000),
    "added by one edited post": Target(le, 50),
    "warm query: median": Target(le, 10),
    "warm query: 95 %": Target(le, 80),
    "--version": Target(le, 5, BARE),
    "completion of a value": Target(le, 5, BARE),
    "--help": Target(le, 6, BARE),
    "validate": Target(ge, 4_000),
    "validate --no-compare": Target(ge, 8_000),
}
"""Bounds of newsctl's figures, by what they are of."""


def target_of(figure: Figure, posts: int) -> Target | None:
    """Return the target of a figure of an archive of so many posts."""
    target = TARGETS.get(figure.what) if figure.who == NEWSCTL else None
    return target if target and target.least_posts <= posts <= target.most_posts else None
