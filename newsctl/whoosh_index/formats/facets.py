"""Facets: the keys of an archive's front matter and their values, counted as posts come and go.

The file `facets-<generation>` is JSON: by key, how many posts have it, and how many posts have each
of its values, however often; null where these are too many to be counted. Completion of values
(`--bron <Tab>`) reads it, and loads nothing else of the index.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Facet
from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.formats.directory import CheckedFiles, DiskDirectory
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.formats.manifest import Manifest, last_generation, manifest_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsctl.core.post.post import FrontMatter

MOST_VALUES = 200
"""A key with more values than this is no category of anything: its values are not counted."""


class FacetCounter:
    """Counts keys and values as posts are added and removed."""

    def __init__(self) -> None:
        self._posts: Counter[str] = Counter()
        self._values: dict[str, Counter[str] | None] = {}

    def count(self, key: str, posts: int, values: Mapping[str, int] | None) -> None:
        """Add the counts of a key's posts and values; None stands for too many values."""
        self._posts[key] += posts
        counts = self._values.setdefault(key, Counter())
        if counts is not None and values is not None:
            counts.update(values)
        if counts is None or values is None or len(counts) > MOST_VALUES:
            self._values[key] = None

    def remove(self, front_matter: FrontMatter) -> None:
        """Subtract the values of a post."""
        from newsctl.core.post.text_lists import values_of  # noqa: PLC0415 -- completion needs none of it

        for key, value in front_matter.items():
            self._posts[key] -= 1
            if self._posts[key] <= 0:
                del self._posts[key]
                self._values.pop(key, None)
            elif counts := self._values.get(key):
                counts.subtract({*values_of(value)})
                self._values[key] = +counts

    def merge(self, other: FacetCounter) -> None:
        """Add the counts of another counter."""
        for key, posts in other._posts.items():
            self.count(key, posts, other._values[key])

    def facets(self) -> dict[str, Facet]:
        """Return a facet for each key, with its values by count."""
        return {
            key: Facet(key, posts, _by_commonness(self._values.get(key) or {}))
            for key, posts in self._posts.items()
        }

    def copy(self) -> FacetCounter:
        """Return an independent copy."""
        other = FacetCounter()
        other._posts = self._posts.copy()
        other._values = {key: counts and counts.copy() for key, counts in self._values.items()}
        return other

    def dump(self) -> bytes:
        """Encode the counts."""
        counts = {key: (posts, self._values.get(key)) for key, posts in self._posts.items()}
        return json.dumps(counts, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def load(cls, data: bytes) -> FacetCounter:
        """Decode what `dump` encoded. Raises ValueError, TypeError if it is damaged."""
        counter = cls()
        for key, (posts, values) in json.loads(data.decode("utf-8", "surrogatepass")).items():
            counter._posts[key] = posts
            counter._values[key] = None if values is None else Counter(values)
        return counter


def facets_name(generation: int) -> str:
    """Return the file name of a commit's facets."""
    return f"facets-{generation}"


def read_facets(files: CheckedFiles, generation: int) -> FacetCounter:
    """Return the facets of a commit. Raises IndexDamaged, ValueError, TypeError."""
    data = files.pages(facets_name(generation)).whole()
    data.check_all()
    return FacetCounter.load(bytes(data.view))


def facets_without_index(cache: Path, root: Path) -> dict[str, Facet]:
    """Return the facets of an archive's last commit, without opening its index.

    Any error gives no facets, since completion must never fail or wait.
    """
    try:
        folder = IndexFolder(cache, root)
        pointer = folder.pointer()
        if pointer is None:
            return {}
        directory = DiskDirectory(folder.build(pointer))
        generation = last_generation(directory)
        checksums = Manifest.load(directory.read(manifest_name(generation))).files
        name = facets_name(generation)
        files = CheckedFiles(directory, {name: checksums[name]})
        return read_facets(files, generation).facets()
    except (OSError, ValueError, TypeError, AttributeError, LookupError, IndexDamaged):
        return {}


def _by_commonness(values: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(values.items(), key=lambda item: (-item[1], item[0])))
