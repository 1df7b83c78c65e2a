"""The address of a post's page on its site, as far as the site's files tell."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.errors import NoAddress
from newsctl.core.post.dates import zone_named
from newsctl.core.post.drafts import POSTS, is_in_drafts
from newsctl.core.post.filename import (
    is_page_of_folder,
    parts_of_stem,
    slugify,
)
from newsctl.front_matter.archive.generators import configuration
from newsctl.front_matter.archive.page_address import path_on_site, settings_in_mark
from newsctl.front_matter.archive.sites import draft_form, site_at
from newsctl.front_matter.reading.site_defaults import with_site_defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from newsctl.core.post.post import PostSummary, Value
    from newsctl.core.settings import Settings
    from newsctl.front_matter.archive.generators import Site

    Configuration: TypeAlias = Mapping[str, Value]

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_DAY = {"year": "%Y", "month": "%m", "day": "%d", "y_day": "%j", "short_year": "%y", "week": "%V"}


class Addresses:
    """Computes the addresses of an archive's posts by the rules of its site generator.

    They are paths from the root of the site. Where `page_address` cannot tell an address for
    certain, they are only good enough to see whether it changes.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root = root
        self._settings = settings
        self._site = site_at(root)

    def of(self, post: PostSummary) -> str | None:
        """Return the address of a post; None for a draft, or if no configuration is known."""
        site = self._site
        if site is None or site.mark.endswith(POSTS) or is_in_drafts(post.path):
            return None
        values = with_site_defaults(
            self._settings.site_defaults, post.path, post.front_matter, self._settings.text_lists
        )
        post = post._replace(front_matter=values)
        make = _OF_GENERATOR.get(site.generator)
        if make is None or draft_form(self._root).marks(post.front_matter):
            return None
        with suppress(NoAddress):
            path = path_on_site(self._root, post, zone_named(self._settings.time_zone))
            return f"/{path.lstrip('/')}"
        return make(post, site, self._configuration)

    @cached_property
    def _configuration(self) -> Configuration:
        """The settings in the mark of the site, by folded keys; empty if they cannot be read."""
        mark = self._site.mark if self._site else ""
        with suppress(NoAddress):
            return settings_in_mark(configuration(self._root, mark), mark)
        return {}


def _of_jekyll(post: PostSummary, site: Site, _config: Configuration) -> str:
    """Return the path of a document of a collection: https://jekyllrb.com/docs/collections/."""
    below = posixpath.relpath(post.path, site.source or ".")
    return _text(post, "permalink") or f"/{below.rpartition('.')[0]}"


def _of_hugo(post: PostSummary, site: Site, config: Configuration) -> str:
    """Follow the `permalinks` of https://gohugo.io/content-management/urls/, and languages."""
    if own := _text(post, "url"):
        return own
    *folders, base, language = _parts(post, site)
    section = folders[0] if folders else ""
    pattern = _text_at(config, "permalinks", section)
    pattern = pattern or _text_at(config, "permalinks", "page", section)
    slug = _text(post, "slug")
    values = {
        "slug": slug or slugify(post.title),
        "title": slugify(post.title),
        "filename": base,
        "contentbasename": base,
        "slugorfilename": slug or base,
        "slugorcontentbasename": slug or base,
        "section": section,
        "sections": "/".join(folders),
    }
    usual = config.get("defaultcontentlanguage") or "en"
    prefix = f"/{language}" if language and language != usual else ""
    return prefix + _filled(pattern or "/".join(["", *folders, slug or base, ""]), post, values)


def _of_eleventy(post: PostSummary, site: Site, _config: Configuration) -> str:
    """Follow https://www.11ty.dev/docs/permalinks/, as `TemplatePermalink.generate` of 3.1 does.

    A name is kept whole, with its date; `index`, and a name equal to that of its folder, are left
    out.
    """
    if own := _text(post, "permalink"):
        return own
    *folders, name = _below(post.path, site).split("/")
    base = name.rpartition(".")[0]
    names = folders if base == "index" or folders[-1:] == [base] else [*folders, base]
    return "/".join(["", *names, ""])


def _of_astro(post: PostSummary, site: Site, _config: Configuration) -> str:
    """Follow https://docs.astro.build/en/guides/routing/; a collection may have other routes."""
    *folders, base, _ = _parts(post, site)
    kind, *below = folders or [""]
    return "/".join(
        [
            *([""] if kind in {"pages", "content"} else ["", kind]),
            *below,
            _text(post, "slug") or base,
            "",
        ]
    )


_NUMBER = re.compile(r"\d+\s*[-_.]+\s*(?=[^-_.\s])")
_DATED = re.compile(r"(.*?)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*)")


def _of_docusaurus(post: PostSummary, _site: Site, _config: Configuration) -> str:
    """Follow https://docusaurus.io/docs/create-doc#doc-urls and, of a blog, `parseBlogFileName`."""
    kind, _, below = post.path.partition("/")
    own = _text(post, "slug")
    if own:
        return own if own.startswith("/") else f"/{kind}/{own}"
    *folders, base, _ = _parts(post._replace(path=type(post.path)(below)), None)
    path = "/".join([*folders, base])
    if dated := _DATED.fullmatch(path):
        folder, year, month, day, text = dated.groups()
        return f"/{kind}/{year}/{month}/{day}/{folder}{text}"
    names = [*folders, _text(post, "id") or base]
    return "/".join(["", kind, *(_NUMBER.sub("", name, count=1) for name in names)])


def _of_mkdocs(post: PostSummary, site: Site, _config: Configuration) -> str:
    """Return the address in the blog of Material, made of day and title.

    https://squidfunk.github.io/mkdocs-material/plugins/blog/#config.post_url_format
    """
    *folders, base, _ = _parts(post, site)
    if "posts" not in folders:
        return "/".join(["", *folders, base, ""])
    above = folders[: folders.index("posts")]
    slug = _text(post, "slug") or slugify(post.title)
    return _filled("/".join(["", *above, ":year/:month/:day", slug, ""]), post, {})


def _of_obsidian(post: PostSummary, _site: Site, _config: Configuration) -> str:
    """Return the name by which other notes link to it (https://help.obsidian.md/links)."""
    return f"[[{posixpath.basename(post.path).rpartition('.')[0]}]]"


_OF_GENERATOR: Mapping[str, Callable[[PostSummary, Site, Configuration], str]] = {
    "Jekyll": _of_jekyll,
    "Hugo": _of_hugo,
    "Eleventy": _of_eleventy,
    "Astro": _of_astro,
    "Docusaurus": _of_docusaurus,
    "MkDocs": _of_mkdocs,
    "Obsidian": _of_obsidian,
}


def _parts(post: PostSummary, site: Site | None) -> list[str]:
    """Return the folders of a page below the site's, its name, and its language suffix (`nl`).

    An index page has the name of its folder.
    """
    *folders, name = _below(post.path, site).split("/")
    base, language = parts_of_stem(name.rpartition(".")[0])
    if is_page_of_folder(base):
        base = folders.pop() if folders else ""
    return [*folders, base, language.removeprefix(".")]


def _below(path: str, site: Site | None) -> str:
    for folder in site.folders if site else ():
        path = path.removeprefix(f"{folder}/")
    return path


def _text(post: PostSummary, key: str) -> str:
    value = post.front_matter.get(key)
    return value if isinstance(value, str) else ""


def _text_at(config: Configuration, *keys: str) -> str:
    value: object = config
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _filled(pattern: str, post: PostSummary, values: Mapping[str, str]) -> str:
    """Replace the known placeholders of a pattern."""
    moment = post.date

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in _DAY and moment:
            return moment.strftime(_DAY[name])
        return values.get(name, match[0])

    return re.sub("//+", "/", _PLACEHOLDER.sub(value, pattern))
