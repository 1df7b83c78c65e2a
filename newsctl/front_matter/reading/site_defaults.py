"""The values that a Jekyll site gives its posts beside their own: `defaults` of its configuration.

https://jekyllrb.com/docs/configuration/front-matter-defaults/, and what Jekyll 4.3 does about them
in lib/jekyll/frontmatter_defaults.rb (which apply, and which wins), `Document#merge_data!` in
lib/jekyll/document.rb and `Utils.deep_merge_hashes` (how they meet those of a post).
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.drafts import DRAFTS, POSTS
from newsctl.core.post.text_lists import TextList, items_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import FrontMatter, Value
    from newsctl.core.settings.site_facts import SiteDefaults

_OWN = {"date"}
"""What a post says itself or by its name. (Jekyll would take it from here; no site means that.)"""

_OLD_TYPES = {"post": "posts", "draft": "drafts", "page": "pages"}
_OF_COLLECTION = re.compile(r"_([^/]+)/")


class _DefaultSet(NamedTuple):
    """The posts that get some values: by how their path begins, and by their type, None for any."""

    path: str
    type: str | None
    values: Mapping[str, Value]

    def holds(self, path: str, kind: str | None) -> bool:
        if self.type is not None and self.type != kind:
            return False
        if "*" in self.path:
            return re.match(_beginning(self.path), path) is not None
        return path.startswith(self.path)

    def precedes(self, other: _DefaultSet | None) -> bool:
        """Tell whether its values win over those of another scope that came before."""
        if other is None or len(self.path) != len(other.path):
            return other is None or len(self.path) > len(other.path)
        return self.type is not None or other.type is None


def with_site_defaults(
    defaults: SiteDefaults | None, path: str, own: FrontMatter, separators: Mapping[str, str]
) -> FrontMatter:
    """Return the front matter of a post as its site has it; its own where the site gives none.

    `separators` are those of lists in text, by key.
    """
    given = values_given(defaults, path) if defaults else {}
    if not given:
        return own
    values = _merged(given, own)
    topics = [*items_of(_listed("categories", given, separators))]
    own_topics = [*items_of(_listed("categories", own, separators))]
    if given.get("categories") and own.get("categories"):  # Jekyll unites these, and no others
        values["categories"] = [*dict.fromkeys([*map(str, topics), *map(str, own_topics)])]
    for key in given.keys() - own.keys():
        values[key] = _listed(key, values, separators)
    return values


def values_given(defaults: SiteDefaults, path: str) -> FrontMatter:
    """Return what a site gives a post at a path, relative to the archive."""
    collections, scopes = _scopes(defaults.text)
    placed = posixpath.normpath(posixpath.join(defaults.above, path))
    if defaults.source and not placed.startswith(f"{defaults.source}/"):
        return {}
    below = _without(placed.removeprefix(f"{defaults.source}/"), collections)
    values: dict[str, Value] = {}
    last = None
    for scope in scopes:
        if scope.holds(below, _kind_of(below)):
            wins = scope.precedes(last)
            values = _merged(values, scope.values) if wins else _merged(scope.values, values)
            last = scope if wins else last
    return {key: value for key, value in values.items() if key not in _OWN and value is not None}


def keys_given(defaults: SiteDefaults | None) -> list[str]:
    """Return the keys of which a site gives values to any of its files."""
    scopes = _scopes(defaults.text)[1] if defaults else ()
    return sorted({key for scope in scopes for key in scope.values} - _OWN)


@lru_cache(maxsize=8)
def _scopes(text: str) -> tuple[str, tuple[_DefaultSet, ...]]:
    """Return the folder of collections, and the scopes that a configuration has."""
    from newsctl.front_matter.reading.any_header import read_header  # noqa: PLC0415 -- few
    from newsctl.front_matter.reading.header import HeaderRefused  # noqa: PLC0415 -- few

    try:
        settings = read_header(text).values
    except HeaderRefused:
        return "", ()
    folder = str(settings.get("collections_dir") or "").strip("/")
    sets = settings.get("defaults")
    found = []
    for one in sets if isinstance(sets, list) else ():
        values = one.get("values") if isinstance(one, dict) else None
        if isinstance(values, dict):
            scope = one.get("scope")
            scope = scope if isinstance(scope, dict) else {}
            path, kind = scope.get("path"), scope.get("type")
            neat = path.removeprefix("/") if isinstance(path, str) else ""
            kind = None if kind is None else _OLD_TYPES.get(str(kind), str(kind))
            found.append(_DefaultSet(_without(neat, folder), kind, values))
    return folder, tuple(found)


def _kind_of(path: str) -> str | None:
    """Return the type of a file: of posts, of drafts, or the collection it is of."""
    folders = path.split("/")[:-1]
    if DRAFTS in folders:
        return "drafts"
    if POSTS in folders:
        return "posts"
    collection = _OF_COLLECTION.match(path)
    return collection[1] if collection else "pages"


def _beginning(glob: str) -> str:
    """Return a pattern of what begins as a glob of the shell has it; `*` stays in its folder."""
    return re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")


def _without(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/") if folder else path


def _merged(first: Mapping[str, Value], then: Mapping[str, Value]) -> dict[str, Value]:
    """Return values of which the second win, but for empty ones; mappings are merged within."""
    merged = dict(first)
    for key, value in then.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merged(old, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


def _listed(key: str, values: FrontMatter, separators: Mapping[str, str]) -> Value:
    value = values.get(key)
    is_text = isinstance(value, str) and key in separators
    return TextList(str(value), separators[key]) if is_text else value
