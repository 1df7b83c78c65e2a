"""Facets: the archive's front matter keys and their values, counted as posts come and go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.post import values_of
from newsctl.whoosh_index.keeping.facet_file import dump_counts, facets_of, load_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.core.hits import Facet
    from newsctl.core.post import FrontMatter
    from newsctl.whoosh_index.keeping.facet_file import Counts

MOST_VALUES = 200
"""A key with more values than this is no category of anything: its values are not counted."""


class FacetCounter:
    """Counts keys and values as posts come and go."""

    def __init__(self) -> None:
        self._posts: Counter[str] = Counter()
        self._values: dict[str, Counter[str] | None] = {}

    def add(self, front_matter: FrontMatter) -> None:
        """Count a post in."""
        for key, value in front_matter.items():
            self._posts[key] += 1
            self._count(key, values_of(value))

    def remove(self, front_matter: FrontMatter) -> None:
        """Count a post out."""
        for key, value in front_matter.items():
            self._posts[key] -= 1
            if self._posts[key] <= 0:
                del self._posts[key]
                self._values.pop(key, None)
            elif counts := self._values.get(key):
                counts.subtract(values_of(value))
                self._values[key] = +counts

    def merge(self, other: FacetCounter) -> None:
        """Count in what another has counted."""
        self._posts.update(other._posts)
        for key, values in other._values.items():
            if values is None:
                self._values[key] = None
            else:
                self._count(key, values)

    def facets(self) -> Mapping[str, Facet]:
        """Return a facet for each key, its values in order of how common they are."""
        return facets_of(self._counts())

    def copy(self) -> FacetCounter:
        """Return a counter that goes on from here on its own."""
        other = FacetCounter()
        other._posts = self._posts.copy()
        other._values = {key: counts and counts.copy() for key, counts in self._values.items()}
        return other

    def dump(self) -> bytes:
        """Encode the counts."""
        return dump_counts(self._counts())

    @classmethod
    def load(cls, data: bytes) -> FacetCounter:
        """Decode what `dump` encoded. Raises ValueError when it is not whole."""
        counter = cls()
        for key, (number, values) in load_counts(data).items():
            counter._posts[key] = number
            counter._values[key] = None if values is None else Counter(values)
        return counter

    def _counts(self) -> Counts:
        return {key: (number, self._values.get(key)) for key, number in self._posts.items()}

    def _count(self, key: str, values: Iterable[str] | Mapping[str, int]) -> None:
        if key not in self._values:
            self._values[key] = Counter()
        counts = self._values[key]
        if counts is not None:
            counts.update(values)
            if len(counts) > MOST_VALUES:
                self._values[key] = None
