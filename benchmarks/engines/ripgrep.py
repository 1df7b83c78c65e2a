"""ripgrep, which has no index: every search reads every file, front matter and tags included."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.engines.engine import NotAnswered

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines.engine import Ask, Question


class Ripgrep:
    """Letters wherever they are, in small or capital ones. Raises ImportError without `rg`."""

    name = "ripgrep"

    def __init__(self) -> None:
        program = shutil.which("rg")
        if program is None:
            raise ImportError("the program rg is not installed")
        self._program = program

    @property
    def version(self) -> str:
        """What `rg` says of itself."""
        told = subprocess.run([self._program, "--version"], capture_output=True, check=True)
        return told.stdout.decode().splitlines()[0]

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Do nothing: there is no index."""
        del archive, index, most
        raise NotAnswered

    def open(self, archive: Path, index: Path) -> Ask:
        """Return what reads the files."""
        del index

        def ask(question: Question) -> int:
            if question.bron is not None or question.newest or not _is_one(question):
                raise NotAnswered
            options = ["-il", "--fixed-strings", "--", " ".join(question.words)]
            found = subprocess.run(
                [self._program, *options, str(archive)], capture_output=True, check=False
            )
            return found.stdout.count(b"\n")

        return ask


def _is_one(question: Question) -> bool:
    return question.phrase or len(question.words) == 1
