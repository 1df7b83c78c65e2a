"""What the configuration of a Jekyll site says of where its posts are.

https://jekyllrb.com/docs/configuration/options/ and https://jekyllrb.com/docs/collections/
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING

from newsctl.core.post.drafts import POSTS
from newsctl.core.post.text_lists import items_of
from newsctl.core.settings.site_facts import SiteDefaults
from newsctl.front_matter.archive.generators import JEKYLL, Site, configuration, folder_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from newsctl.core.post.post import Value

# a key and its value: the rest of its line, and the lines below that are indented
_ENTRY = r"^(?:{})[ \t]*:.*\n?(?:(?:[ \t}}\]-].*|#.*)?\n)*"
_TELLING = re.compile(_ENTRY.format("source|exclude|collections|collections_dir"), re.MULTILINE)
_GIVING = re.compile(_ENTRY.format("defaults|collections_dir"), re.MULTILINE)


def jekyll_site(root: str | Path, mark: str) -> Site:
    """Return how the Jekyll site lies that a name in its root marks.

    Posts are below each folder `_posts`, and in the folders of its collections that have pages.
    """
    if mark.endswith(f"/{POSTS}"):
        return Site(JEKYLL, mark, with_posts_folders=True, source=mark.removesuffix(f"/{POSTS}"))
    settings = _settings_in(_entries(_TELLING, root, mark))
    named = (str(settings.get(key) or "") for key in ("source", "collections_dir"))
    source = folder_within(posixpath.join(*named)) or ""
    names = _with_pages(settings.get("collections"))
    folders = tuple(posixpath.join(source, f"_{name}") for name in names if name != "posts")
    exclude = tuple(map(str, items_of(settings.get("exclude") or ())))
    return Site(JEKYLL, mark, folders, with_posts_folders=True, source=source, exclude=exclude)


def site_defaults(root: Path, mark: str, above: str) -> SiteDefaults:
    """Return what the site of a root says of values that posts need not have.

    The archive is `above` in it: its folder, or empty for the root.
    """
    if mark == POSTS or mark.endswith(f"/{POSTS}"):
        return SiteDefaults("", mark.removesuffix(POSTS).rstrip("/"), above)
    text = _entries(_GIVING, root, mark)
    source = _settings_in(_entries(_TELLING, root, mark)).get("source")
    return SiteDefaults(text, (isinstance(source, str) and folder_within(source)) or "", above)


def _entries(pattern: re.Pattern[str], root: str | Path, mark: str) -> str:
    """Return the entries of a configuration that a pattern finds, if it is in YAML."""
    if not mark.endswith((".yml", ".yaml")):
        return ""
    text = configuration(root, mark).decode(errors="replace").replace("\r\n", "\n")
    return "".join(found[0] for found in pattern.finditer(f"{text}\n"))


def exclusion(site: Site) -> Callable[[str], bool]:
    """Return a test for the paths, relative to the root, that a site leaves out.

    As `EntryFilter.glob_include?` has it (lib/jekyll/entry_filter.rb): a path fits a pattern of
    the shell, in which `*` stands for slashes too, or begins with it.
    """
    globs = [posixpath.join(site.source, path.lstrip("/")) for path in site.exclude if path.strip()]
    pattern = re.compile("|".join(fnmatch.translate(glob) for glob in globs))
    return partial(_is_excluded, tuple(globs), pattern)


def _is_excluded(beginnings: tuple[str, ...], pattern: re.Pattern[str], path: str) -> bool:
    return path.startswith(beginnings) or (bool(beginnings) and pattern.match(path) is not None)


def _settings_in(text: str) -> Mapping[str, Value]:
    """Read the keys that tell of folders; none for what is not YAML.

    Only collections and what is excluded take YAML's parser, which takes longer to load than a
    site to be found.
    """
    if not text:
        return {}
    from newsctl.front_matter.reading.any_header import read_header  # noqa: PLC0415 -- see above
    from newsctl.front_matter.reading.header import HeaderRefused  # noqa: PLC0415 -- see above

    try:
        return read_header(text).values
    except HeaderRefused:
        return {}


def _with_pages(collections: object) -> Iterator[str]:
    """Yield the collections that Jekyll makes pages of; a list of names asks for none."""
    if isinstance(collections, dict):
        for name, says in collections.items():
            if isinstance(says, dict) and says.get("output") is True:
                yield name
