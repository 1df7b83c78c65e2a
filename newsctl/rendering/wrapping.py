"""Wrapping of messages without Rich, whose import no message should wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.rendering.terminal import Terminal


def broken(text: str, terminal: Terminal, *, before: int = 0, indent: str = "") -> list[str]:
    """Return the lines of a message, wrapped on a terminal.

    The first line starts at column `before`; the others are indented by `indent`. A word longer
    than a line, such as a path, is not broken, so that it can be copied.
    """
    if terminal.room is None or before + len(text) * 2 <= terminal.room:
        return [text]
    return [*_lines(text.split(" "), terminal.room, before, indent)]


def _lines(words: list[str], room: int, before: int, indent: str) -> Iterator[str]:
    """Yield lines of words that fit in `room` columns."""
    line, width = words[0], before + columns_of(words[0])
    for word in words[1:]:
        if line.strip() and width + 1 + columns_of(word) > room:
            yield line
            line, width = indent + word, len(indent) + columns_of(word)
        else:
            line, width = f"{line} {word}", width + 1 + columns_of(word)
    yield line


def columns_of(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 -- for words of other letters alone

    return cell_len(text)
