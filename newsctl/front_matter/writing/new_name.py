"""The paths of new and renamed posts, with slugs of titles in any script, romanised first."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from datetime import UTC
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsctl.core.errors import EditRefused
from newsctl.core.messages import _
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.dates import zone_named
from newsctl.core.post.drafts import DRAFTS, POSTS, is_in_drafts
from newsctl.core.post.filename import (
    USUAL_NAME,
    format_filename,
    is_page_of_folder,
    note_name,
    parse_path,
    parts_of_stem,
    slugify,
)
from newsctl.core.post.post import PostPath
from newsctl.front_matter.archive.sites import draft_form, site_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsctl.core.post.name_patterns import NewName
    from newsctl.core.post.post import PostSummary
    from newsctl.core.settings import Settings


_LATIN = "LATIN "
_IN_WORDS = ("L", "M", "Nd")


def slug_of(title: str) -> str:
    """Make a slug as `slugify` does, after romanising other scripts by anyascii."""
    if title.isascii() or not any(map(_is_of_another_script, title)):
        return slugify(title)
    from anyascii import anyascii  # noqa: PLC0415 -- 70 ms, for few titles

    return slugify(
        "".join(anyascii(sign) if _is_of_another_script(sign) else sign for sign in title)
    )


def _is_of_another_script(sign: str) -> bool:
    if sign.isascii() or not unicodedata.category(sign).startswith(_IN_WORDS):
        return False
    plain = unicodedata.normalize("NFKD", sign)[0]
    return not unicodedata.combining(sign) and _LATIN not in unicodedata.name(plain, "")


def path_of_new(
    root: Path, title: str, moment: datetime | None, settings: Settings, like: NewName | None = None
) -> PostPath:
    """Return the path of a new post with this title or slug.

    Its pattern is that of the settings, else `like` (that of most posts), else the default in the
    site's folder of posts. Without a moment, the name is the title or the slug in the same folder.
    Raises SettingsError for an unknown time zone.
    """
    if moment is None:
        site = site_at(root)
        folder = like.folder if like else site.folder_of_new if site else ""
        return PostPath(posixpath.join(folder, f"{_stem(title, settings)}.md"))
    day = moment.astimezone(zone_named(settings.time_zone)).date()
    if like and settings.filename == USUAL_NAME:
        name = format_filename(day, _stem(title, settings), like.pattern)
        return PostPath(posixpath.join(like.folder, name))
    name = format_filename(day, slug_of(title), settings.filename)
    site = site_at(root)
    return PostPath(posixpath.join(site.folder_of_new if site else "", name))


def path_published(
    root: Path, path: PostPath, moment: datetime, settings: Settings, like: NewName | None
) -> PostPath:
    """Return the path of a draft as a post of this date, with the same extension.

    A draft in the site's own folder of drafts goes where new posts go; one in a folder below that,
    or in that of a category (`weer/_drafts`), into the folder `_posts` beside it.
    """
    old = PurePosixPath(path)
    new = PurePosixPath(path_of_new(root, parse_path(path).slug, moment, settings, like))
    if old.parent.as_posix() != draft_form(root).folder:
        folders = list(old.parent.parts)
        folders[len(folders) - 1 - folders[::-1].index(DRAFTS)] = POSTS
        new = PurePosixPath(*folders, new.name)
    return PostPath(new.with_suffix(old.suffix).as_posix())


def path_after(
    root: Path, summary: PostSummary, settings: Settings, *, has_day: bool = True
) -> PostPath:
    """Return a post's path by its date and title; folder and extension stay.

    A draft in a folder of drafts has no day. Without `has_day`, and without a pattern in the
    settings, a name without a day gets none. Other names contain the day.

    Raises EditRefused for a post without a date, for one whose folders are its date, and for one
    that is identified by its present name: an index page of its folder (`index.md` and `_index.md`
    of Hugo, Docusaurus and MkDocs), and a translation, which a site finds by the name shared with
    other languages (`kop.md` and `kop.en.md`: Hugo, "Multilingual mode"). Raises SettingsError for
    an unknown time zone.
    """
    path = PurePosixPath(summary.path)
    if is_in_drafts(summary.path):
        return PostPath(path.with_name(slug_of(summary.title) + path.suffix).as_posix())
    base, language = parts_of_stem(path.stem)
    if is_page_of_folder(base):
        raise EditRefused(_("It has its name from its folder."), hint=_("Rename the folder."))
    named = parse_path(summary.path)
    if named.is_of_folders:
        raise EditRefused(_("It has its date from its folders."), hint=_("Rename it by hand."))
    if other := _other_language(root, path, base):
        raise EditRefused(
            _("It shares its name with its translation {other}.", other=other),
            hint=_("Rename both by hand."),
        )
    if not has_day and settings.filename == USUAL_NAME and not named.date:
        stem = _stem(summary.title, settings)
        return PostPath(path.with_name(stem + language + path.suffix).as_posix())
    if summary.date is None:
        raise EditRefused(_("It has no date."), hint=_("Set one: newsctl set date=..."))
    day = summary.date.astimezone(zone_named(settings.time_zone)).date()
    if settings.bare_times is BareTimes.ALL and named.date == summary.date.astimezone(UTC).date():
        day = named.date  # as the site shows it
    name = format_filename(day, slug_of(summary.title), settings.filename).rpartition("/")[2]
    return PostPath(path.with_name(PurePosixPath(name).stem + language + path.suffix).as_posix())


def _stem(title: str, settings: Settings) -> str:
    return note_name(title) if settings.names_are_titles else slug_of(title)


def _other_language(root: Path, path: PurePosixPath, base: str) -> str | None:
    """Return the name of a file beside a post that is the same page in another language."""
    folder = (root / path).parent
    try:
        beside = _names_by_base(folder, folder.stat().st_mtime_ns)
    except OSError:
        return None
    names = beside.get((base, path.suffix), ())
    return next((name for name in names if name != path.name), None)


@lru_cache(maxsize=1)  # the posts that are renamed together are often of one folder
def _names_by_base(folder: Path, _changed: int) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return the names in a folder by base: without language and extension."""
    names: dict[tuple[str, str], list[str]] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 -- which makes paths of them
        path = PurePosixPath(name)
        names.setdefault((parts_of_stem(path.stem)[0], path.suffix), []).append(name)
    return names
