"""How cost grows with the archive: the same measures of newsctl in archives of several sizes."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from benchmarks.building import build_all
from benchmarks.contest import NEWSCTL, WORD, Contest
from benchmarks.figures import Figure
from benchmarks.processes import MILLISECONDS, run
from benchmarks.upkeep import edited_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def growth(smaller: Sequence[Contest], whole: Contest, built: Figure) -> Iterator[Figure]:
    """Build, search and edit in archives from small to large, with ratios to the smallest one.

    `built` is how fast the index of the whole archive was built; it is there.
    """
    measured = [_measured(contest, _built(contest)) for contest in smaller]
    measured.append(_measured(whole, built))
    for smallest, *larger in zip(*measured, strict=True):
        yield smallest
        name = smallest.what.rpartition(", ")[2]
        yield from (figure.beside(smallest, name=name) for figure in larger)


def _built(contest: Contest) -> Figure:
    return next(build_all(contest._replace(engines=[NEWSCTL])))


def _measured(contest: Contest, built: Figure) -> list[Figure]:
    search = contest.newsctl("search", WORD, "--count")
    runs = (run(search) for _ in range(contest.rounds))
    found = statistics.median(map(contest.taken, runs)) * MILLISECONDS
    size = f"{contest.posts:,} posts"
    edited = edited_post(contest).value
    return [
        Figure(f"build, {size}", NEWSCTL, built.values, "posts/s"),
        Figure(f"one search, counted, {size}", NEWSCTL, [found], "ms"),
        Figure(f"added by one edited post, {size}", NEWSCTL, [edited], "ms"),
    ]
