"""How fast indexes are built, how large they are, and what memory that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contest import WHOOSH, Contest
from benchmarks.figures import Figure, of
from benchmarks.processes import MEGABYTE, MILLISECONDS, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def build_all(contest: Contest) -> Iterator[Figure]:
    """Build every index once, and yield speeds, what a post takes, and peak memory."""
    speeds: list[Figure] = []
    processors: list[Figure] = []
    sizes: list[Figure] = []
    peaks: list[Figure] = []
    for engine in contest.with_index:
        posts = contest.posts_of(engine)
        built = run(contest.worker(engine, "build", str(posts)))
        size = _size(contest.index_of(engine)) / posts
        speeds.append(Figure("build", engine, [posts / built.seconds], "posts/s"))
        each = built.processor / posts * MILLISECONDS
        processors.append(Figure("processor time of a build", engine, [each], "ms/post"))
        sizes.append(Figure("index size", engine, [size / 1e3], "kB/post"))
        peaks.append(Figure("peak memory of a build", engine, [built.peak / MEGABYTE], "MB"))
    for figures in (speeds, processors, sizes, peaks):
        yield from (figure.beside(of(WHOOSH, figures)) for figure in figures)


def _size(index: Path) -> int:
    files = [index] if index.is_file() else index.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())
