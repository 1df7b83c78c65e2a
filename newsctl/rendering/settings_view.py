"""The settings in force, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, translated
from newsctl.core.settings.toml_text import toml_key, toml_value
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.post.post import Value
    from newsctl.core.settings.shown import Setting
    from newsctl.rendering.terminal import Terminal

_HEADINGS = (_("setting"), _("from"), _("value"))


class SettingList(Renderable):
    """Settings: aligned for people, as TOML with the same settings, or as objects."""

    usual = ("table", "toml")

    def __init__(self, settings: Sequence[Setting], terminal: Terminal) -> None:
        self._settings = settings
        self._terminal = terminal

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each setting."""
        return map(_object, self._settings)

    def as_toml(self) -> Iterator[str]:
        """Yield `key = value`, with the source as a comment."""
        return map(_line, self._settings)

    def as_table(self) -> Iterator[str]:
        """Yield the rows of a table."""
        return _table(self._settings, self._terminal)


def _object(setting: Setting) -> dict[str, Value]:
    return {
        "setting": toml_key(setting.keys),
        "value": setting.value,
        "source": setting.source,
    }


def _line(setting: Setting) -> str:
    return f"{toml_key(setting.keys)} = {toml_value(setting.value)}  # {setting.source}\n"


def _table(settings: Sequence[Setting], terminal: Terminal) -> Iterator[str]:
    """Yield name, source and then value, so that a long value does not move the others."""
    rows = [
        (one_line(toml_key(one.keys)), translated(one.source), toml_value(one.value))
        for one in settings
    ]
    name, source, value = map(translated, _HEADINGS)
    names = max(len(name), *(len(row[0]) for row in rows))
    sources = max(len(source), *(len(row[1]) for row in rows))
    yield paint(f"{name:<{names}}  {source:<{sources}}  {value}", Label.QUIET, terminal) + "\n"
    for name, source, value in rows:
        yield paint(f"{name:<{names}}", Label.KEY, terminal)
        yield f"  {source:<{sources}}  {one_line(value)}\n"
