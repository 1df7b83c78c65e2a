"""The settings of an archive, with the defaults that hold where `newsctl.toml` says nothing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Settings:
    """What an archive can say about itself. Globs are relative to its folder."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    drafts: bool = False
    undated: bool | None = None
    without_front_matter: bool = False
    time_zone: str = "Europe/Amsterdam"
    date_field: str = "date"
    required: tuple[str, ...] = ()
    queries: dict[str, str] = field(default_factory=dict)

    @property
    def reading(self) -> str:
        """What of the settings decides how a file is read; the rest can change without effect."""
        return f"{self.time_zone}; {self.date_field}; {self.without_front_matter}"


def settings_from(tables: Mapping[str, object]) -> Settings:
    """Make settings of the tables of a parsed `newsctl.toml`; what it leaves out keeps its default.

    Raises SettingsError for an unknown table or key, with the one that was meant if that is known,
    and for a value of the wrong kind. Time zones are checked by who needs them (`zone_named`).
    """
    found: dict[str, Any] = {}
    for name, table in tables.items():
        _expect(name, (*_TABLES, _QUERIES), "table")
        if not isinstance(table, dict):
            raise SettingsError(f"{name} has to be a table.", hint=f"Write [{name}] on a line.")
        if name == _QUERIES:
            found[_QUERIES] = {query: _text(value, query) for query, value in table.items()}
        else:
            found |= _read_table(name, table)
    return Settings(**found)


def _read_table(name: str, table: dict[str, object]) -> dict[str, object]:
    keys = _TABLES[name]
    for key in table:
        _expect(key, keys, f"key of [{name}]")
    return {keys[key].attribute: keys[key].read(value, key) for key, value in table.items()}


def _expect(name: str, names: Iterable[str], kind: str) -> None:
    if name in names:
        return
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(names)}."
    raise SettingsError(f"{name!r} is not a {kind}.", hint=hint)


def _text(value: object, key: str) -> str:
    if isinstance(value, str):
        return value
    raise SettingsError(f"{key} has to be text.", hint=f'Write {key} = "...".')


def _texts(value: object, key: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise SettingsError(f"{key} has to be a list of texts.", hint=f'Write {key} = ["...", "..."].')


def _truth(value: object, key: str) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingsError(f"{key} has to be true or false.", hint=f"Write {key} = true.")


class _Key(NamedTuple):
    """Where a key's value goes in Settings, and how it is read."""

    attribute: str
    read: Callable[[object, str], object]


_QUERIES = "queries"
_TABLES = {
    "archive": {
        "include": _Key("include", _texts),
        "exclude": _Key("exclude", _texts),
        "drafts": _Key("drafts", _truth),
        "undated": _Key("undated", _truth),
        "without_front_matter": _Key("without_front_matter", _truth),
        "time_zone": _Key("time_zone", _text),
    },
    "fields": {
        "date": _Key("date_field", _text),
        "required": _Key("required", _texts),
    },
}
