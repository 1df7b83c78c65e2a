"""Facets: the archive's front matter keys and their values, counted as posts come and go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.post.post import values_of
from newsctl.whoosh_index.formats.facet_file import dump_counts, facets_of, load_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.archive.hits import Facet
    from newsctl.core.post.post import FrontMatter
    from newsctl.whoosh_index.formats.facet_file import Counts

MOST_VALUES = 200
"""A key with more values than this is no category of anything: its values are not counted."""


class FacetCounter:
    """Counts keys and values as posts come and go."""

    def __init__(self) -> None:
        self._posts: Counter[str] = Counter()
        self._values: dict[str, Counter[str] | None] = {}

    def count(self, key: str, posts: int, values: Mapping[str, int] | None) -> None:
        """Count in posts with a key, and how often each value is in them; None if too many are."""
        self._posts[key] += posts
        counts = self._values.setdefault(key, Counter())
        if counts is not None and values is not None:
            counts.update(values)
        if counts is None or values is None or len(counts) > MOST_VALUES:
            self._values[key] = None

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
        for key, posts in other._posts.items():
            self.count(key, posts, other._values[key])

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
