"""How fast an open index answers, by kind of question."""

from __future__ import annotations

import json
import statistics
import subprocess
from typing import TYPE_CHECKING

from benchmarks.contest import NEWSCTL, Contest
from benchmarks.figures import Figure, of, quantile
from benchmarks.processes import MILLISECONDS
from benchmarks.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.engines.engine import Question

    Times = Sequence[float | None]
    """Seconds for each question, None where the engine does not know its kind."""

_PEER = "SQLite FTS5"
_MEDIAN, _SLOW = "median", "95 %"
_FEW = 12  # questions that an engine without an index is asked


def warm_queries(contest: Contest) -> Iterator[Figure]:
    """Ask every engine the same questions, and yield the median, the 95 % and each kind."""
    asked = questions(contest.archive, number=contest.questions, seed=contest.seed)
    rounds = [
        {engine: _asked(contest, engine, asked) for engine in contest.engines}
        for _ in range(contest.rounds)
    ]
    for what in (_MEDIAN, _SLOW, *dict.fromkeys(question.kind for question in asked)):
        figures = [
            Figure(f"warm query: {what}", engine, values, "ms")
            for engine in contest.engines
            if (values := [_summary(what, asked, times[engine]) for times in rounds])[0]
        ]
        own = of(NEWSCTL, figures)
        yield from (f.beside(of(_PEER, figures)) if f is own else f for f in figures)


def _asked(contest: Contest, engine: str, asked: Sequence[Question]) -> Times:
    few = asked if engine in contest.with_index else asked[:_FEW]
    program = contest.worker(engine, "ask", *["processor"] * contest.by_processor)
    answered = subprocess.run(
        program.command, input=json.dumps(few).encode(), stdout=subprocess.PIPE, check=True
    )
    times: Times = json.loads(answered.stdout)
    return times


def _summary(what: str, asked: Sequence[Question], times: Times) -> float:
    """Return milliseconds: the median of a kind or of all questions, or the 95 %; 0 for none."""
    every = what in {_MEDIAN, _SLOW}
    taken = [
        seconds * MILLISECONDS
        for question, seconds in zip(asked, times, strict=False)
        if seconds is not None and (every or question.kind == what)
    ]
    if not taken:
        return 0.0
    return quantile(taken, 0.95) if what == _SLOW else statistics.median(taken)
