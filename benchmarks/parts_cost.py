"""What compound parts cost: size, build time and query time of an index with them and without.

    python -m benchmarks.parts_cost --archive DIR

Builds both indexes from the same files in turn, in one run, and prints the ratios. A build is all
of it: reading the posts, counting the lexicon (which the affix rule needs too), analysing, writing,
in one process, and its time is the processor's.
The floor of the design: size at most 1.4, build at most 1.6, warm query at most 2 times.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import Request
from newsctl.core.query.ast import Word
from newsctl.core.settings import Settings
from newsctl.dutch.analysis import AnalysedWord, DutchAnalysis
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import forms, token_pattern, words
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.evaluation import Evaluator
from newsctl.searching.search import search
from newsctl.whoosh_index.formats.directory import DiskDirectory
from newsctl.whoosh_index.formats.lexicon import sample
from newsctl.whoosh_index.indexing.builder import Builder
from newsctl.whoosh_index.indexing.commit_writer import write_empty_commit
from newsctl.whoosh_index.indexing.inversion import Texts, invert
from newsctl.whoosh_index.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.commit import Commit

QUERIES = 100
REPEATS = 3


class WithoutParts(DutchAnalysis):
    """The analysis of words, but for compounds: none is taken apart."""

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return what a raw token is indexed as, without the work of splitting it."""
        positions = zip(forms(raw), words(raw), strict=True)
        return tuple(
            AnalysedWord(surfaces, tuple(dict.fromkeys(chain(*map(search_keys, spelt)))), ())
            for surfaces, spelt in positions
        )


class Measured(NamedTuple):
    """What one index cost: seconds to build, bytes on disk, seconds for each query."""

    build: float
    size: int
    queries: list[float]


def main() -> None:
    """Measure both indexes and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--archive", type=Path, default=Path("sample_posts"))
    repository = MarkdownRepository(options.parse_args().archive.resolve(), Settings(), parse=parse)
    readings = {path: repository.read(path) for path in sorted(repository.scan())}
    queries = _frequent_words(readings)
    analyse = [WithoutParts, DutchAnalysis]
    os.sched_setaffinity(0, {0})  # one process: others would analyse with parts
    DutchAnalysis(EMPTY).terms("warm")  # the dictionary is loaded once, for both
    without, with_parts = (_measured(repository, one, queries) for one in analyse)
    print(f"{len(readings)} posts, {len(queries)} queries, medians of {REPEATS}\n")
    print("| | without parts | with parts | ratio |\n|---|---|---|---|")
    for name, before, after, unit in (
        ("build", without.build, with_parts.build, "s"),
        ("size", without.size / 1e6, with_parts.size / 1e6, "MB"),
        (
            "warm query",
            *(statistics.median(one.queries) * 1e3 for one in (without, with_parts)),
            "ms",
        ),
    ):
        print(f"| {name} | {before:.2f} {unit} | {after:.2f} {unit} | {after / before:.2f} |")


def _measured(
    repository: MarkdownRepository, analyse: type[DutchAnalysis], queries: list[str]
) -> Measured:
    for remembering in (inflection_key, search_keys):
        remembering.cache_clear()  # else the second has less to do than the first
    with tempfile.TemporaryDirectory() as folder:
        directory = DiskDirectory(Path(folder))
        start = time.process_time()
        found = repository.scan()
        texts, posts = _texts(repository, sample(found))
        build = write_empty_commit(directory, texts.key_counts(), posts=posts, files=len(found))
        build.analysis = analyse(build.analysis.lexicon)
        build = Builder(found, repository.read, _silent).bring_up_to_date(build)
        seconds = time.process_time() - start
        snapshot = Snapshot(build.segments(), build.vocabulary)
        timed = [_query_time(snapshot, build, query) for query in queries]
        return Measured(seconds, sum(directory.sizes().values()), timed)


def _texts(repository: MarkdownRepository, paths: Sequence[PostPath]) -> tuple[Texts, int]:
    """Return where the words of posts stand, titles included, and how many posts these are."""
    texts, posts = Texts(invert), 0
    for path in paths:
        if (post := repository.read(path).post) is not None:
            texts.add(post.summary.title, post.text)
            posts += 1
    return texts, posts


def _query_time(snapshot: Snapshot, build: Commit, query: str) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        list(search(Evaluator(snapshot, build.analysis), Request(Word(query), limit=20)).hits)
        times.append(time.process_time() - start)
    return statistics.median(times)


def _frequent_words(readings: dict[PostPath, Reading]) -> list[str]:
    """Return the commonest longer words of the archive."""
    counts: Counter[str] = Counter()
    for reading in readings.values():
        if reading.post:
            counts.update(set(token_pattern().findall(reading.post.text.lower())))
    longer = (word for word, _ in counts.most_common() if len(word) > 4 and not is_stop_word(word))
    return list(islice(longer, QUERIES))


def _silent(_done: int, _total: int) -> None:
    pass


if __name__ == "__main__":
    main()
