"""What posts on the same subject take to find: in an open index, as a program, and in `add`.

    python -m benchmarks.relating [--archive DIR | --posts N] [--asked N]

Asked are posts that lie evenly in the archive, each twice in an open index: the first time pages
are read and words analysed. What `add` takes more is one question of the first kind, and the
figure of the processor is what it has of it on a machine with other work. Targets: half a second
in an open index of 100,000 posts, and memory that does not grow with what is asked.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.archive.site import texts_of, write_site
from newsctl.core.archive.hits import Request
from newsctl.core.query.ast import Everything
from newsctl.core.research.related import LEAST_LIKE
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = Request(Everything(), limit=10, front_matter=False)


@contextmanager
def _timed(clock: list[float], processor: list[float]) -> Iterator[None]:
    start, used = time.perf_counter(), time.process_time()
    yield
    clock.append((time.perf_counter() - start) * 1000)
    processor.append((time.process_time() - used) * 1000)


def measured(archive: Path, cache: Path, asked: int) -> list[str]:
    """Return lines of a table, and of memory before and after all questions."""
    repository = MarkdownRepository(archive, Settings(), parse=parse)
    index = SearchableIndex(IndexFolder(cache, archive), reading="", notice=print)
    index.update(repository.scan(), repository.read, lambda _done, _total: None)
    paths = sorted(repository.scan())
    posts = [repository.read(path).post for path in paths[:: max(len(paths) // asked, 1)][:asked]]
    lines = [f"{len(paths):,} posts, {len(posts)} asked", "question  median  most  processor  most"]
    memory: list[int] = []
    for name in ("first", "again"):
        clock: list[float] = []
        processor: list[float] = []
        for post in filter(None, posts):
            assert post.text is not None  # read before the clock starts
            with _timed(clock, processor):
                list(index.related(post, _FIRST, LEAST_LIKE).hits)
        figures = (statistics.median(clock), max(clock), statistics.median(processor))
        told = "  ".join(f"{figure:.0f} ms" for figure in (*figures, max(processor)))
        lines.append(f"{name}  {told}")
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return [*lines, f"peak memory after all were asked once {memory[0]} MB, twice {memory[1]} MB"]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relating")
    parser.add_argument("--archive", type=Path, help="posts to ask of, instead of made ones")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=30)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="newsctl-relating-") as name:
        archive, cache = options.archive, Path(name, "cache")
        cache.mkdir(mode=0o700)
        if archive is None:
            archive = Path(name, "archive")
            write_site(archive, texts_of(None), posts=options.posts, seed=1)
        print(*measured(archive.resolve(), cache, options.asked), sep="\n")


if __name__ == "__main__":
    main()
