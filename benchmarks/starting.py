"""What starting costs: whole programs, beside an interpreter that does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contest import NEWSCTL, RIPGREP, WORD, Contest
from benchmarks.figures import Figure
from benchmarks.processes import BARE, MILLISECONDS, Program, bare_python, in_turn
from newsctl.cli.reading.variables import COMPLETING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.processes import Run


def starts(contest: Contest) -> Iterator[Figure]:
    """Time the program's own answers, which need no index."""
    completion = contest.newsctl("list", "--bron", "N")._replace(
        environment={**contest.newsctl().environment, COMPLETING: "1"}
    )
    yield from _beside_bare(
        {
            "--version": contest.newsctl("--version"),
            "--help": contest.newsctl("--help"),
            "completion of a value": completion,
        },
        contest,
    )


def cold_searches(contest: Contest) -> Iterator[Figure]:
    """Time one search by each engine: its start, its index opened, its answer."""
    programs = {
        engine: contest.newsctl("search", WORD)
        if engine == NEWSCTL
        else contest.worker(engine, "search", WORD)
        for engine in contest.with_index
    }
    if RIPGREP in contest.engines:
        programs[RIPGREP] = Program(["rg", "-il", WORD, str(contest.archive)], {})
    taken = in_turn({BARE: bare_python(), **programs}, rounds=contest.rounds)
    times = {
        name: _figure("one search, whole process", name, contest, runs)
        for name, runs in taken.items()
    }
    yield from (times[name].beside(times[BARE]) for name in programs)
    if RIPGREP in programs:
        search = times[NEWSCTL]._replace(what="one search, fresh check included")
        yield search.beside(times[RIPGREP])


def _beside_bare(programs: Mapping[str, Program], contest: Contest) -> Iterator[Figure]:
    taken = in_turn({BARE: bare_python(), **programs}, rounds=contest.rounds)
    bare = _figure("", BARE, contest, taken[BARE])
    for name in programs:
        yield _figure(name, NEWSCTL, contest, taken[name]).beside(bare)


def _figure(what: str, who: str, contest: Contest, runs: list[Run]) -> Figure:
    return Figure(what, who, [contest.taken(run) * MILLISECONDS for run in runs], "ms")
