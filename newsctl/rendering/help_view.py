"""Help in colour: what the user types stands out from its description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _, translated
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from newsctl.rendering.terminal import Terminal

_HEADING = re.compile(r"( *)([A-Z][a-z]+(?: [a-z]+){0,2}:)(?=$| newsctl)")
_EXAMPLE = re.compile(r" +newsctl .*")
_ENTRY = re.compile(r"(  )(\S+(?: \S+)*)(?=  |$)")
_QUIET = (_("default"), _("required"), "REF")
_TO_COMMAND = _("Usage:")


def coloured_help(text: str, terminal: Terminal) -> str:
    """Return the help of a command, which is sanitised, with its parts styled."""
    if not terminal.colour:
        return text
    lines: list[str] = []
    is_list = False  # of options or commands
    for line in text.split("\n"):
        if heading := _HEADING.match(line):
            is_list = not heading[1] and heading[2] != translated(_TO_COMMAND)
            painted = paint(heading[2], Label.TITLE, terminal)
            lines.append(heading[1] + painted + line[heading.end() :])
        elif _EXAMPLE.fullmatch(line):
            lines.append(paint(line, Label.CODE, terminal))
        elif is_list and (entry := _ENTRY.match(line)):
            lines.append(entry[1] + paint(entry[2], Label.KEY, terminal) + line[entry.end() :])
        else:
            lines.append(line)
    words = "|".join(map(translated, _QUIET))
    default = re.compile(rf"\[(?:{words})\b[^\]]*\]")
    return default.sub(lambda found: _quiet(found[0], terminal), "\n".join(lines))


def _quiet(text: str, terminal: Terminal) -> str:
    """Return text of several lines in a quiet style, except for the indentation."""
    return re.sub(r"\S[^\n]*", lambda line: paint(line[0], Label.QUIET, terminal), text)
