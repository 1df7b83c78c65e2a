"""The values that Eleventy's data files and Hugo's `cascade` give to posts.

https://www.11ty.dev/docs/data-template-dir/: `posts/posts.json` is of all below `posts`, and
`posts/kop.json` of `posts/kop.md`, before either the same name with `.11tydata.json`; what is a
program is not heeded. https://gohugo.io/content-management/front-matter/#cascade-1: `cascade` of an
`_index.md` is of that page and all below it, and that of the configuration of all.
"""

from __future__ import annotations

import json
import os
import posixpath
from typing import TYPE_CHECKING

from newsctl.core.post.fences import Fenced, HeaderStart, Syntax, split_as
from newsctl.core.post.filename import MARKDOWN
from newsctl.core.settings.site_facts import Merging, SiteDefaults
from newsctl.front_matter.archive.generators import configuration
from newsctl.front_matter.reading.any_header import settings_in
from newsctl.storage.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.post.post import FrontMatter, Value

_DATA_ENDINGS = (".json", ".11tydata.json")
"""Of data files, the later before the earlier."""

_PROGRAM_ENDINGS = tuple(f".11tydata.{ending}" for ending in ("js", "cjs", "mjs", "ts"))
_LONGEST = 1 << 20
_NO_TEXTS = {"node_modules", "_site", "_data", "_includes"}
_BUNDLE = "index.md"
"""In a folder of Hugo that is one page (https://gohugo.io/content-management/page-bundles/)."""

_TARGETS = ("target", "_target")
_SYNTAXES = {".toml": Syntax.TOML, ".json": Syntax.JSON}


def eleventy_defaults(root: Path, above: str) -> SiteDefaults | None:
    """Return the values that the data files below the root of a site give; None without any."""
    unread: list[str] = []
    return _defaults([*_of_data_files(root, unread)], Merging.LISTS, above, unread)


def hugo_defaults(root: Path, mark: str, folders: Iterable[str], above: str) -> SiteDefaults | None:
    """Return the values that a site's configuration and sections cascade; None without any."""
    unread: list[str] = []
    return _defaults([*_of_cascades(root, mark, folders, unread)], Merging.NONE, above, unread)


def _defaults(
    sets: Sequence[tuple[str, FrontMatter]], merging: Merging, above: str, unread: Sequence[str]
) -> SiteDefaults | None:
    found = [{"scope": {"path": path}, "values": values} for path, values in sets]
    if not (found or unread):
        return None
    text = json.dumps({"defaults": found}, ensure_ascii=False, sort_keys=True)
    return SiteDefaults(text, "", above, merging, tuple(unread))


def _of_data_files(root: Path, unread: list[str]) -> Iterator[tuple[str, FrontMatter]]:
    for folder, names in _folders(root, ""):
        data = {name for name in names if name.endswith((*_DATA_ENDINGS, *_PROGRAM_ENDINGS))}
        if not data:
            continue
        texts = [name for name in names if name.lower().endswith(MARKDOWN)]
        scopes = [(posixpath.basename(folder), f"{folder}/")] if folder else []
        scopes += [(posixpath.splitext(name)[0], posixpath.join(folder, name)) for name in texts]
        for stem, scope in scopes:
            programs = (f"{stem}{ending}" for ending in _PROGRAM_ENDINGS)
            unread += (posixpath.join(folder, name) for name in programs if name in data)
            for name in (f"{stem}{ending}" for ending in _DATA_ENDINGS):
                text = _text_of(root / folder / name) if name in data else ""
                if values := settings_in(text, Syntax.JSON):
                    yield scope, values


def _of_cascades(
    root: Path, mark: str, folders: Iterable[str], unread: list[str]
) -> Iterator[tuple[str, FrontMatter]]:
    text = configuration(root, mark).decode(errors="replace")
    content = [*folders]
    if "cascade" in text:
        settings = settings_in(text, _SYNTAXES.get(posixpath.splitext(mark)[1], Syntax.YAML))
        for values in _cascaded(settings, mark, unread):
            yield from ((f"{top}/", values) for top in content)
    for top in content:
        for folder, names in _folders(root, top, leaf=_BUNDLE):
            for name in names:
                if name.startswith("_index.") and name.lower().endswith(MARKDOWN):
                    text = _text_of(root / folder / name)
                    if "cascade" in text:
                        path = posixpath.join(folder, name)
                        cascaded = _cascaded(_header(text), path, unread)
                        yield from ((f"{folder}/", values) for values in cascaded)


def _cascaded(settings: Mapping[str, Value], path: str, unread: list[str]) -> Iterator[FrontMatter]:
    """Yield the values of cascades for all pages; those for some alone are left unread."""
    cascade = settings.get("cascade")
    for one in cascade if isinstance(cascade, list) else [cascade]:
        if isinstance(one, dict):
            if any(one.get(name) for name in _TARGETS):
                unread.append(path)
            else:
                yield {key: value for key, value in one.items() if key not in _TARGETS}


def _folders(root: Path, top: str, leaf: str = "") -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the folders of a site that may hold posts, outermost first, with their names.

    Those with a file named `leaf` are left out, without listing the thousands there may be.
    """
    for folder, below, names in os.walk(root / top):
        below[:] = sorted(
            one
            for one in below
            if one[0] != "." and one not in _NO_TEXTS
            if not (leaf and os.path.lexists(f"{folder}/{one}/{leaf}"))
        )
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        yield "" if relative == "." else relative, names


def _header(text: str) -> Mapping[str, Value]:
    fenced = split_as(text, HeaderStart.BELOW_BLANKS)
    return settings_in(fenced.header, fenced.syntax) if isinstance(fenced, Fenced) else {}


def _text_of(path: Path) -> str:
    try:
        return read_regular(os.fspath(path), largest=_LONGEST).decode(errors="replace")
    except OSError:
        return ""
