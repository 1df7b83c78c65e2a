"""Which folder is the archive, and what its settings are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import ArchiveError
from newsctl.core.settings import Settings
from newsctl.front_matter.sites import SETTINGS_FILE, has_settings, is_jekyll_site, text_lists

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDERS_LOOKED_INTO = 200  # enough for an archive by month; a home folder has thousands


class FoundArchive(NamedTuple):
    """An archive: its folder, absolute, its settings, and by which rule it was found."""

    root: Path
    settings: Settings
    reason: str


def find_archive(*, option: Path | None, variable: str | None, cwd: Path) -> FoundArchive:
    """Find the archive that a command is about.

    In this order: the folder of `-C`; that of `$NEWSCTL_ARCHIVE` (`variable`); the nearest one
    upwards from `cwd` with a `newsctl.toml`; the nearest one upwards that is a Jekyll site; `cwd`
    itself when it holds posts.

    Raises ArchiveError when there is none, or one named is no folder, and SettingsError for a
    `newsctl.toml` that is wrong.
    """
    if option is not None:
        return _named(cwd / option, "-C")
    if variable:
        return _named(cwd / _expanded(Path(variable)), "$NEWSCTL_ARCHIVE")
    if root := _nearest(cwd, has_settings):
        return _archive(root, f"it holds {SETTINGS_FILE}")
    if root := _nearest(cwd, is_jekyll_site):
        return _archive(root, "it is a Jekyll site")
    if _holds_posts(cwd):
        return _archive(cwd, "it holds posts")
    raise ArchiveError(
        f"There is no archive here: neither {SETTINGS_FILE} nor a Jekyll site in {cwd} "
        "or a folder above it, no post in it, and $NEWSCTL_ARCHIVE is not set.",
        hint="Go to an archive, or name one: newsctl -C DIR.",
    )


def _named(folder: Path, option: str) -> FoundArchive:
    try:
        if folder.is_dir():
            return _archive(folder, option)
        what = "is not a folder" if folder.exists() else "does not exist"
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    raise ArchiveError(f"{option}: {folder} {what}.")


def _expanded(folder: Path) -> Path:
    """Put the user's home for `~`, which a shell leaves alone in a variable between quotes."""
    try:
        return folder.expanduser()
    except RuntimeError:  # there is no such user, so it is a name like another
        return folder


def _archive(root: Path, reason: str) -> FoundArchive:
    neat = root.resolve() if ".." in root.parts else root.absolute()
    settings = _settings_of(root)._replace(text_lists=text_lists(neat))
    return FoundArchive(neat, settings, reason)


def _settings_of(root: Path) -> Settings:
    if not has_settings(root):
        return Settings()
    # Most archives have no such file, and TOML's parser takes 5 ms to load.
    from newsctl.front_matter.settings_file import read_settings  # noqa: PLC0415

    return read_settings(root / SETTINGS_FILE)


def _nearest(folder: Path, is_archive: Callable[[Path], bool]) -> Path | None:
    return next(filter(is_archive, (folder, *folder.parents)), None)


def _holds_posts(folder: Path) -> bool:
    # Most archives are known by a file or a folder.
    from newsctl.front_matter.discovery import holds_posts  # noqa: PLC0415
    from newsctl.front_matter.post_rules import PostRules  # noqa: PLC0415

    rules = PostRules(Settings(), jekyll=False)
    return holds_posts(str(folder), rules, most_folders=_FOLDERS_LOOKED_INTO)
