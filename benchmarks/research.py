"""How long questions to an archive as a whole take: counts, trends, words, context.

    python -m benchmarks.research [--posts N] [--rounds N] [--processor] [--keep DIR]

Makes an archive and its index, runs each question as a whole program, in turn, round by round, and
prints medians as a table in markdown, with the most memory that one process had. A trend is held to
`search --count` of its two queries in the same round. `--processor` tells what a program had of the
processor in place of the clock; only how soon `kwic` writes its first line is by the clock always.
`--keep` makes the archive in a folder that stays, and takes the one that is there.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from operator import le
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from benchmarks.processes import MEGABYTE, MILLISECONDS, Program, in_turn, run
from benchmarks.targets import Target
from newsctl.cli.reading.variables import CACHE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.processes import Run

ONE, OTHER = "verkiezing", "klimaat"
BOTH = f"search --count of {ONE} and of {OTHER}"
COUNTS = {ONE: ("search", "--count", ONE), OTHER: ("search", "--count", OTHER)}
TREND = f"trend {ONE} {OTHER} --per maand"
FIRST_LINE = f"kwic {ONE}, first line"
QUESTIONS: Mapping[str, Sequence[str]] = {
    TREND: ("trend", ONE, OTHER, "--per", "maand"),
    "stats": ("stats",),
    f"stats {ONE}": ("stats", ONE),
    f"stats {ONE} --words": ("stats", ONE, "--words"),
    f"facets bron {ONE}": ("facets", "bron", ONE),
    "facets category --by bron": ("facets", "category", "--by", "bron"),
    f"words {ONE}": ("words", ONE),
    "words bron:NOS --parts": ("words", "bron:NOS", "--parts"),
    f"collocates {ONE}": ("collocates", ONE),
}
TARGETS = {
    TREND: Target(le, 2, BOTH),
    "stats": Target(le, 500),
    f"words {ONE}": Target(le, 5_000),
    FIRST_LINE: Target(le, 300),
}
"""In milliseconds, or as a ratio."""


class Measured(NamedTuple):
    """Milliseconds and megabytes of each round; the ratios are to what is named."""

    milliseconds: Sequence[float]
    megabytes: Sequence[float] = ()
    ratios: Sequence[float] = ()


def main() -> None:
    """Measure, and print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.research", description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--processor", action="store_true")
    arguments.add_argument("--keep", type=Path, metavar="DIR")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).absolute()
        site = folder / f"site-{given.posts}"
        if not site.is_dir():
            write_site(site, MadeTexts(), posts=given.posts, seed=1)
        found = measured(site, folder / "indexes", given.rounds, by_processor=given.processor)
    sys.stdout.writelines(f"{line}\n" for line in table(found, given.posts))


def measured(
    site: Path, cache: Path, rounds: int, *, by_processor: bool = False
) -> dict[str, Measured]:
    """Ask an archive everything so many times, and return what each question took."""
    programs = {
        name: _newsctl(site, cache, *command) for name, command in {**COUNTS, **QUESTIONS}.items()
    }
    run(_newsctl(site, cache, "search", "--count", ONE))
    runs = in_turn(programs, rounds=rounds)

    def taken(one: Run) -> float:
        return (one.processor if by_processor else one.seconds) * MILLISECONDS

    both = [taken(one) + taken(other) for one, other in zip(runs[ONE], runs[OTHER], strict=True)]
    found = {BOTH: Measured(both, [one.peak / MEGABYTE for one in runs[ONE]])}
    for name in QUESTIONS:
        times = [taken(one) for one in runs[name]]
        ratios = [mine / its for mine, its in zip(times, both, strict=True)]
        peaks = [one.peak / MEGABYTE for one in runs[name]]
        found[name] = Measured(times, peaks, ratios if name == TREND else ())
    first = _newsctl(site, cache, "kwic", ONE)
    found[FIRST_LINE] = Measured([until_first_line(first) for _ in range(rounds)])
    return found


def until_first_line(program: Program) -> float:
    """Return the milliseconds from the start of a program to the first line that it writes."""
    start = time.perf_counter()
    child = subprocess.Popen(
        program.command,
        env={**os.environ, **program.environment},
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with child:
        line = child.stdout.readline() if child.stdout else b""
        taken = (time.perf_counter() - start) * MILLISECONDS
        child.kill()
    if not line.endswith(b"\n"):
        raise RuntimeError("It wrote no line.")
    return taken


def table(found: Mapping[str, Measured], posts: int) -> list[str]:
    """Return the lines of a table, with what is aimed at of 100,000 posts."""
    lines = [
        f"{posts:,} posts",
        "",
        "| question | ms | spread | memory, MB | ratio | target | |",
        "| --- | ---: | --- | ---: | ---: | --- | --- |",
    ]
    for name, one in found.items():
        times = one.milliseconds
        target = TARGETS.get(name)
        ratio = statistics.median(one.ratios) if one.ratios else None
        value = statistics.median(times)
        is_met = target and target.holds(value if ratio is None else ratio, target.bound)
        verdict = "" if target is None else "met" if is_met else "missed"
        memory = f"{statistics.median(one.megabytes):,.0f}" if one.megabytes else ""
        cells = (
            name,
            f"{value:,.0f}",
            f"{min(times):,.0f} to {max(times):,.0f}",
            memory,
            "" if ratio is None else f"{ratio:.2f}",
            target or "",
            verdict,
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def _newsctl(site: Path, cache: Path, *arguments: str) -> Program:
    return Program([sys.executable, "-m", "newsctl", *arguments], {CACHE: str(cache)}, site)


if __name__ == "__main__":
    main()
