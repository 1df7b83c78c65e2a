"""The styles of all parts of the output.

The values are Rich's style words, with the sixteen colours of the terminal's own theme, so that
text is readable on light and on dark; `paint` implements the same words without Rich.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsctl.rendering.terminal import Terminal


class Label(StrEnum):
    """A part of the output."""

    TITLE = "bold"
    MATCH = "bold magenta"
    QUIET = "dim"
    KEY = "cyan"
    LINK = "underline blue"
    QUOTE = "italic"
    CODE = "green"
    ERROR = "bold red"
    WARNING = "bold yellow"
    INFO = "bold blue"
    ADDED = "green"
    REMOVED = "red"
    ADDED_WORDS = "reverse green"
    REMOVED_WORDS = "reverse red"


_CODES = {
    "bold": 1, "dim": 2, "italic": 3, "underline": 4, "reverse": 7,
    "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36,
}  # fmt: skip


def paint(text: str, label: Label, terminal: Terminal) -> str:
    """Return text in the style of a label, if the terminal has colour.

    The text has to be sanitised already.
    """
    if not (terminal.colour and text):
        return text
    codes = ";".join(str(_CODES[word]) for word in label.split())
    return f"\x1b[{codes}m{text}\x1b[0m"
