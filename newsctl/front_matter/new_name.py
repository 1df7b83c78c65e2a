"""The names that an archive gives its posts' files."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsctl.core.dates import zone_named
from newsctl.core.errors import EditRefused
from newsctl.core.filename import format_filename, slugify
from newsctl.core.post import PostPath
from newsctl.front_matter.sites import POSTS, has_posts_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newsctl.core.post import PostSummary
    from newsctl.core.settings import Settings


def path_of_new(root: Path, title: str, moment: datetime, settings: Settings) -> PostPath:
    """Return the path of a new post of this title or slug, below `_posts` where there is that.

    Raises SettingsError for an unknown time zone.
    """
    day = moment.astimezone(zone_named(settings.time_zone)).date()
    name = format_filename(day, slugify(title), settings.filename)
    return PostPath(f"{POSTS}/{name}" if has_posts_folder(root) else name)


def path_after(summary: PostSummary, settings: Settings) -> PostPath:
    """Return a post's path after its date and title; folder and extension stay.

    Raises EditRefused for a post without a date, SettingsError for an unknown time zone.
    """
    if summary.date is None:
        raise EditRefused(f"{summary.path} has no date.", hint="Set one: newsctl set date=...")
    day = summary.date.astimezone(zone_named(settings.time_zone)).date()
    name = format_filename(day, slugify(summary.title), settings.filename).rpartition("/")[2]
    path = PurePosixPath(summary.path)
    return PostPath(path.with_name(PurePosixPath(name).stem + path.suffix).as_posix())
