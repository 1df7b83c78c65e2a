"""The look at the archive's files, begun before the command line is read.

To read it takes Typer, and to answer it the index: meanwhile the files are looked at. What the line
asks is guessed from its words. A wrong guess costs the time of the look and no more, since whoever
asks for what was found says of which archive.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.cli.reading.command_line import NoValue, names_folder, parts
from newsctl.cli.reading.variables import ARCHIVE, COMPLETING
from newsctl.start_up import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.cli.reading.command_line import LinePart
    from newsctl.core.archive.ports import LookAhead

_ASKING = {
    *("search", "list", "show", "facets", "stats", "trend", "kwic", "words", "collocates"),
    "related",
}
"""Commands that ask of the files as they are, before anything else."""

_OF_ARCHIVE = ("-C", "--archive")
OPTIONS = {"-0": 0, "-h": 0, "-q": 0} | dict.fromkeys(
    [
        *_OF_ARCHIVE,
        *("--color", "--show-completion"),
        *("--bron", "--category", "--categorie", "--since", "--sinds", "--until", "--tot"),
        *("--sort", "--limit", "-n", "--offset"),
        *("--format", "-f", "--fields", "--template", "-t", "--query"),
        *("--per", "--by", "--top", "--within", "--smooth", "--plot", "--width", "--sample"),
        *("--against", "--min", "--window"),
    ],
    1,
)
"""Options of the program and of these commands: short ones, and all that take a value."""

_WITHOUT_FILES = {"--no-sync", "-h", "--help", "--version", "--show-completion"}


def head_start(arguments: Sequence[str]) -> LookAhead | None:
    """Begin to look at the files that a line asks of, if it does."""
    if COMPLETING in os.environ or not is_on("prefetch") or not asks_of_files(arguments):
        return None
    # Only a line that asks of files loads what finds them.
    from pathlib import Path

    from newsctl.core.errors import NewsctlError
    from newsctl.front_matter.archive.finding import find_archive
    from newsctl.front_matter.archive.prefetch import WalkAhead

    named = archive_named(arguments)
    try:
        found = find_archive(
            option=None if named is None else Path(named),
            variable=os.environ.get(ARCHIVE),
            cwd=Path.cwd(),
        )
        return WalkAhead(found.root, found.settings)
    except (NewsctlError, OSError):  # told of by the command, which meets it too
        return None


def asks_of_files(arguments: Sequence[str]) -> bool:
    """Tell whether a line probably asks of the files as they are."""
    return not _WITHOUT_FILES.intersection(arguments) and command_named(arguments) in _ASKING


def command_named(arguments: Sequence[str]) -> str:
    """Return the command that a line probably names, empty where it names none."""
    words = (part.written for part in _parts(arguments) if part.option is None)
    return next((word for word in words if word[:1] != "-"), "")


def archive_named(arguments: Sequence[str]) -> str | None:
    """Return the folder that a line probably names as the archive."""
    named = [
        part.taken[1] if part.taken[1:] else part.written.partition("=")[2]
        for part in _parts(arguments)
        if part.option in _OF_ARCHIVE
    ]
    return named[-1] if named else None


def _parts(arguments: Sequence[str]) -> Iterator[LinePart]:
    """Yield what a line holds, as far as it is whole."""
    with suppress(NoValue):
        yield from parts(arguments, OPTIONS, _fits)


def _fits(option: str, value: str) -> bool:
    return option != "-C" or names_folder(value)
