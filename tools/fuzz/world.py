"""One archive that is attacked, and newsctl run in it inside this process."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

from newsctl.cli.app import run
from newsctl.cli.reading.head_start import head_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LONGEST = 20
"""Seconds that one command may take."""

_CODES = {0, 1, 2, 3}


class Broken(Exception):
    """What newsctl must never do, in words."""


@dataclass(frozen=True)
class Ran:
    """What became of one command."""

    code: int
    out: bytes
    err: str


class World:
    """A folder with an archive, and the folders for all that newsctl keeps beside it."""

    def __init__(self, folder: Path) -> None:
        self.archive = folder / "archive"
        self._kept = folder / "kept"
        self.archive.mkdir()

    def fill(self, files: dict[str, bytes]) -> None:
        """Let the archive hold these files, and nothing else; what was kept of it is gone."""
        for folder in (self.archive, self._kept):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for name, data in files.items():
            (self.archive / name).write_bytes(data)

    def files(self) -> dict[str, bytes]:
        """Return what the archive holds now; the trash is not part of it."""
        return {
            path.relative_to(self.archive).as_posix(): path.read_bytes()
            for path in sorted(self.archive.rglob("*"))
            if path.is_file() and not path.relative_to(self.archive).parts[0].startswith(".newsctl")
        }

    def run(self, *line: str, stdin: bytes = b"") -> Ran:
        """Run a command in the archive, as in a pipe.

        Raises Broken when it ends in another way than the documented ones, or not in time.
        """
        streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
        with (
            self._surroundings(),
            patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
            _in_time(line),
        ):
            code = run(list(line), head_start(list(line)))
            for stream in streams[1:]:
                stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams[1:])
        ran = Ran(code, out, err.decode(errors="replace"))
        if code not in _CODES or "mistake in newsctl" in ran.err:
            raise Broken(f"{list(line)} ended with {code}: {ran.err.strip()[-500:]}")
        return ran

    @contextmanager
    def _surroundings(self) -> Iterator[None]:
        own = {
            "HOME": str(self._kept),
            "NEWSCTL_CACHE": str(self._kept / "cache"),
            "NEWSCTL_DATA": str(self._kept / "data"),
            "EDITOR": "true",
            "VISUAL": "",
            "BROWSER": "true",
            "COLUMNS": "80",
        }
        before = os.getcwd()  # noqa: PTH109 -- as it is, for going back
        os.chdir(self.archive)
        try:
            with patch.dict(os.environ, own):
                os.environ.pop("NEWSCTL_ARCHIVE", None)
                yield
        finally:
            os.chdir(before)


@contextmanager
def _in_time(line: Sequence[str]) -> Iterator[None]:
    def too_late(*_: object) -> None:
        raise Broken(f"{list(line)} took more than {LONGEST} s")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
