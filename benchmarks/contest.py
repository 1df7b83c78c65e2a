"""What all measures share: the archive, where indexes go, and who takes part."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.processes import Program, Run
from newsctl.cli.reading.variables import CACHE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NEWSCTL = "newsctl"
WHOOSH = "stock Whoosh"
RIPGREP = "ripgrep"
WORD = "verkiezingen"
_WHOOSH_MOST = 5_000  # posts that stock Whoosh is timed on, a few minutes for 100,000


class Contest(NamedTuple):
    """An archive of so many posts, a folder for indexes, and the engines that are installed.

    Time is that of the clock, or `by_processor` what a program had of the processor.
    """

    archive: Path
    posts: int
    indexes: Path
    engines: Sequence[str]
    rounds: int
    questions: int
    seed: int
    by_processor: bool = False

    def newsctl(self, *arguments: str) -> Program:
        """Return newsctl on the archive."""
        command = [sys.executable, "-m", "newsctl", *arguments]
        return Program(command, {CACHE: str(self.index_of(NEWSCTL))}, self.archive)

    def worker(self, engine: str, task: str, *arguments: str) -> Program:
        """Return one engine at one task."""
        places = (str(self.archive), str(self.index_of(engine)))
        return Program(
            [sys.executable, "-m", "benchmarks.worker", engine, task, *places, *arguments], {}
        )

    def taken(self, run: Run) -> float:
        """Return the seconds that a run took."""
        return run.processor if self.by_processor else run.seconds

    def index_of(self, engine: str) -> Path:
        """Return where an engine keeps its index."""
        return self.indexes / engine.replace(" ", "-")

    def posts_of(self, engine: str) -> int:
        """Return how many posts an engine indexes."""
        return min(self.posts, _WHOOSH_MOST) if engine == WHOOSH else self.posts

    @property
    def with_index(self) -> Sequence[str]:
        """The engines that have an index."""
        return [engine for engine in self.engines if engine != RIPGREP]
