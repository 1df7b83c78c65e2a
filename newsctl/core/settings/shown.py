"""Every setting in force, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.messages import _, joined
from newsctl.core.settings.rule_names import FAMILY_OF, SEVERITIES, weighed_by
from newsctl.core.settings.tables import ARCHIVE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.settings import Levels, Settings
    from newsctl.core.settings.site_facts import SiteZone

_DEFAULT = "default"


class Setting(NamedTuple):
    """One setting: its keys, its value, and its source."""

    keys: tuple[str, ...]
    value: Value
    source: str


def settings_shown(
    settings: Settings,
    tables: Mapping[str, Any],
    *,
    source: str,
    site_zone: SiteZone | None = None,
    by_site: Mapping[str, str] | None = None,
) -> Iterator[Setting]:
    """Yield the settings in force, in the order of `newsctl.toml`.

    `tables` are the parsed tables of the file, which decide whether the `source` of a setting is
    the file or a default. `site_zone` is the site's time zone, used where none is set; `by_site`
    names the file of the site that decides a key of `[archive]`.
    """
    for keys, value in _in_force(settings):
        by_family = keys[0] == "rules" and _is_said(("rules", FAMILY_OF.get(keys[-1], "")), tables)
        is_said = _is_said(keys, tables) or (by_family and len(keys) == 2)
        said_by = source if is_said else (by_site or {}).get(keys[-1], _DEFAULT)
        if keys == ("archive", "time_zone"):
            said_by = _source_of(site_zone) if site_zone else said_by
            said_by = joined("; ", filter(None, (said_by, settings.bare_times.remark)))
        yield Setting(keys, value, said_by)


def _source_of(zone: SiteZone) -> str:
    if zone.is_known:
        return zone.file
    return _(
        "{default}: no zone {name!r} ({file})", default=_DEFAULT, name=zone.name, file=zone.file
    )


def _in_force(settings: Settings) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Yield the keys and the value of every setting."""
    for key in ARCHIVE_KEYS:
        yield ("archive", key), getattr(settings, key)
    for name, field in settings.fields.items():
        for key in ("type", "required", "allowed", "help", "separator"):
            value = getattr(field, key)
            if value not in (None, ()):
                yield ("fields", name, key), value
    yield from _levels({**settings.rules, **SEVERITIES, **weighed_by(settings.rules)}, ("rules",))
    for glob, levels in settings.folder_rules:
        yield from _levels(levels, ("rules", "folders", glob))
    for name, query in settings.queries.items():
        yield ("queries", name), query
    for command, options in settings.defaults.items():
        for option, value in options.items():
            yield ("defaults", command, option), value


def _levels(levels: Levels, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    for name, severity in levels.items():
        yield (*keys, name), str(severity or "off")


def _is_said(keys: tuple[str, ...], tables: Mapping[str, Any]) -> bool:
    for key in keys:
        if key not in tables:
            return False
        tables = tables[key]
    return True
