"""What was measured: a value for each round, and its ratio to what was measured beside it."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Figure(NamedTuple):
    """One measure of one engine.

    `values` are in `unit`, one for each round. `ratios` are to what `reference` took in the same
    round, which tells more than the values where other work disturbs both.
    """

    what: str
    who: str
    values: Sequence[float]
    unit: str
    reference: str = ""
    ratios: Sequence[float] = ()

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.values)

    @property
    def ratio(self) -> float | None:
        """The median of the ratios, None when there are none."""
        return statistics.median(self.ratios) if self.ratios else None

    def beside(self, other: Figure | None, *, name: str = "") -> Figure:
        """Return this figure with its ratios to another one's rounds, if there is another."""
        if other is None:
            return self
        ratios = [mine / its for mine, its in zip(self.values, other.values, strict=True)]
        return self._replace(reference=name or other.who, ratios=ratios)


def of(who: str, figures: Iterable[Figure]) -> Figure | None:
    """Return the figure of an engine, None when it was not measured."""
    return next((figure for figure in figures if figure.who == who), None)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of them is at most."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
