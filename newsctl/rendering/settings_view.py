"""Settings in force, each with where it came from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.settings.toml_text import toml_key, toml_value
from newsctl.rendering.harmless import one_line
from newsctl.rendering.json_output import SCHEMA_VERSION, json_array
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from newsctl.core.post.post import Value
    from newsctl.core.settings.shown import Setting
    from newsctl.rendering.terminal import Terminal

_HEADINGS = ("setting", "from", "value")


class SettingsFormat(StrEnum):
    """How settings are written. TOML is `key = value`, with the source as a comment."""

    TABLE = "table"
    TOML = "toml"
    JSON = "json"


def write_settings(
    settings: Sequence[Setting], form: SettingsFormat, out: BinaryIO, terminal: Terminal
) -> None:
    """Write settings: aligned for people, as TOML that makes the same ones, or as objects."""
    match form:
        case SettingsFormat.JSON:
            write_plain(json_array(map(_object, settings)), out, terminal)
        case SettingsFormat.TOML:
            write_plain(map(_line, settings), out, terminal)
        case SettingsFormat.TABLE:
            write_styled(_table(settings, terminal), out, terminal)


def _object(setting: Setting) -> dict[str, Value]:
    return {
        "schema_version": SCHEMA_VERSION,
        "setting": toml_key(setting.keys),
        "value": setting.value,
        "source": setting.source,
    }


def _line(setting: Setting) -> str:
    return f"{toml_key(setting.keys)} = {toml_value(setting.value)}  # {setting.source}\n"


def _table(settings: Sequence[Setting], terminal: Terminal) -> Iterator[str]:
    """Yield name, source and then value, so that a long value cannot push them about."""
    rows = [(one_line(toml_key(one.keys)), one.source, toml_value(one.value)) for one in settings]
    names = max(len(name) for name, *_ in (_HEADINGS, *rows))
    sources = max(len(source) for _, source, _ in (_HEADINGS, *rows))
    name, source, value = _HEADINGS
    yield paint(f"{name:<{names}}  {source:<{sources}}  {value}", Label.QUIET, terminal) + "\n"
    for name, source, value in rows:
        yield paint(f"{name:<{names}}", Label.KEY, terminal)
        yield f"  {source:<{sources}}  {one_line(value)}\n"
