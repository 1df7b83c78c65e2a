"""The settings of an archive: those in force, and the creation of `newsctl.toml`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, cannot_write
from newsctl.core.messages import _, joined, translated
from newsctl.core.settings import Settings
from newsctl.core.settings.shown import settings_shown
from newsctl.front_matter.archive.settings_file import settings_and_tables
from newsctl.front_matter.archive.site_facts import with_site_reading, with_site_zone
from newsctl.front_matter.archive.sites import SETTINGS_FILE, has_settings, site_at
from newsctl.front_matter.reading.site_defaults import keys_given
from newsctl.storage.atomic import create_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsctl.core.settings.shown import Setting


_OF_SITES = ("undated", "without_front_matter")
"""The keys of `[archive]` that the kind of a site decides unless they are set."""


def settings_in_force(root: Path) -> tuple[Setting, ...]:
    """Return every setting of an archive, and where it comes from.

    Raises as `settings_and_tables`.
    """
    path = root / SETTINGS_FILE
    settings, tables = settings_and_tables(path) if has_settings(root) else (Settings(), {})
    settings, zone = with_site_zone(root, settings, tables)
    settings = with_site_reading(root, settings, tables)
    whole = settings._replace(undated=takes_undated(root, settings))
    decided = (key for key in _OF_SITES if getattr(whole, key) != getattr(Settings(), key))
    by_site = dict.fromkeys(decided, site.mark if (site := site_at(root)) else "default")
    return tuple(
        settings_shown(whole, tables, source=SETTINGS_FILE, site_zone=zone, by_site=by_site)
    )


def site_in_words(root: Path) -> str | None:
    """Return a line about the site of an archive; None if it has none."""
    site = site_at(root)
    if site is None:
        return None
    folders = [*([_("folders _posts")] if site.with_posts_folders else []), *site.folders]
    text = _(
        "{generator} ({mark}), posts below {folders}",
        generator=site.generator,
        mark=site.mark,
        folders=joined(_(" and "), folders) or _("all folders"),
    )
    if patterns := [one for exclusion in site.exclusions for one in exclusion.patterns]:
        text = _("{told}; excluded: {exclude}", told=text, exclude=", ".join(patterns))
    given = keys_given(with_site_reading(root, Settings(), {}).site_defaults)
    return _("{told}; defaults of {keys}", told=text, keys=", ".join(given)) if given else text


def takes_undated(root: Path, settings: Settings) -> bool:
    """Tell whether posts need no date in their name; in Jekyll they do by default."""
    if settings.undated is not None:
        return settings.undated
    site = site_at(root)
    return site is None or not site.with_posts_folders


def create_settings(root: Path, text: Callable[[], str]) -> str:
    """Create the `newsctl.toml` of an archive atomically, and return its name.

    `text` is called for its content, a message.

    Raises ArchiveError if it exists already, or cannot be written.
    """
    path = root / SETTINGS_FILE
    if os.path.lexists(path):
        raise _refused_as_taken(path)
    data = translated(text()).encode("utf-8", "replace")
    try:
        create_file(path, data)
    except FileExistsError as taken:
        raise _refused_as_taken(path) from taken
    except OSError as error:
        raise cannot_write(path, error) from error
    return SETTINGS_FILE


def _refused_as_taken(path: Path) -> ArchiveError:
    hint = _("To see what would be written: newsctl config init --dry-run")
    return ArchiveError(_("{path} is there already.", path=path), hint=hint)
