"""The keys of an archive's front matter, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.folding import in_alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.core.archive.hits import Facet
    from newsctl.core.research.tables import Row

KEY_NAMES = ("field", "posts", "values")


def key_rows(facets: Iterable[Facet], *, by_name: bool = False) -> list[Row]:
    """Return a row for each key with its numbers of posts and of values, the commonest first."""
    found = sorted(
        facets, key=lambda facet: (0 if by_name else -facet.posts, in_alphabet(facet.key))
    )
    return [
        {"field": one.key, "posts": one.posts, "values": len(one.values) or None} for one in found
    ]
