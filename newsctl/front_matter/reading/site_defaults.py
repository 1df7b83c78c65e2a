"""The values that a site adds to those of its posts.

Those of Eleventy and Hugo stand in files of data (see `archive.site_data`). In Jekyll they are the
`defaults` of its configuration, and categories named by the folders above `_posts` (https://jekyllrb.com/docs/configuration/front-matter-defaults/,
https://jekyllrb.com/docs/posts/#categories). Derived from the source of Jekyll 4.3.1 and from pages
made by it: `FrontmatterDefaults` in lib/jekyll/frontmatter_defaults.rb decides which scopes apply
and which wins; `categories_from_path` and `merge_data!` in lib/jekyll/document.rb, with
`Utils.deep_merge_hashes!`, merge their values with those of a post. Drafts count among `posts`: no
file has the type `drafts` since Jekyll 3.
"""

from __future__ import annotations

import json
import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.globs import MOST_GLOBS, matcher
from newsctl.core.post.drafts import DRAFTS, POSTS
from newsctl.core.post.text_lists import WHITE_SPACE, TextList, values_of
from newsctl.core.settings.site_facts import Merging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsctl.core.post.post import FrontMatter, Value
    from newsctl.core.settings.site_facts import SiteDefaults

_OWN = {"date"}
"""What a post says itself or by its name. (Jekyll would take it from here; no site means that.)"""

_OLD_TYPES = {"post": "posts", "draft": "drafts", "page": "pages"}
_OF_COLLECTION = re.compile(r"_([^/]+)/")
_CHOICE = re.compile(r"\{([^{}]*)\}")
_CATEGORIES = "categories"
_LISTS = {_CATEGORIES: WHITE_SPACE}

_TAGS, _OVERRIDE = "tags", "override:"
"""In Eleventy a text is one tag, and `override:tags` stands for those of the data too
(https://www.11ty.dev/docs/data-deep-merge/)."""


class _SitePath(NamedTuple):
    """A path below the source of a site, with and without the folder of collections."""

    whole: str
    path: str

    @property
    def type(self) -> str:
        """The type of a file in scopes: a post (drafts included), or its collection."""
        folders = self.path.split("/")[:-1]
        if POSTS in folders or DRAFTS in folders:
            return "posts"
        collection = _OF_COLLECTION.match(self.path)
        return collection[1] if collection else "pages"

    @property
    def topics(self) -> list[str]:
        """The folders above that of posts or drafts, which are categories of a post."""
        folders = self.path.split("/")[:-1]
        first = next((at for at, one in enumerate(folders) if one in (POSTS, DRAFTS)), 0)
        return folders[:first]


class _DefaultSet(NamedTuple):
    """A scope with its values: by the beginning of the path, and by type, None for any.

    `path` is as configured, `beginning` without the folder of collections.
    """

    path: str
    beginning: str
    type: str | None
    values: Mapping[str, Value]

    def holds(self, file: _SitePath) -> bool:
        if self.type is not None and self.type != file.type:
            return False
        if "*" in self.path:
            return _fits(self.path, file.whole)
        return file.path.startswith(self.beginning)

    def precedes(self, other: _DefaultSet | None) -> bool:
        """Tell whether its values override those of an earlier scope."""
        if other is None or self.length != other.length:
            return other is None or self.length > other.length
        return self.type is not None or other.type is None

    @property
    def length(self) -> int:
        """The length of its path, by which scopes are compared."""
        return len(self.path.removeprefix("/"))


def with_site_defaults(
    defaults: SiteDefaults | None, path: str, own: FrontMatter, separators: Mapping[str, str]
) -> FrontMatter:
    """Return the front matter of a post as its site has it; unchanged if the site adds nothing.

    `separators` are those of lists in text, by key.
    """
    given = values_given(defaults, path) if defaults else {}
    if not (given and defaults):
        return own
    values = _merged(given, own, defaults.merging)
    if defaults.merging is not Merging.CATEGORIES:
        return values
    if given.get(_CATEGORIES) and own.get(_CATEGORIES) is not None:
        values[_CATEGORIES] = _united(given, own, separators)
    for key in given.keys() - own.keys():
        values[key] = _listed(key, values, separators)
    return values


def _united(defaults: FrontMatter, own: FrontMatter, separators: Mapping[str, str]) -> list[Value]:
    """Return the categories of both; Jekyll merges no other list."""
    both = (values_of(_listed(_CATEGORIES, values, separators)) for values in (defaults, own))
    return [*dict.fromkeys(text for texts in both for text in texts)]


def values_given(defaults: SiteDefaults, path: str) -> FrontMatter:
    """Return the values that a site gives to a post at a path, relative to the archive."""
    collections, sets = _sets(defaults.text)
    placed = posixpath.normpath(posixpath.join(defaults.above, path))
    if defaults.source and not placed.startswith(f"{defaults.source}/"):
        return {}
    whole = placed.removeprefix(f"{defaults.source}/")
    file = _SitePath(whole, _without(whole, collections))
    values: dict[str, Value] = {}
    last = None
    for one in sets:
        if one.holds(file):
            wins = one.precedes(last)
            first, then = (values, one.values) if wins else (one.values, values)
            values = _merged(first, then, defaults.merging)
            last = one if wins else last
    if defaults.merging is Merging.CATEGORIES and (topics := file.topics):
        values[_CATEGORIES] = _united({_CATEGORIES: topics}, values, _LISTS)
    return {key: value for key, value in values.items() if key not in _OWN and value is not None}


def keys_given(defaults: SiteDefaults | None) -> list[str]:
    """Return the keys for which a site gives values to any of its files."""
    sets = _sets(defaults.text)[1] if defaults else ()
    return sorted({key for one in sets for key in one.values} - _OWN)


@lru_cache(maxsize=8)
def _sets(text: str) -> tuple[str, tuple[_DefaultSet, ...]]:
    """Return the folder of collections, and the scopes in a configuration."""
    if not text:
        return "", ()
    from newsctl.front_matter.reading.any_header import read_header  # noqa: PLC0415 -- few
    from newsctl.front_matter.reading.header import HeaderRefused  # noqa: PLC0415 -- few

    try:
        settings = json.loads(text) if text[0] == "{" else read_header(text).values
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
            path = path if isinstance(path, str) else ""
            kind = None if kind is None else _OLD_TYPES.get(str(kind), str(kind))
            found.append(_DefaultSet(path, _without(path, folder), kind, values))
    return folder, tuple(found)


def _fits(glob: str, path: str) -> bool:
    """Tell whether a Ruby glob (`Dir.glob`) matches a file or one of its folders.

    A glob with a trailing slash matches folders only; with a leading one, it is outside of the
    site.
    """
    test = _named(glob)
    return test(posixpath.dirname(path) if glob.endswith("/") else path)


@lru_cache(maxsize=64)
def _named(glob: str) -> Callable[[str], bool]:
    inside = "" if glob.startswith("/") else glob
    return matcher([f"/{one.replace('[^', '[!')}" for one in _choices(inside) if one])


def _choices(glob: str) -> list[str]:
    """Expand the choices (`{a,b}`) of a glob; empty if there are too many."""
    globs = [glob]
    while any(map(_CHOICE.search, globs)):
        globs = [
            one[: found.start()] + choice + one[found.end() :] if found else one
            for one in globs
            for found in [_CHOICE.search(one)]
            for choice in (found[1].split(",") if found else [""])
        ]
        if len(globs) > MOST_GLOBS:
            return []
    return globs


def _without(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/") if folder else path


def _merged(
    first: Mapping[str, Value], then: Mapping[str, Value], merging: Merging
) -> dict[str, Value]:
    """Merge values; non-empty ones of the second win, and nested values are merged as asked."""
    merged = dict(first)
    for key, value in then.items():
        old = merged.get(key)
        if merging is Merging.LISTS and key.startswith(_OVERRIDE):
            merged[key.removeprefix(_OVERRIDE)] = value
        if merging is Merging.LISTS and key == _TAGS:
            old, value = _as_list(old), _as_list(value)  # noqa: PLW2901
        if merging is not Merging.NONE and isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merged(old, value, merging)
        elif merging is Merging.LISTS and isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(one for one in value if one not in old)]
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


def _as_list(value: Value) -> Value:
    return [value] if isinstance(value, str) and value else value


def _listed(key: str, values: FrontMatter, separators: Mapping[str, str]) -> Value:
    value = values.get(key)
    is_text = isinstance(value, str) and key in separators
    return TextList(str(value), separators[key]) if is_text else value
