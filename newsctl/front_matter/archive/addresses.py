"""The address that a post's page has on its site, as far as the files of the site tell it."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.post.drafts import POSTS, is_in_drafts
from newsctl.core.post.filename import (
    is_page_of_folder,
    parse_filename,
    parts_of_stem,
    slugify,
)
from newsctl.core.post.post import values_of
from newsctl.front_matter.archive.sites import configuration, draft_form, site_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.post.post import PostSummary, Value
    from newsctl.front_matter.archive.sites import Site

    Configuration: TypeAlias = Mapping[str, Value]

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_DAY = {"year": "%Y", "month": "%m", "day": "%d", "y_day": "%j", "short_year": "%y", "week": "%V"}


class Addresses:
    """Tells the addresses of an archive's posts, by the rules of what makes a site of it.

    They are paths from the root of the site, and only as good as to see whether one changes: what
    a program of the site decides is not known.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._site = site_at(root)

    def of(self, post: PostSummary) -> str | None:
        """Return the address of a post; None for a draft, and where no configuration is known."""
        site = self._site
        if site is None or site.mark.endswith(POSTS) or is_in_drafts(post.path):
            return None
        make = _OF_GENERATOR.get(site.generator)
        if make is None or draft_form(self._root).marks(post.front_matter):
            return None
        return make(post, site, self._configuration)

    @cached_property
    def _configuration(self) -> Configuration:
        mark = self._site.mark if self._site else ""
        text = configuration(self._root, mark).decode(errors="replace")
        return _read(text, mark.rpartition(".")[2])


def _read(text: str, ending: str) -> Configuration:
    """Read a configuration; of one that is a program, or is wrong, nothing but its text."""
    from newsctl.front_matter.reading.header import HeaderRefused, read_header  # noqa: PLC0415 -- YAML

    try:
        match ending:
            case "toml":
                return tomllib.loads(text)
            case "json":
                read = json.loads(text)
                return read if isinstance(read, dict) else {}
            case "yml" | "yaml":
                return read_header(f"{text}\n").values
    except (ValueError, RecursionError, HeaderRefused):
        return {}
    return {"": text}


_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""https://jekyllrb.com/docs/permalinks/#built-in-formats"""


def _of_jekyll(post: PostSummary, site: Site, config: Configuration) -> str:
    """Follow https://jekyllrb.com/docs/permalinks/ and lib/jekyll/drops/url_drop.rb."""
    if own := _text(post, "permalink"):
        return own
    *folders, name = posixpath.relpath(post.path, site.source or ".").split("/")
    stem = name.rpartition(".")[0]
    slug = _text(post, "slug") or parse_filename(name).slug
    collection = next((part[1:] for part in folders if part.startswith("_")), "posts")
    pattern = _text_at(config, "collections", collection, "permalink")
    above: Sequence[str] = ()
    if POSTS in folders:
        above = folders[: folders.index(POSTS)]
        pattern = str(config.get("permalink") or pattern or "date")
    pattern = _STYLES.get(pattern or "", pattern) or "/:collection/:path:output_ext"
    topics = (topic for key in ("category", "categories") for topic in _topics(post, key))
    values = {
        "title": re.sub(r"[^\w.~!$&'()+,;=@]+", "-", slug).strip("-"),
        "slug": re.sub(r"[\W_]+", "-", slug).strip("-").lower(),
        "categories": "/".join(dict.fromkeys([*above, *topics])).lower(),
        "collection": collection,
        "path": "/".join([*folders[1:], stem]),
        "name": stem,
        "basename": stem,
        "output_ext": ".html",
    }
    return _filled(pattern, post, values)


def _topics(post: PostSummary, key: str) -> Sequence[str]:
    return values_of(post.front_matter.get(key))


def _of_hugo(post: PostSummary, site: Site, config: Configuration) -> str:
    """Follow https://gohugo.io/content-management/urls/."""
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
    usual = config.get("defaultContentLanguage") or config.get("defaultcontentlanguage") or "en"
    prefix = f"/{language}" if language and language != usual else ""
    return prefix + _filled(pattern or "/".join(["", *folders, slug or base, ""]), post, values)


_INPUT = re.compile(r"""\binput["']?\s*:\s*["']([^"']+)["']""")


def _of_eleventy(post: PostSummary, site: Site, config: Configuration) -> str:
    """Follow https://www.11ty.dev/docs/permalinks/: a date goes from the name, `index` too."""
    if own := _text(post, "permalink"):
        return own
    found = _INPUT.search(str(config.get("")))
    below = posixpath.relpath(post.path, found[1] if found else ".")
    *folders, base, _ = _parts(post._replace(path=type(post.path)(below)), site)
    return "/".join(["", *folders, parse_filename(f"{base}.md").slug, ""])


def _of_astro(post: PostSummary, site: Site, _config: Configuration) -> str:
    """Follow https://docs.astro.build/en/guides/routing/; a collection may be routed otherwise."""
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


def _of_mkdocs(post: PostSummary, site: Site, config: Configuration) -> str:
    """Follow https://www.mkdocs.org/user-guide/writing-your-docs/ and Material's blog.

    https://squidfunk.github.io/mkdocs-material/plugins/blog/#config.post_url_format
    """
    *folders, base, _ = _parts(post, site)
    plugins = config.get("plugins")
    if "posts" in folders and "blog" in (json.dumps(plugins) if plugins else ""):
        above = folders[: folders.index("posts")]
        slug = _text(post, "slug") or slugify(post.title)
        return _filled("/".join(["", *above, ":year/:month/:day", slug, ""]), post, {})
    return "/".join(["", *folders, base, ""])


def _of_obsidian(post: PostSummary, _site: Site, _config: Configuration) -> str:
    """Return what other notes link to (https://help.obsidian.md/links)."""
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
    """Return the folders of a page below those of the site, its name, and `nl` of its language.

    A page that stands for its folder has the folder's name.
    """
    path = str(post.path)
    for folder in site.folders if site else ():
        path = path.removeprefix(f"{folder}/")
    *folders, name = path.split("/")
    base, language = parts_of_stem(name.rpartition(".")[0])
    if is_page_of_folder(base):
        base = folders.pop() if folders else ""
    return [*folders, base, language.removeprefix(".")]


def _text(post: PostSummary, key: str) -> str:
    value = post.front_matter.get(key)
    return value if isinstance(value, str) else ""


def _text_at(config: Configuration, *keys: str) -> str:
    value: object = config
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _filled(pattern: str, post: PostSummary, values: Mapping[str, str]) -> str:
    """Put values in place of the placeholders of a pattern; one that is not known stays."""
    moment = post.date

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in _DAY and moment:
            return moment.strftime(_DAY[name])
        return values.get(name, found[0])

    return re.sub("//+", "/", _PLACEHOLDER.sub(value, pattern))
