"""`newsctl.toml`: read and checked, with the file named in every error."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, SettingsError
from newsctl.core.settings import settings_from

if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.core.settings import Settings

LARGEST_SETTINGS = 1024 * 1024


def read_settings(path: Path) -> Settings:
    """Read the settings of an archive.

    Raises SettingsError for what is not TOML or not a setting, ArchiveError when the file cannot
    be read.
    """
    try:
        with path.open("rb") as file:
            return settings_from(tomllib.loads(file.read(LARGEST_SETTINGS).decode()))
    except SettingsError as error:
        raise SettingsError(f"{path}: {error.message}", hint=error.hint) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    except OSError as error:
        raise ArchiveError(f"Cannot read {path}: {error.strerror}.") from error
