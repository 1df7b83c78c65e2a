"""What each part of `newsctl.start_up` is worth: a search with it and without, side by side.

    python -m benchmarks.start_up [--archive DIR] [--rounds N]

The archive is the sample posts unless another is named, as one that `python -m benchmarks` keeps.
Each round starts all programs in turn. Printed is the least of the rounds, since what disturbs a
run only adds to it: what a search takes of the processor and by the clock, and how much more it
takes without one part, and without all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import WORD
from benchmarks.processes import BARE, MILLISECONDS, Program, bare_python, in_turn
from newsctl.cli.reading.variables import CACHE
from newsctl.start_up import SWITCH, TRICKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.processes import Run

SAMPLES = Path(__file__).parents[1] / "sample_posts"
USUAL, PLAIN = "a search", "without all"


def main() -> None:
    """Measure, and print a table in markdown."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--archive", type=Path, default=SAMPLES)
    arguments.add_argument("--rounds", type=int, default=30)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        programs = {USUAL: "", **{f"without {name}": name for name in TRICKS}, PLAIN: "all"}
        searches = {
            name: _search(given.archive, cache, left_out) for name, left_out in programs.items()
        }
        runs = in_turn({BARE: bare_python(), **searches}, rounds=given.rounds)
    sys.stdout.writelines(f"{line}\n" for line in _table(runs))


def _search(archive: Path, cache: str, left_out: str) -> Program:
    command = [sys.executable, "-m", "newsctl", "search", WORD, "-f", "path"]
    return Program(command, {CACHE: cache, SWITCH: left_out}, archive.absolute())


def _table(runs: dict[str, list[Run]]) -> list[str]:
    usual = runs[USUAL]
    lines = [
        "| | processor, ms | clock, ms | more, processor | more, clock |",
        "|---|---|---|---|---|",
    ]
    for name, own in runs.items():
        processor, clock = _both(own)
        more = [now - before for now, before in zip((processor, clock), _both(usual), strict=True)]
        shown = "| | |" if name in {BARE, USUAL} else f"| {more[0]:+.1f} | {more[1]:+.1f} |"
        lines.append(f"| {name} | {processor:.1f} | {clock:.1f} {shown}")
    return lines


def _both(runs: Sequence[Run]) -> tuple[float, float]:
    """Return the least that the processor and the clock say, in milliseconds."""
    return (
        min(run.processor for run in runs) * MILLISECONDS,
        min(run.seconds for run in runs) * MILLISECONDS,
    )


if __name__ == "__main__":
    main()
