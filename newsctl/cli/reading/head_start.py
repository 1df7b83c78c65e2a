"""The scan of the archive's files, which begins before the command line is parsed.

Parsing needs Typer, and answering needs the index; the scan runs while these load. Whether to scan,
and which archive, is guessed from the words of the command line. A wrong guess costs time and
nothing else: the command takes what was found here only if it is about the same archive.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.reading.command_line import NoValue, names_folder, parts
from newsctl.cli.reading.variables import ARCHIVE, COMPLETING
from newsctl.start_up import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsctl.cli.reading.command_line import LinePart
    from newsctl.core.archive.ports import ScanAhead
    from newsctl.front_matter.archive.finding import FoundArchive

_ASKING = {
    *("search", "list", "show", "facets", "stats", "trend", "kwic", "words", "collocates"),
    "related",
}
"""Commands that begin with a scan of the archive's files."""

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


class HeadStart(NamedTuple):
    """The archive found by `-C` (`option`) or `$NEWSCTL_ARCHIVE` (`variable`), and its scan."""

    option: Path | None
    variable: str | None
    archive: FoundArchive
    scan: ScanAhead

    def archive_by(self, option: Path | None, variable: str | None) -> FoundArchive | None:
        """Return the archive if it was found by this option and this variable."""
        return self.archive if (option, variable) == (self.option, self.variable) else None


def head_start(arguments: Sequence[str]) -> HeadStart | None:
    """Begin to scan the archive that a command line is about, if its command needs a scan."""
    if COMPLETING in os.environ or not is_on("prefetch") or not asks_of_files(arguments):
        return None
    # Only a line that asks of files loads what finds them.
    from pathlib import Path

    from newsctl.core.errors import NewsctlError
    from newsctl.front_matter.archive.finding import find_archive
    from newsctl.front_matter.archive.prefetch import WalkAhead

    named = archive_named(arguments)
    option, variable = None if named is None else Path(named), os.environ.get(ARCHIVE)
    try:
        archive = find_archive(option=option, variable=variable, cwd=Path.cwd())
        scan = WalkAhead(archive.root, archive.settings)
    except (NewsctlError, OSError):  # the command will meet the same error and report it
        return None
    return HeadStart(option, variable, archive, scan)


def asks_of_files(arguments: Sequence[str]) -> bool:
    """Tell whether a command line probably needs a scan of the archive's files."""
    return not _WITHOUT_FILES.intersection(arguments) and command_named(arguments) in _ASKING


def command_named(arguments: Sequence[str]) -> str:
    """Return the command that a command line probably names; empty if it names none."""
    words = (part.written for part in _parts(arguments) if part.option is None)
    return next((word for word in words if word[:1] != "-"), "")


def archive_named(arguments: Sequence[str]) -> str | None:
    """Return the folder that a command line probably gives with `-C`."""
    named = [
        part.taken[1] if part.taken[1:] else part.written.partition("=")[2]
        for part in _parts(arguments)
        if part.option in _OF_ARCHIVE
    ]
    return named[-1] if named else None


def _parts(arguments: Sequence[str]) -> Iterator[LinePart]:
    """Yield the parts of a command line, up to an option whose value is missing."""
    with suppress(NoValue):
        yield from parts(arguments, OPTIONS, _fits)


def _fits(option: str, value: str) -> bool:
    return option != "-C" or names_folder(value)
