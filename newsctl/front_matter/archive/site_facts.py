"""The facts about the site of an archive: its generator, its files, its time zone.

Jekyll reads dates without a zone in its `timezone`, and converts all dates to it
(`Jekyll.set_timezone`, https://jekyllrb.com/docs/configuration/options/); Hugo has `timeZone`. Most
others read times without a zone as UTC.
"""

from __future__ import annotations

import os
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from newsctl.core.errors import SettingsError
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.drafts import POSTS
from newsctl.core.post.fences import HeaderStart
from newsctl.core.post.filename import MARKDOWN
from newsctl.core.settings.site_facts import SiteFacts, SiteZone
from newsctl.front_matter.archive.generators import (
    ELEVENTY,
    HEXO,
    HUGO,
    JEKYLL,
    JEKYLL_LISTS,
    MKDOCS,
    OBSIDIAN,
    configuration,
    folders_of,
    marked_at,
)
from newsctl.front_matter.archive.sites import folders_of_site, generator_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from newsctl.core.settings import Settings
    from newsctl.core.settings.site_facts import SiteDefaults
    from newsctl.front_matter.archive.generators import Generator


_HEADER_STARTS = {HUGO: HeaderStart.BELOW_BLANKS, HEXO: HeaderStart.WITHOUT_FENCE}


def site_facts(root: Path) -> SiteFacts:
    """Return the facts about the site of an archive. Files are checked on demand."""
    zone = site_zone(root)
    has_file = cache(partial(_has_file, str(root)))
    titled = cache(partial(_titled_by_site, root))
    return SiteFacts(
        generator_of(root),
        has_file,
        zone.name if zone else None,
        is_titled=lambda path: path in titled(),
        has_beside=partial(_has_beside, str(root)),
    )


def _titled_by_site(root: Path) -> frozenset[str]:
    """Return the posts of an archive with a title in the navigation of its site."""
    from newsctl.front_matter.archive.mkdocs import titled_documents  # noqa: PLC0415 -- as in sites

    for folder in folders_of_site(root):
        marked = marked_at(folder)
        if marked and marked[0].name == MKDOCS:
            documents = next(folders_of(marked[0], f"{folder}/", marked[1]), "")
            above = os.path.relpath(folder / documents, root)
            titled = titled_documents(folder, marked[1])
            return frozenset(os.path.normpath(f"{above}/{name}") for name in titled)
    return frozenset()


def _has_beside(root: str, path: str) -> bool:
    """Tell whether other files than markdown, or folders, are in the folder of a post."""
    try:
        names = os.listdir(f"{root}/{path}".rpartition("/")[0])  # noqa: PTH208 -- paths are text
    except OSError:
        return False
    return any(not name.lower().endswith(MARKDOWN) for name in names)


def _has_file(root: str, path: str) -> bool:
    """Tell whether an archive has a file; True for a path outside of it."""
    return path.startswith("..") or os.path.lexists(f"{root}/{path}")


def generator_of(folder: Path) -> str | None:
    """Return the generator of a folder's site, by the files in it or above it.

    None for a folder of posts alone.
    """
    return next(filter(None, map(generator_at, folders_of_site(folder))), None)


def with_site_reading(root: Path, settings: Settings, tables: Mapping[str, Any]) -> Settings:
    """Return settings completed by how the site reads posts, and by separators of lists.

    `tables` are those of `newsctl.toml`.
    """
    settings = _with_site_reading(root, settings, tables)
    return settings.with_separators() if settings.fields else settings


def _with_site_reading(root: Path, settings: Settings, tables: Mapping[str, Any]) -> Settings:
    """Return settings completed by how the site of an archive reads its posts.

    The archive may be part of the site: `_posts`, or a folder in it. Jekyll reads a YAML timestamp
    as UTC (SafeYAML's `Transform::ToDate`), whatever its `timezone` is. That is ignored if
    `newsctl.toml` (`tables`) names the zone, and for a folder `_posts` without configuration.
    """
    sites = [*filter(None, map(marked_at, folders_of_site(root)))]
    if not _says_zone(tables):
        settings = settings._replace(bare_times=_bare_times(root, sites))
    generator = sites[0][0] if sites else None
    is_of_posts = POSTS in root.parts and (generator is None or generator.name != HEXO)
    if is_of_posts or (generator and generator.name == JEKYLL):
        return settings._replace(text_lists=JEKYLL_LISTS, site_defaults=_site_defaults(root))
    if generator is None:
        return settings
    if "without_front_matter" not in tables.get("archive", {}):
        settings = settings._replace(without_front_matter=generator.plain_pages)
    return settings._replace(
        other_dates=generator.other_dates,
        date_part=generator.date_part,
        date_words=generator.date_words,
        dates_in_paths=generator.name == ELEVENTY,
        names_are_titles=generator.name == OBSIDIAN,
        tags_in_text=generator.name == OBSIDIAN,
        header_start=_HEADER_STARTS.get(generator.name, HeaderStart.AT_FENCE),
        site_defaults=_site_defaults(root) if generator.name in {ELEVENTY, HUGO} else None,
    )


def _site_defaults(root: Path) -> SiteDefaults | None:
    """Return the values that a site gives to posts; its root is the archive or above it."""
    for folder in folders_of_site(root):
        if marked := marked_at(folder):
            generator, mark = marked
            above = os.path.relpath(root, folder).replace(os.sep, "/")
            above = "" if above == "." else above
            if generator.name == JEKYLL:
                from newsctl.front_matter.archive.jekyll import site_defaults  # noqa: PLC0415 -- as in sites

                return site_defaults(folder, mark, above)
            from newsctl.front_matter.archive import site_data  # noqa: PLC0415 -- as in sites

            if generator.name == ELEVENTY:
                return site_data.eleventy_defaults(folder, above)
            if generator.name == HUGO:
                folders = folders_of(generator, f"{folder}/", mark)
                return site_data.hugo_defaults(folder, mark, folders, above)
    return None


def _bare_times(root: Path, sites: Sequence[tuple[Generator, str]]) -> BareTimes:
    """Return which times without a zone are in UTC, by the nearest site with a configuration."""
    configured = (site.bare_times for site, mark in sites if not mark.endswith(POSTS))
    found = next(configured, BareTimes.LOCAL)
    return BareTimes.LOCAL if found is BareTimes.ALL and site_zone(root) else found


def _says_zone(tables: Mapping[str, Any]) -> bool:
    return "time_zone" in tables.get("archive", {})


_NOTHING = {"null", "~"}


def with_site_zone(
    root: Path, settings: Settings, tables: Mapping[str, Any]
) -> tuple[Settings, SiteZone | None]:
    """Return settings with the zone of the site, and that zone.

    The zone is None if `newsctl.toml` (`tables`) names one or the site does not.
    """
    if _says_zone(tables):
        return settings, None
    zone = site_zone(root)
    return settings._replace(time_zone=zone.name) if zone and zone.is_known else settings, zone


def site_zone(root: Path) -> SiteZone | None:
    """Return the zone in the configuration of an archive's site.

    The configuration is in the archive's folder, or above it for an archive that is part of a site;
    a folder that is itself a mark, such as `_posts`, has none.
    """
    for folder in folders_of_site(root):
        marked = marked_at(folder)
        if marked is None or not (text := configuration(folder, marked[1])):
            continue
        generator, mark = marked
        names = [*_zones_named(generator, mark, text)]
        if not names:
            return None
        return SiteZone(names[-1], os.path.relpath(folder / mark, root), _is_known(names[-1]))
    return None


def _zones_named(generator: Generator, mark: str, text: bytes) -> Iterator[str]:
    """Yield the names of zones outside of tables; the last one counts."""
    if generator.time_zone is None:
        return
    if mark.endswith(".toml"):
        text = re.split(rb"^\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    depth, before = 0, 0
    for found in generator.time_zone.finditer(text):
        start = found.start()
        if mark.endswith(".json"):
            depth += text.count(b"{", before, start) - text.count(b"}", before, start)
            before, is_within = start, depth != 1
        else:
            is_within = start > 0 and text[start - 1 : start] != b"\n"
        name = next(filter(None, found.groups())).decode(errors="replace").strip()
        if not is_within and name and name.lower() not in _NOTHING:
            yield name


def _is_known(name: str) -> bool:
    from newsctl.core.post.dates import zone_named  # noqa: PLC0415 -- most sites name no zone

    try:
        zone_named(name)
    except SettingsError:
        return False
    return True
