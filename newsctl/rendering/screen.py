"""Rich, configured for the terminal: styled lines to text with escape sequences."""

from __future__ import annotations

import io
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING
from urllib.parse import quote

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.core.archive.hits import HighlightedText
    from newsctl.rendering.styles import Label
    from newsctl.rendering.terminal import Terminal

READABLE = 88
"""Columns; a longer line of running text is hard to read, however wide the window."""

_UNBOUNDED = 1_000_000
_NARROWEST = 10
_LINKED = ("http://", "https://", "file://", "mailto:")


class Screen:
    """Makes styled text for one terminal. All text passed to it is sanitised."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.width = terminal.room or _UNBOUNDED
        self.is_window = terminal.is_tty
        self.ellipsis = "…" if terminal.unicode else "..."
        self.dot = "·" if terminal.unicode else "-"
        self.bar = "│" if terminal.unicode else "|"
        self.bullet = "•" if terminal.unicode else "*"
        self.dash = "─" if terminal.unicode else "-"

    def text(self, value: str, label: Label | str = "", *, link: str | None = None) -> Text:
        """Return one line of text in the style of a label, with a link if the terminal can."""
        return self._linked(Text(one_line(value), style=label, end=""), link)

    def highlighted(
        self,
        value: HighlightedText,
        label: Label | str,
        found: Label | str,
        *,
        link: str | None = None,
    ) -> Text:
        """Return text with its highlights in the style of `found`."""
        text = Text(style=label, end="")
        for piece, is_match in value.pieces():
            text.append(one_line(piece), style=found if is_match else None)
        return self._linked(text, link)

    def wrapped(
        self,
        text: Text,
        *,
        first: Text | str = "",
        rest: Text | str | None = None,
        most: int | None = None,
    ) -> list[Text]:
        """Return the lines of a text, wrapped to the window, or to `most` columns.

        `first` and `rest` are the indentation of the first line and of the others.
        """
        rest = first if rest is None else rest
        room = min(self.width, most or _UNBOUNDED) - _length(first)
        if self.is_window:
            lines = self.folded(text, max(room, _NARROWEST))
        else:
            lines = list(text.split("\n"))
        before = chain([first], repeat(rest))
        return [Text.assemble(start, line) for start, line in zip(before, lines, strict=False)]

    def folded(self, text: Text, width: int) -> list[Text]:
        """Return the lines of a text wrapped to so many columns, between words if possible."""
        return list(text.wrap(self._console, width, overflow="fold"))

    def natural_width(self, text: Text) -> int:
        """Return the width of the longest line of a text that is not wrapped."""
        return max(line.cell_len for line in text.split("\n", allow_blank=True))

    def evenly_wrapped(self, text: Text, *, first: str, most: int) -> list[Text]:
        """Return the lines as `wrapped`, but narrower if the last would be a single word."""
        lines = self.wrapped(text, first=first, most=most)
        evenly, most = lines, min(self.width, most)
        while len(evenly) > 1 and len(evenly[-1].plain.split()) == 1:
            most -= 1
            evenly = self.wrapped(text, first=first, most=most)
            if len(evenly) > len(lines) or most <= len(first) + _NARROWEST:
                return lines
        return evenly

    def cut(self, text: Text, width: int) -> Text:
        """Truncate text to at most `width` columns, with an ellipsis."""
        if text.cell_len <= width:
            return text
        kept = text.copy()
        kept.truncate(max(width - len(self.ellipsis), 0), overflow="crop")
        kept.rstrip()
        return kept.append(self.ellipsis[:width])

    def cut_middle(self, text: Text, width: int) -> Text:
        """Truncate text to at most `width` columns in the middle, as for a path."""
        room = width - len(self.ellipsis)
        if text.cell_len <= width or room < 1:
            return self.cut(text, width)
        start, end = text.copy(), len(text)
        start.truncate(room // 3, overflow="crop")
        while cell_len(text.plain[end - 1 :]) <= room - room // 3:
            end -= 1
        return Text.assemble(start, self.ellipsis, text[end:], end="")

    def lines(self, texts: Iterable[Text]) -> str:
        """Return the lines with the terminal's escape sequences, each ended by a newline."""
        return "".join(f"{self._with_escapes(text)}\n" for text in texts)

    def _linked(self, text: Text, link: str | None) -> Text:
        if link and self._terminal.links and link.lower().startswith(_LINKED):
            text.stylize(Style(link=_ascii(link)))
        return text

    def _with_escapes(self, text: Text) -> str:
        """Return styled text with escape sequences, or plain if the terminal has no colour."""
        if not self._terminal.colour:
            return text.plain.rstrip()
        text.rstrip()
        with self._console.capture() as spelt:
            self._console.print(text, soft_wrap=True, end="")
        return spelt.get()

    @cached_property
    def _console(self) -> Console:
        return Console(
            file=io.StringIO(),
            width=self.width,
            height=self._terminal.height,
            force_terminal=True,
            color_system="standard" if self._terminal.colour else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},  # what the environment says is in the Terminal already
        )


def _length(text: Text | str) -> int:
    return cell_len(text if isinstance(text, str) else text.plain)


def _ascii(link: str) -> str:
    """Return an address in printable ASCII, as OSC 8 requires."""
    return quote(one_line(link), safe="/:?#@!$&'()*+,;=~%[]")
