"""The exact address of a post on its site, computed as the generator does.

A configuration with other settings that affect addresses is refused: an address that is nearly
right leads to another page, or to none.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from newsctl.core.errors import NoAddress
from newsctl.core.messages import _
from newsctl.core.post.dates import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from newsctl.core.post.drafts import POSTS, is_in_drafts
from newsctl.core.post.fences import Syntax
from newsctl.core.post.filename import is_page_of_folder, parse_filename, parse_path, parts_of_stem
from newsctl.core.post.links import is_link
from newsctl.core.post.text_lists import values_of
from newsctl.core.settings import Settings
from newsctl.front_matter.archive.generators import HUGO, JEKYLL, configuration, marked_at
from newsctl.front_matter.archive.site_facts import with_site_reading
from newsctl.front_matter.archive.sites import draft_form, folders_of_site
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.header import HeaderRefused
from newsctl.front_matter.reading.site_defaults import with_site_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo
    from pathlib import Path

    from newsctl.core.post.post import FrontMatter, PostSummary, Value

_SYNTAXES = {".toml": Syntax.TOML, ".json": Syntax.JSON}
_SAFE = "/:@!$&'()*+,;=~"
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""https://jekyllrb.com/docs/permalinks/#built-in-formats"""

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_NOT_RECKONED = ("permalinks", "uglyurls", "languages", "module", "disablepathtolower")
"""Settings of Hugo that move pages (https://gohugo.io/content-management/urls/)."""


class _SitePage(NamedTuple):
    """A post in its site: its path from the site's root, and the site's configuration."""

    generator: str
    path: str
    summary: PostSummary
    moment: datetime | None
    mark: str
    settings: Mapping[str, Value]

    @property
    def front_matter(self) -> FrontMatter:
        return self.summary.front_matter

    def setting(self, key: str) -> str:
        """Return a text of the configuration; empty if it has none."""
        value = self.settings.get(key)
        return value if isinstance(value, str) else ""


def page_address(root: Path, summary: PostSummary, zone: tzinfo) -> str:
    """Return the address of a post on its site. `zone` is that of its days.

    Raises NoAddress, with the reason, if that cannot be known.
    """
    own = summary.front_matter.get("permalink")
    if isinstance(own, str) and is_link(own):
        return own
    page, path = _page_and_path(root, summary, zone)
    site = _address_in(page.generator, page.settings)
    if not is_link(site):
        raise NoAddress(_("{mark} does not say the address of the site.", mark=page.mark))
    return f"{site.rstrip('/')}/{quote(path.lstrip('/'), safe=_SAFE)}"


_SETTINGS_IN_PROGRAM = {
    # https://docs.astro.build/en/reference/configuration-reference/#site
    "Astro": ("site", "base"),
    # https://docusaurus.io/docs/api/docusaurus-config#url
    "Docusaurus": ("url", "baseUrl"),
}
_IN_PROGRAM = r"""\b{}["']?\s*:\s*["']([^"'\s]+)["']"""


def site_address(root: Path) -> str:
    """Return the address of the site of an archive, by its configuration.

    It may be only a path, and is empty if it is unknown.
    """
    for folder in folders_of_site(root):
        if marked := marked_at(folder):
            generator, mark = marked
            text = configuration(folder, mark)
            if keys := _SETTINGS_IN_PROGRAM.get(generator.name):
                program = text.decode(errors="replace")
                matches = [re.search(_IN_PROGRAM.format(key), program) for key in keys]
                site, path = (found[1] if found else "" for found in matches)
                return f"{site.rstrip('/')}/{path.strip('/')}".rstrip("/")
            try:
                return _address_in(generator.name, settings_in_mark(text, mark)).rstrip("/")
            except NoAddress:
                return ""
    return ""


def _address_in(generator: str, settings: Mapping[str, Value]) -> str:
    """Return the address of a site from its settings, whose keys are folded."""
    if generator == JEKYLL:
        url, path = (str(settings.get(key) or "") for key in ("url", "baseurl"))
        return f"{url.rstrip('/')}/{path.strip('/')}"
    return str(settings.get("baseurl" if generator == HUGO else "site_url") or "")


def path_on_site(root: Path, summary: PostSummary, zone: tzinfo) -> str:
    """Return the address of a post relative to its site. Raises as `page_address`."""
    return _page_and_path(root, summary, zone)[1]


def _page_and_path(root: Path, summary: PostSummary, zone: tzinfo) -> tuple[_SitePage, str]:
    """Return a post with its site's settings, and its path there. Raises NoAddress."""
    page = _page_of(root, summary, zone)
    if is_in_drafts(page.path) or draft_form(root).marks(page.front_matter):
        raise NoAddress(
            _("It is a draft, which the site does not show."), hint=_("newsctl publish POST")
        )
    reckon = _RECKONED.get(page.generator)
    if reckon is None:
        raise NoAddress(
            _(
                "newsctl does not know where a site of {generator} shows a post.",
                generator=page.generator,
            )
        )
    return page, reckon(page)


def _page_of(root: Path, summary: PostSummary, zone: tzinfo) -> _SitePage:
    """Return a post with its site's settings. Raises NoAddress."""
    for folder in folders_of_site(root):
        if marked := marked_at(folder):
            generator, mark = marked
            path = posixpath.join(os.path.relpath(root, folder), summary.path)
            moment = summary.date.astimezone(zone) if summary.date else None
            settings = settings_in_mark(configuration(folder, mark), mark)
            if generator.name == JEKYLL:
                summary = _with_defaults(root, summary)
            return _SitePage(
                generator.name, posixpath.normpath(path), summary, moment, mark, settings
            )
    raise NoAddress(
        _("The archive is of no site that newsctl knows."), hint=_("Try: newsctl -C SITE")
    )


def _with_defaults(root: Path, summary: PostSummary) -> PostSummary:
    """Return a post with the values that its site gives it, unless it has them already."""
    settings = with_site_reading(root, Settings(), {})
    own = summary.front_matter
    values = with_site_defaults(settings.site_defaults, summary.path, own, settings.text_lists)
    return summary._replace(front_matter=values)


def settings_in_mark(text: bytes, mark: str) -> Mapping[str, Value]:
    """Return the settings in the mark of a site, with folded keys; empty for a script.

    Raises NoAddress if they cannot be parsed.
    """
    ending = posixpath.splitext(mark)[1]
    if ending not in {".yml", ".yaml", *_SYNTAXES}:
        return {}
    try:
        read = read_header(text.decode(errors="replace"), _SYNTAXES.get(ending, Syntax.YAML))
    except HeaderRefused as refused:
        raise NoAddress(
            _("{mark} cannot be read: {message}", mark=mark, message=refused.message)
        ) from refused
    return {key.casefold(): value for key, value in read.values.items()}


def _path_in_jekyll(page: _SitePage) -> str:
    """Compute as `Jekyll::Document#url` and `Jekyll::Drops::UrlDrop` do."""
    if POSTS not in page.path.split("/"):
        raise NoAddress(_("It is of a collection, whose addresses newsctl does not know."))
    own = page.front_matter.get("permalink")
    style = own if isinstance(own, str) else page.setting("permalink") or "date"
    of_posts = None if isinstance(own, str) else _permalink_of_posts(page)
    template = _STYLES.get(style, style) if of_posts is None else of_posts
    if page.moment is None:
        raise NoAddress(_("It has no date, which its address tells."))
    parts = dict(_parts_in_jekyll(page, page.moment))

    def part(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise NoAddress(
                _(
                    "newsctl does not know {found} of the permalink {template_}.",
                    found=match[0],
                    template_=template,
                )
            )
        return parts[match[1]]

    return re.sub("/{2,}", "/", _PLACEHOLDER.sub(part, template))


def _permalink_of_posts(page: _SitePage) -> str | None:
    """Return the template of the collection of posts, which cannot be a named style.

    It precedes that of the site (`Jekyll::Configuration#add_default_collections`,
    `Jekyll::Collection#url_template`).
    """
    collections = page.settings.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    template = posts.get("permalink") if isinstance(posts, dict) else None
    return template if isinstance(template, str) else None


def _parts_in_jekyll(page: _SitePage, moment: datetime) -> Iterator[tuple[str, str]]:
    """Yield the placeholders of a permalink with their values.

    https://jekyllrb.com/docs/permalinks/#placeholders
    """
    slug = page.front_matter.get("slug")
    name = slug if isinstance(slug, str) and slug else parse_filename(page.path).slug
    topics = [topic.lower() for topic in _categories(page)]
    week = moment.isocalendar()
    yield "title", re.sub(r"[^\w.~!$&'()+,;=@]+", "-", name).strip("-")
    yield "slug", re.sub(r"[\W_]+", "-", name).strip("-").lower()
    yield "categories", "/".join(dict.fromkeys(topics))
    yield (
        "slugified_categories",
        "/".join(dict.fromkeys(re.sub(r"[\W_]+", "-", topic).strip("-") for topic in topics)),
    )
    yield "output_ext", ".html"
    yield "year", f"{moment.year:04}"
    yield "short_year", f"{moment.year % 100:02}"
    yield "month", f"{moment.month:02}"
    yield "i_month", str(moment.month)
    yield "long_month", ENGLISH_MONTHS[moment.month - 1]
    yield "short_month", ENGLISH_MONTHS[moment.month - 1][:3]
    yield "day", f"{moment.day:02}"
    yield "i_day", str(moment.day)
    yield "y_day", f"{moment.timetuple().tm_yday:03}"
    yield "long_day", ENGLISH_WEEKDAYS[moment.weekday()]
    yield "short_day", ENGLISH_WEEKDAYS[moment.weekday()][:3]
    yield "week", f"{week.week:02}"
    yield "w_day", str(week.weekday)
    yield "w_year", str(week.year)
    yield "hour", f"{moment.hour:02}"
    yield "minute", f"{moment.minute:02}"
    yield "second", f"{moment.second:02}"


def _categories(page: _SitePage) -> Iterator[str]:
    """Yield the categories as `Jekyll::Document#populate_categories` does."""
    many = page.front_matter.get("categories")
    yield from many.split() if isinstance(many, str) else values_of(many)
    yield from values_of(page.front_matter.get("category"))


def _may_lose_day(page: _SitePage) -> bool:
    """Tell whether Hugo may remove the day from a name, since no key has a date.

    https://gohugo.io/configuration/front-matter/#tokens: `:filename` gives a slug too.
    """
    return ":filename" in str(page.settings.get("frontmatter")) and bool(parse_path(page.path).date)


def _path_in_hugo(page: _SitePage) -> str:
    """Compute as Hugo does by default: https://gohugo.io/content-management/urls/."""
    own = page.front_matter.get("url")
    if isinstance(own, str) and own and not is_link(own):
        return own
    other = next((key for key in _NOT_RECKONED if page.settings.get(key)), None)
    if _may_lose_day(page):
        other = "frontmatter"
    if other or page.mark.startswith("config/"):
        says = _("says {other}", other=other) if other else _("is in several files")
        raise NoAddress(
            _(
                "The configuration of the site {says}, which newsctl does not reckon with.",
                says=says,
            )
        )
    folder = page.setting("contentdir") or "content"
    below = posixpath.relpath(page.path, folder)
    base, language = parts_of_stem(posixpath.splitext(posixpath.basename(below))[0])
    if language or below.startswith(".."):
        raise NoAddress(_("It is of a language or folder whose addresses newsctl does not know."))
    *folders, name = [*posixpath.dirname(below).split("/"), base]
    if is_page_of_folder(base):
        *folders, name = folders
    slug = page.front_matter.get("slug")
    if isinstance(slug, str) and slug and base != "_index":
        name = slug
    return "/".join([*filter(None, [*folders, name]), ""]).lower().replace(" ", "-")


def _path_in_mkdocs(page: _SitePage) -> str:
    """Compute as MkDocs: https://www.mkdocs.org/user-guide/configuration/#use_directory_urls."""
    below = posixpath.relpath(page.path, page.setting("docs_dir") or "docs")
    if below.startswith("..") or "blog" in repr(page.settings.get("plugins")):
        raise NoAddress(
            _("A plugin or folder of the site gives it an address newsctl does not know.")
        )
    folder, name = posixpath.split(posixpath.splitext(below)[0])
    is_index = name in {"index", "README"}
    if page.settings.get("use_directory_urls") is False:
        return posixpath.join(folder, "index.html" if is_index else f"{name}.html")
    return posixpath.join(folder, "" if is_index else f"{name}/")


_RECKONED = {JEKYLL: _path_in_jekyll, "Hugo": _path_in_hugo, "MkDocs": _path_in_mkdocs}
