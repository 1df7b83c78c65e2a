"""Reading of `newsctl.toml`, with the file and the line in every error."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, SettingsError, cannot_read
from newsctl.core.messages import _, joined, said_by
from newsctl.core.post.dates import zone_named
from newsctl.core.settings.tables import settings_from
from newsctl.storage.regular_files import NotRegular, TooLarge, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsctl.core.settings import Settings

LARGEST_SETTINGS = 1024 * 1024
MOST_PARTS = 100
"""As many parts a dotted key may have: tomllib takes quadratic time for them."""

_BOM = "\ufeff"


def settings_and_tables(path: Path) -> tuple[Settings, dict[str, object]]:
    """Read the settings of an archive; return them and the parsed tables.

    Raises SettingsError for invalid TOML or settings, ArchiveError if the file cannot be read.
    """
    text = _text_of(path)
    try:
        tables = parse_toml(text)
        return _checked(settings_from(tables)), tables
    except SettingsError as error:
        line = line_of(error.keys, text)
        where = f"{path}:{line}" if line else str(path)
        raise SettingsError(joined(": ", (where, error.message)), hint=error.hint) from error
    except ValueError as error:  # tomllib.TOMLDecodeError, or a number that Python finds too long
        raise SettingsError(
            _("{path} is not TOML: {error}.", path=path, error=said_by(error))
        ) from error
    except RecursionError as error:
        raise SettingsError(_("{path} is not TOML: it goes too deep.", path=path)) from error


def parse_toml(text: str) -> dict[str, object]:
    """Parse TOML, in time that is bounded by its length.

    Raises ValueError or RecursionError if it is invalid.
    """
    if any(part.count(".") > MOST_PARTS for part in re.split(r"[=,\[\]{}\n]", text)):
        raise ValueError(_("a key has more than {most} parts", most=MOST_PARTS))
    return tomllib.loads(text)


def _checked(settings: Settings) -> Settings:
    """Return settings with a valid time zone. Raises SettingsError."""
    try:
        zone_named(settings.time_zone)
    except SettingsError as error:
        error.keys = ("archive", "time_zone")
        raise
    return settings


def _text_of(path: Path) -> str:
    """Return the text of a settings file. Raises SettingsError, ArchiveError."""
    try:
        data = read_regular(path, largest=LARGEST_SETTINGS)
    except TooLarge:
        raise SettingsError(
            _(
                "{path} is larger than {largest_settings} KB.",
                path=path,
                largest_settings=LARGEST_SETTINGS // 1024,
            )
        ) from None
    except NotRegular:
        raise ArchiveError(_("Cannot read {path}: it is no file.", path=path)) from None
    except OSError as error:
        raise cannot_read(path, error) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise SettingsError(
            _("{path} is not TOML: {error}.", path=path, error=said_by(error)),
            hint=_("Save it as UTF-8."),
        ) from error
    if text.startswith(_BOM):
        raise SettingsError(
            _("{path} is not TOML: it begins with a byte order mark.", path=path),
            hint=_("Save it as UTF-8 without one."),
        )
    return text


_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_LINE = re.compile(rf"[ \t]*(?:\[\[?[ \t]*(?P<table>{_KEY})[ \t]*\]|(?P<key>{_KEY})[ \t]*=)")


def line_of(keys: tuple[str, ...], text: str) -> int | None:
    """Return the line number, from 1, of the setting with these keys or of the nearest table.

    It looks at the beginnings of lines, so multi-line text that looks like TOML may mislead it.
    None if nothing is found.
    """
    depths = ((_depth(keys, path), -number) for number, path in _keys_by_line(text))
    deepest, number = max(depths, default=(0, 0))
    return -number if deepest else None


def _keys_by_line(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lines that begin a table or set a key, with the keys."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if found and found["table"]:
            table = _parts(found["table"])
            yield number, table
        elif found:
            yield number, (*table, *_parts(found["key"]))


def _parts(key: str) -> tuple[str, ...]:
    """Split a dotted key as tomllib does."""
    parts = []
    value: object = tomllib.loads(f"{key} = 0")
    while isinstance(value, dict):
        ((part, value),) = value.items()
        parts.append(part)
    return tuple(parts)


def _depth(keys: tuple[str, ...], path: tuple[str, ...]) -> int:
    """Return how many of the keys a path has, if it leads to the setting or a table around it."""
    return len(path) if keys[: len(path)] == path else 0
