"""Finding the archive and reading its settings."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _, said_by_system
from newsctl.core.post.drafts import POSTS
from newsctl.core.settings import Settings
from newsctl.front_matter.archive.generators import JEKYLL
from newsctl.front_matter.archive.site_facts import with_site_reading, with_site_zone
from newsctl.front_matter.archive.sites import SETTINGS_FILE, has_settings, site_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.front_matter.archive.generators import Site

_MOST_NAMED = 3


class FoundArchive(NamedTuple):
    """An archive: its absolute folder, its settings, and the rule by which it was found.

    `is_guessed` tells that nothing but nearby posts marks it as an archive.
    """

    root: Path
    settings: Settings
    reason: str
    is_guessed: bool = False

    @property
    def how(self) -> str:
        """The rule by which it was found, in a few words."""
        if self.reason.startswith(("-", "$")):
            return _("named by {reason}", reason=self.reason)
        return _("guessed: {reason}", reason=self.reason) if self.is_guessed else self.reason


def find_archive(*, option: Path | None, variable: str | None, cwd: Path) -> FoundArchive:
    """Find the archive that a command is about.

    In this order: the folder of `-C`; that of `$NEWSCTL_ARCHIVE` (`variable`); the nearest parent
    of `cwd` with a `newsctl.toml`; the nearest parent that is a site; `cwd` itself if posts are in
    it or a little below. The root of the file system and the user's home count only if they are
    named, or contain a `newsctl.toml`.

    Raises ArchiveError if there is none, or if a named one is not a folder, and SettingsError for
    an invalid `newsctl.toml`.
    """
    if option is not None:
        return _archive_named(cwd / option, "-C")
    if variable:
        return _archive_named(cwd / _expanded(Path(variable)), "$NEWSCTL_ARCHIVE")
    if root := next(filter(has_settings, _upwards(cwd)), None):
        return _archive(root, _("it holds {settings_file}", settings_file=SETTINGS_FILE))
    home = _home()
    if found := _nearest_site(cwd, home):
        root, site = found
        return _archive(root, _why_site(site.generator))
    if _may_be_guessed(cwd, home) and (guessed := _guessed(cwd)):
        return guessed
    raise _none(cwd, home)


def _why_site(generator: str) -> str:
    if generator == "Obsidian":
        return _("it is an {generator} vault", generator=generator)
    if generator[0] in "AEIO":
        return _("it is an {generator} site", generator=generator)
    return _("it is a {generator} site", generator=generator)


def _archive_named(folder: Path, option: str) -> FoundArchive:
    """Return the archive named by an option or a variable. Raises ArchiveError."""
    try:
        if folder.is_dir():
            with os.scandir(folder):  # without this, a folder that cannot be read would seem empty
                return _archive(folder, option)
        if folder.exists():
            message = _("{option}: {folder} is not a folder.", option=option, folder=folder)
        else:
            message = _("{option}: {folder} does not exist.", option=option, folder=folder)
    except OSError as error:
        message = _(
            "{option}: {folder} cannot be read: {strerror}.",
            option=option,
            folder=folder,
            strerror=said_by_system(error),
        )
    raise ArchiveError(message)


def _expanded(folder: Path) -> Path:
    """Expand `~`, which a shell does not do in a quoted variable."""
    try:
        return folder.expanduser()
    except RuntimeError:  # there is no such user, so it is a name like another
        return folder


def _home() -> Path | None:
    """Return the user's home with links resolved; None if there is none."""
    home = os.path.expanduser("~")  # noqa: PTH111 -- which raises no error
    return Path(os.path.realpath(home)) if os.path.isabs(home) else None  # noqa: PTH117 -- as text


def _archive(root: Path, reason: str) -> FoundArchive:
    """Return the archive with this root, with the settings of its file and its site."""
    absolute = root.resolve() if ".." in root.parts else root.absolute()
    own, tables = _settings_of(root)
    settings, _zone = with_site_zone(absolute, own, tables)
    return FoundArchive(absolute, with_site_reading(absolute, settings, tables), reason)


def _settings_of(root: Path) -> tuple[Settings, Mapping[str, object]]:
    if not has_settings(root):
        return Settings(), {}
    # Most archives have no such file, and TOML's parser takes 5 ms to load.
    from newsctl.front_matter.archive.settings_file import settings_and_tables  # noqa: PLC0415

    return settings_and_tables(root / SETTINGS_FILE)


def _upwards(folder: Path) -> tuple[Path, ...]:
    return (folder, *folder.parents)


def _nearest_site(cwd: Path, home: Path | None) -> tuple[Path, Site] | None:
    """Return the nearest parent that is a site, or the site that contains it.

    A folder with only `_posts` may be a category, or the `source`, of a Jekyll site whose
    configuration is in a parent.
    """
    folders = [folder for folder in _upwards(cwd) if folder not in {home, folder.parent}]
    sites = ((folder, site) for folder in folders if (site := site_at(folder)))
    nearest = next(sites, None)
    if nearest and nearest[1].mark.endswith(POSTS):
        around = next(sites, None)
        if around and around[1].generator == JEKYLL and not around[1].mark.endswith(POSTS):
            return around
    return nearest


def _may_be_guessed(cwd: Path, home: Path | None) -> bool:
    """Tell whether a folder can be an archive without being named: no home or parent of it."""
    return cwd != cwd.parent and not (home and home.is_relative_to(cwd))


def _guessed(folder: Path) -> FoundArchive | None:
    # Most archives are known by a file or a folder.
    from newsctl.front_matter.archive.guess import Near, posts_near  # noqa: PLC0415

    near = posts_near(folder)
    if near is None:
        return None
    is_guessed = near is not Near.IN_IT
    return FoundArchive(folder.absolute(), Settings(), near.value, is_guessed=is_guessed)


def _none(cwd: Path, home: Path | None) -> ArchiveError:
    """Return the error that says what was tried, and which archives are below."""
    if _may_be_guessed(cwd, home):
        why = _(
            "no {settings_file} and no known site in {cwd} or a folder above it, no posts "
            "in it or near by below",
            settings_file=SETTINGS_FILE,
            cwd=cwd,
        )
    else:
        why = _(
            "{cwd} is one only by -C or a {settings_file}", cwd=cwd, settings_file=SETTINGS_FILE
        )
    message = _("There is no archive here: {why}, and $NEWSCTL_ARCHIVE is not set.", why=why)
    below = ", ".join(islice(_archives_below(cwd), _MOST_NAMED))
    if not below:
        return ArchiveError(message, hint=_("Go to an archive, or name one: newsctl -C DIR."))
    return ArchiveError(
        message, hint=_("Go to one below, or name it: newsctl -C DIR. Try: {below}", below=below)
    )


def _archives_below(folder: Path) -> Iterator[str]:
    from newsctl.front_matter.archive.guess import archives_in  # noqa: PLC0415 -- for an error alone

    return archives_in(folder)
