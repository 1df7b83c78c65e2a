"""The folders of posts in a Jekyll site, by its configuration.

https://jekyllrb.com/docs/configuration/options/ and https://jekyllrb.com/docs/collections/
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.drafts import POSTS
from newsctl.core.post.text_lists import items_of
from newsctl.core.settings.site_facts import SiteDefaults
from newsctl.front_matter.archive.generators import (
    JEKYLL,
    Exclusion,
    Site,
    entries,
    entry_pattern,
    folder_within,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from newsctl.core.post.post import Value

_TELLING = entry_pattern("source", "exclude", "collections", "collections_dir")
_GIVING = entry_pattern("defaults", "collections_dir")


def jekyll_site(root: str | Path, mark: str) -> Site:
    """Return the layout of the Jekyll site with this mark in its root.

    Posts are below each folder `_posts`, and in the folders of its collections that have pages. All
    of these are in the folder of collections, where one is named
    (`Reader#outside_configured_directory?` in lib/jekyll/reader.rb).
    """
    if mark.endswith(f"/{POSTS}"):
        return Site(JEKYLL, mark, with_posts_folders=True, source=mark.removesuffix(f"/{POSTS}"))
    settings = _settings_in(entries(_TELLING, root, mark))
    top, collections = (str(settings.get(key) or "") for key in ("source", "collections_dir"))
    source = folder_within(posixpath.join(top, collections)) or ""
    names = _with_pages(settings.get("collections"))
    folders = tuple(posixpath.join(source, f"_{name}") for name in names if name != "posts")
    exclude = tuple(map(str, items_of(settings.get("exclude") or ())))
    return Site(
        JEKYLL,
        mark,
        folders,
        with_posts_folders=True,
        source=source,
        exclusions=_exclusions(exclude, folder_within(top) or "", mark),
    )


def site_defaults(root: Path, mark: str, above: str) -> SiteDefaults:
    """Return the values that the configuration of a site gives to its posts.

    `above` is the archive's folder in the site, empty for the root.
    """
    if mark == POSTS or mark.endswith(f"/{POSTS}"):
        return SiteDefaults("", mark.removesuffix(POSTS).rstrip("/"), above)
    text = entries(_GIVING, root, mark)
    source = _settings_in(entries(_TELLING, root, mark)).get("source")
    return SiteDefaults(text, (isinstance(source, str) and folder_within(source)) or "", above)


def _exclusions(patterns: tuple[str, ...], source: str, mark: str) -> tuple[Exclusion, ...]:
    """Return the exclusion by patterns below the source of a site.

    As in `EntryFilter.glob_include?` (lib/jekyll/entry_filter.rb): a path matches a shell pattern,
    in which `*` also matches slashes, or begins with it.
    """
    paths = (path.lstrip("/") for path in patterns if path.strip())
    globs = tuple(posixpath.join(source, path) for path in paths)
    if not globs:
        return ()
    pattern = re.compile("|".join(fnmatch.translate(glob) for glob in globs))
    why = _("excluded by {mark}", mark=mark)
    return (Exclusion(partial(_is_excluded, globs, pattern), why, patterns),)


def _is_excluded(beginnings: tuple[str, ...], pattern: re.Pattern[str], path: str) -> bool:
    return path.startswith(beginnings) or pattern.match(path) is not None


def _settings_in(text: str) -> Mapping[str, Value]:
    """Parse the keys about folders; empty if it is not YAML.

    The YAML parser, which takes longer to import than finding a site, is used only for collections
    and exclusions.
    """
    if not text:
        return {}
    from newsctl.front_matter.reading.any_header import settings_in  # noqa: PLC0415 -- see above

    return settings_in(text)


def _with_pages(collections: object) -> Iterator[str]:
    """Yield the collections that Jekyll renders; in a list of names none is."""
    if isinstance(collections, dict):
        for name, says in collections.items():
            if isinstance(says, dict) and says.get("output") is True:
                yield name
