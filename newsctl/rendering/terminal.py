"""The properties of an output stream: size, colour, links, encoding."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

_WITHOUT_ESCAPES = {"dumb", ""}
_WITHOUT_LINKS = {"linux", "vt100", "vt220"}  # consoles that may print what they do not know


class Colour(StrEnum):
    """The values of `--color`."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Terminal(NamedTuple):
    """The properties of a stream. The default is a pipe: not coloured, cut or wrapped.

    `links` are OSC 8 hyperlinks. `encoding` is that of the terminal; a pipe always gets UTF-8, so
    that a command gives the same bytes in every locale.
    """

    width: int = 80
    height: int = 24
    is_tty: bool = False
    colour: bool = False
    links: bool = False
    encoding: str = "utf-8"
    dumb: bool = False

    @classmethod
    def of(
        cls,
        stream: TextIO,
        env: Mapping[str, str],
        *,
        color: str = Colour.AUTO,
        holds_data: bool = False,
    ) -> Terminal:
        """Detect the properties of a stream; `env` is the environment.

        `COLUMNS` and `LINES` override the size that the terminal reports. Colour is decided by the
        option, then NO_COLOR (no-color.org: set and not empty), then FORCE_COLOR and
        CLICOLOR_FORCE, then TERM and CLICOLOR. If a stream `holds_data`, only the option colours it
        in a pipe.
        """
        is_tty = stream.isatty()
        width, height = _size(stream) if is_tty else (80, 24)
        if holds_data and not is_tty:
            colour = color == Colour.ALWAYS
        else:
            colour = _wants_colour(env, Colour(color), is_tty=is_tty)
        return cls(
            width=_positive(env.get("COLUMNS")) or width,
            height=_positive(env.get("LINES")) or height,
            is_tty=is_tty,
            colour=colour,
            links=is_tty and colour and env.get("TERM", "") not in _WITHOUT_LINKS,
            encoding=(stream.encoding or "utf-8") if is_tty else "utf-8",
            dumb=env.get("TERM", "") in _WITHOUT_ESCAPES,
        )

    @property
    def animates(self) -> bool:
        """Whether a bar can be redrawn: not on a terminal without escape sequences."""
        return self.is_tty and not self.dumb

    @property
    def unicode(self) -> bool:
        """Whether the terminal can display all characters."""
        return self.encoding.lower().replace("-", "").replace("_", "") in {"utf8", "utf16"}

    @property
    def room(self) -> int | None:
        """The width of a line in columns; None in a pipe, where nothing is cut or wrapped."""
        return self.width if self.is_tty else None


def _size(stream: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):  # a terminal in name only, such as one inside an editor
        return 80, 24
    return size.columns or 80, size.lines or 24


def _positive(number: str | None) -> int | None:
    # isdecimal alone would take other scripts' digits, which are no terminal's
    if number is None or not (number.isascii() and number.isdecimal()):
        return None
    return min(int(number[:6]), 10_000) or None


def _wants_colour(env: Mapping[str, str], color: Colour, *, is_tty: bool) -> bool:
    """Decide whether to use colour; see `Terminal.of`."""
    if color is not Colour.AUTO:
        return color is Colour.ALWAYS
    if env.get("NO_COLOR"):
        return False
    if any(env.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_tty and env.get("TERM", "") not in _WITHOUT_ESCAPES and env.get("CLICOLOR") != "0"
