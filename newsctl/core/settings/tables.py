"""Conversion of a parsed `newsctl.toml` to settings, with every key and value checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from newsctl.core.messages import _
from newsctl.core.problems import Severity
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType, type_of_choice
from newsctl.core.settings.values import (
    filename,
    globs,
    known,
    one_of,
    rule_or_family,
    scalar,
    scalars,
    separator,
    text,
    truth,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.settings import Levels
    from newsctl.core.settings.values import KeyPath

    TomlTable: TypeAlias = Mapping[str, object]
    ReadSetting: TypeAlias = Callable[[object, KeyPath], Any]

_OFF = "off"


def settings_from(tables: TomlTable) -> Settings:
    """Make settings of the tables of a parsed `newsctl.toml`; missing keys keep their default.

    Raises SettingsError for an unknown table or key, with a suggestion if there is one, and for a
    value of the wrong kind. Time zones and commands are checked elsewhere.
    """
    found: dict[str, Any] = {}
    for name, table in tables.items():
        read = known(name, _TABLES, "table", (name,))
        found |= read(_table(table, (name,)), (name,))
    return Settings(**found)


def _archive(table: TomlTable, keys: KeyPath) -> dict[str, Any]:
    return _read(table, keys, _ARCHIVE)


def _fields(table: TomlTable, keys: KeyPath) -> dict[str, Any]:
    return {"fields": {name: _field(field, (*keys, name)) for name, field in table.items()}}


def _field(said: object, keys: KeyPath) -> FieldSettings:
    settings = FieldSettings(**_read(_table(said, keys), keys, _FIELD))
    for value in settings.allowed:
        if type(value) not in settings.type.traits.choices:
            message = _("{value!r} is allowed, but is no {type}.", value=value, type=settings.type)
            hint = _(
                'Leave it out, or take type = "{type_of_choice}".',
                type_of_choice=type_of_choice(value),
            )
            raise wrong(message, (*keys, "allowed"), hint)
    return settings


def _rules(table: TomlTable, keys: KeyPath) -> dict[str, Any]:
    levels = {name: level for name, level in table.items() if name != _FOLDERS}
    folders = _table(table.get(_FOLDERS, {}), (*keys, _FOLDERS))
    return {
        "rules": _levels(levels, keys),
        "folder_rules": tuple(
            (glob, _levels(folders[glob], (*keys, _FOLDERS, glob)))
            for glob in globs([*folders], (*keys, _FOLDERS))
        ),
    }


def _levels(value: object, keys: KeyPath) -> Levels:
    read = one_of((_OFF, *Severity))
    levels = {
        rule_or_family(name, (*keys, name)): read(level, (*keys, name))
        for name, level in _table(value, keys).items()
    }
    return {name: None if level == _OFF else Severity(level) for name, level in levels.items()}


def _queries(table: TomlTable, keys: KeyPath) -> dict[str, Any]:
    return {"queries": {name: text(query, (*keys, name)) for name, query in table.items()}}


def _defaults(table: TomlTable, keys: KeyPath) -> dict[str, Any]:
    commands = {name: _options(options, (*keys, name)) for name, options in table.items()}
    return {"defaults": commands}


def _options(options: object, keys: KeyPath) -> dict[str, Value]:
    return {name: scalar(value, (*keys, name)) for name, value in _table(options, keys).items()}


def _read(table: TomlTable, keys: KeyPath, readers: Mapping[str, ReadSetting]) -> dict[str, Any]:
    """Read each value of a table with the reader of its key."""
    kind = _("key of [{keys}]", keys=".".join(keys))
    return {
        key: known(key, readers, kind, (*keys, key))(value, (*keys, key))
        for key, value in table.items()
    }


def _table(value: object, keys: KeyPath) -> TomlTable:
    if isinstance(value, dict):
        return value
    raise wrong(
        _("{keys} has to be a table.", keys=keys[-1]),
        keys,
        _("Write [{keys}] on a line.", keys=".".join(keys)),
    )


_FOLDERS = "folders"
_TABLES: dict[str, Callable[[TomlTable, KeyPath], dict[str, Any]]] = {
    "archive": _archive,
    "fields": _fields,
    "rules": _rules,
    "queries": _queries,
    "defaults": _defaults,
}
_ARCHIVE: dict[str, ReadSetting] = {
    "include": globs,
    "exclude": globs,
    "drafts": truth,
    "undated": truth,
    "without_front_matter": truth,
    "time_zone": text,
    "date_field": text,
    "filename": filename,
}
ARCHIVE_KEYS = tuple(_ARCHIVE)
"""The keys of `[archive]`, which are those of Settings too."""

_FIELD: dict[str, ReadSetting] = {
    "type": lambda value, keys: FieldType(one_of(FieldType)(value, keys)),
    "required": truth,
    "allowed": scalars,
    "help": text,
    "separator": separator,
}
