"""Parsing of command lines into options with their values, and arguments.

It is used before Typer is imported (`head_start`) and by the commands themselves (`arguments`).
Short options follow getopt
(https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html, guidelines 5 to 7): `-0f
path` is `-0 -f path`, `-fjson` is `-f json`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Arities = Mapping[str, int]
    """How many values each option takes."""

    Fits = Callable[[str, str], bool]
    """Tells whether an option can have a value that is attached to it."""

END_OF_OPTIONS = "--"


class LinePart(NamedTuple):
    """An option with its values, or an argument.

    `taken` has them separately, as in `-f json`; `written` is the original argument.
    """

    option: str | None
    taken: list[str]
    written: str


class NoValue(ValueError):
    """An option lacks its value; the text is the option."""


def always(option: str, value: str) -> bool:
    """Accept every attached value."""
    del option, value
    return True


def names_folder(value: str) -> bool:
    """Tell whether an attached value of `-C` is a folder and not the rest of a word: `-Corona`."""
    return "/" in value or value[:1] in {".", "~"} or os.path.isdir(value)  # noqa: PTH112 -- fast


def parts(args: Sequence[str], arities: Arities, fits: Fits = always) -> Iterator[LinePart]:
    """Yield the options and the arguments of a line in order.

    `--` is an option that takes all that follows. Raises NoValue.
    """
    place = 0
    while place < len(args):
        argument = args[place]
        place += 1
        if argument == END_OF_OPTIONS:
            yield LinePart(argument, list(args[place - 1 :]), argument)
            return
        name, assigned, _ = argument.partition("=")
        if argument in arities:
            pieces = [argument]
        elif assigned and name.startswith("--") and name in arities:
            yield LinePart(name, [argument], argument)
            continue
        else:
            pieces = _pieces(argument, arities, fits)
        for at, piece in enumerate(pieces):
            wanted = arities[piece]
            value = pieces[at + 1 :] if wanted else []
            values = value or list(args[place : place + wanted])
            if len(values) < wanted:
                raise NoValue(piece)
            place += 0 if value else wanted
            yield LinePart(piece, [piece, *values], argument)
            if wanted:
                break
        if not pieces:
            yield LinePart(None, [argument], argument)


def _pieces(argument: str, arities: Arities, fits: Fits) -> list[str]:
    """Split `-0fpath` into `-0`, `-f` and `path`; empty for another argument."""
    pieces: list[str] = []
    if argument[:1] != "-" or argument[1:2] == "-":
        return []
    for place, letter in enumerate(argument[1:], start=2):
        option = f"-{letter}"
        if option not in arities or option in pieces:
            return []
        pieces.append(option)
        if not arities[option]:
            continue
        value = argument[place:]
        if not value:
            return pieces
        if fits(option, value):
            return [*pieces, value]
        value = value.removeprefix("=")  # no getopt does so, and nothing else can be meant
        return [*pieces, value] if value != argument[place:] and fits(option, value) else []
    return pieces
