"""The file of facets beside the index: keys and values of front matter, counted.

Completion of values (`--bron <Tab>`) reads it, and loads nothing else of the index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Facet
from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.formats.commits import (
    facets_name,
    latest_generation,
    manifest_name,
)
from newsctl.whoosh_index.formats.folder import IndexFolder
from newsctl.whoosh_index.formats.manifest_file import load_fields
from newsctl.whoosh_index.formats.open_files import OpenFiles
from newsctl.whoosh_index.formats.place import Folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Counts = Mapping[str, tuple[int, Mapping[str, int] | None]]
    """How many posts have each key, and each value of it; None where values are not counted."""


def dump_counts(counts: Counts) -> bytes:
    """Encode counts."""
    return json.dumps(counts, ensure_ascii=False).encode("utf-8", "surrogatepass")


def load_counts(data: bytes) -> Counts:
    """Decode what `dump_counts` encoded. Raises ValueError when it is not whole."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    return {key: (posts, values) for key, (posts, values) in found.items()}


def facets_of(counts: Counts) -> Mapping[str, Facet]:
    """Return a facet for each key, its values in order of how common they are."""
    return {
        key: Facet(key, posts, _common(values or {})) for key, (posts, values) in counts.items()
    }


def _common(values: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(values.items(), key=lambda item: (-item[1], item[0])))


def facets_beside(cache: Path, root: Path) -> Mapping[str, Facet]:
    """Return the facets of an archive's last commit, without opening its index.

    Whatever is amiss with the files, there are none: completion never fails and never waits.
    """
    try:
        folder = IndexFolder(cache, root)
        pointer = folder.pointer()
        if pointer is None:
            return {}
        place = Folder(folder.build(pointer))
        generation = latest_generation(place)
        name = facets_name(generation)
        content = load_fields(place.read(manifest_name(generation)))["files"][name]
        facets = OpenFiles(place, {name: content}).pages(name).whole()
        facets.check_all()
        return facets_of(load_counts(bytes(facets.view)))
    except (OSError, ValueError, TypeError, AttributeError, LookupError, IndexDamaged):
        return {}
