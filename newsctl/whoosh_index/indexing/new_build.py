"""The build that every other begins as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.formats.build import Build
from newsctl.whoosh_index.formats.commits import (
    LAST,
    contents_name,
    dump_generation,
    facets_name,
    manifest_name,
)
from newsctl.whoosh_index.formats.facets import FacetCounter
from newsctl.whoosh_index.formats.lexicon_file import LEXICON, dump_lexicon
from newsctl.whoosh_index.formats.manifest import Manifest
from newsctl.whoosh_index.formats.open_files import sealed
from newsctl.whoosh_index.formats.seen import NOTHING_SEEN
from newsctl.whoosh_index.indexing.contents import table_of_contents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.whoosh_index.formats.place import Place


def empty_build(place: Place, counts: Mapping[str, int], *, posts: int, files: int) -> Build:
    """Make a build without posts.

    Its lexicon is of `counts`, made of so many posts when the archive had so many files.
    """
    place.write(LEXICON, dump_lexicon(counts))
    place.write(NOTHING_SEEN.name, b"")
    place.write(facets_name(0), FacetCounter().dump())
    manifest = Manifest(
        files={name: sealed(place, name) for name in (LEXICON, facets_name(0))},
        lexicon_files=files,
        lexicon_posts=posts,
    )
    place.write(manifest_name(0), manifest.dump())
    place.write(contents_name(0), table_of_contents((), 0))
    place.write(LAST, dump_generation(0))
    return Build(place, 0, manifest)
