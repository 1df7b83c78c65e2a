"""Probable misspellings in the keys and values that posts are about to get."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.likeness import near
from newsctl.core.messages import _
from newsctl.core.post.text_lists import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.archive.hits import Facet
    from newsctl.core.post.post import FrontMatter, Value
    from newsctl.core.query.fields import FieldNames

_MOST_VALUES = 1_000
"""Values of a key at most that a new one is compared with: names, not all addresses."""

_COMMON = 3
"""Posts in which a value is taken for no slip itself."""


class Doubts(NamedTuple):
    """Compares new keys and values with those of an archive, without changing anything."""

    facets: Mapping[str, Facet]
    fields: FieldNames

    def of_key(self, key: str) -> str | None:
        """Return a notice that a key is new and resembles a known one; None if not both are so."""
        if self.fields.find(key) is not None:
            return None
        meant = self.fields.suggest(key)
        return meant and _(
            "{key} is new to this archive. Did you mean {meant}?", key=key, meant=meant
        )

    def of_value(self, key: str, value: Value) -> Iterator[str]:
        """Yield suggestions for texts that no post has under a key."""
        facet = self.facets.get(key)
        known = facet.values if facet and len(facet.values) <= _MOST_VALUES else {}
        common = [one for one, posts in known.items() if posts >= _COMMON]
        for item in items_of(value):
            if not isinstance(item, str) or item in known or not common:
                continue
            if not any(map(str.isalpha, item)):
                continue  # figures that are nearly alike are other figures
            spellings = {folded(one): one for one in reversed(common)}
            if meant := near(folded(item), spellings):
                yield _(
                    "{item} is new as {key}. Did you mean {spellings}?",
                    item=item,
                    key=key,
                    spellings=spellings[meant],
                )

    def of_fields(self, fields: FrontMatter) -> Iterator[str]:
        """Yield suggestions for the front matter of a new post."""
        for key, value in fields.items():
            if doubt := self.of_key(key):
                yield doubt
            else:
                yield from self.of_value(key, value)
