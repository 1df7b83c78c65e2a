"""Facets: the archive's front matter keys and their values, counted; a small file beside the index.

Completion of values (`--bron <Tab>`) and the query parser read it without loading Whoosh.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.errors import IndexDamaged
from newsctl.core.hits import Facet
from newsctl.core.post import values_of
from newsctl.whoosh_index.folder import IndexFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from newsctl.core.post import FrontMatter

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
        return {key: Facet(key, number, self._common(key)) for key, number in self._posts.items()}

    def copy(self) -> FacetCounter:
        """Return a counter that goes on from here on its own."""
        other = FacetCounter()
        other._posts = self._posts.copy()
        other._values = {key: counts and counts.copy() for key, counts in self._values.items()}
        return other

    def dump(self) -> bytes:
        """Encode the counts."""
        data = {key: [number, self._values.get(key)] for key, number in self._posts.items()}
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def load(cls, data: bytes) -> FacetCounter:
        """Decode what `dump` encoded. Raises ValueError when it is not whole."""
        counter = cls()
        for key, (number, values) in json.loads(data.decode("utf-8", "surrogatepass")).items():
            counter._posts[key] = number
            counter._values[key] = None if values is None else Counter(values)
        return counter

    def _count(self, key: str, values: Iterable[str] | Mapping[str, int]) -> None:
        counts = self._values.setdefault(key, Counter())
        if counts is not None:
            counts.update(values)
            if len(counts) > MOST_VALUES:
                self._values[key] = None

    def _common(self, key: str) -> dict[str, int]:
        counts = self._values.get(key) or Counter()
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def facets_beside(cache: Path, root: Path) -> Mapping[str, Facet]:
    """Return the facets of an archive's last commit, without opening its index.

    Whatever is amiss with the files, there are none: completion never fails and never waits.
    """
    try:
        pointer = IndexFolder(cache, root).pointer()
        if pointer is None:
            return {}
        files = IndexFolder(cache, root).build(pointer).glob("facets-*")
        newest = max(files, key=lambda file: int(file.name.rpartition("-")[2]))
        return FacetCounter.load(newest.read_bytes()).facets()
    except (OSError, ValueError, IndexDamaged):
        return {}
