"""Measure newsctl beside stock Whoosh, SQLite FTS5, tantivy and ripgrep, on an archive made for it.

Ratios come from runs in turn on the same machine; see benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.archive.site import texts_of, write_site
from benchmarks.asking import warm_queries
from benchmarks.building import build_all
from benchmarks.contest import Contest
from benchmarks.engines import engine_named, installed
from benchmarks.growing import growth
from benchmarks.relevance.tables import print_tables
from benchmarks.report import data, table
from benchmarks.starting import cold_searches, starts
from benchmarks.upkeep import edited_post, validation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.figures import Figure

_MEASURES: dict[str, Callable[[Contest], Iterable[Figure]]] = {
    "search": cold_searches,
    "edit": lambda contest: [edited_post(contest)],
    "queries": warm_queries,
    "start": starts,
    "validate": validation,
}
"""What is measured of indexes once they are built."""

_QUICK = {"posts": 200, "rounds": 1, "questions": 12}
_PARTS = (100, 10)  # growth is measured in archives so many times smaller


def main() -> None:
    """Make the archive, measure, and print the table."""
    options = _options()
    engines, missing = installed()
    for name in missing:
        print(f"{name} is not installed, and not measured.", file=sys.stderr)
    with TemporaryDirectory(prefix="newsctl-benchmark-", dir=options.folder) as folder:
        contest = _contest(Path(folder), options, engines)
        figures = list(map(_told, _measured(contest, options)))
    about = _about(contest, missing)
    print_tables([table(about, figures)], markdown=options.markdown)
    if options.json:
        text = json.dumps(data(about, figures), ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--posts", type=int, default=10_000, metavar="N", help="size of the archive")
    add("--seed", type=int, default=1, metavar="N", help="of the archive and the questions")
    add("--text", type=Path, metavar="FILE", help="make posts of this file's lines")
    add("--rounds", type=int, default=5, metavar="N", help="runs of what is short")
    add("--questions", type=int, default=200, metavar="N", help="queries to ask an open index")
    add("--only", nargs="+", choices=_MEASURES, help="beside the build, measure these; no growth")
    add("--processor", action="store_true", help="time of the processor, not of the clock")
    add("--quick", action="store_true", help="a small run, to see that all works")
    add("--folder", type=Path, metavar="DIR", help="where the archive and indexes go meanwhile")
    add("--markdown", action="store_true", help="the table as markdown")
    add("--json", type=Path, metavar="FILE", help="write all numbers to a file")
    options = parser.parse_args()
    if options.quick:
        vars(options).update(_QUICK)
    return options


def _measured(contest: Contest, options: argparse.Namespace) -> Iterator[Figure]:
    built = list(build_all(contest))
    yield from built
    for name in options.only or _MEASURES:
        yield from _MEASURES[name](contest)
    if not options.only:
        yield from _growth(contest, built[0], options.text)


def _told(figure: Figure) -> Figure:
    """Say what was measured as soon as it is: a large run takes an hour."""
    print(f"{figure.what}, {figure.who}: {figure.value:,.4g} {figure.unit}", file=sys.stderr)
    return figure


def _contest(folder: Path, options: argparse.Namespace, engines: Sequence[str]) -> Contest:
    return _with_archive(
        Contest(
            archive=folder / "site",
            posts=options.posts,
            indexes=folder / "indexes",
            engines=engines,
            rounds=options.rounds,
            questions=options.questions,
            seed=options.seed,
            by_processor=options.processor,
        ),
        options.text,
    )


def _with_archive(contest: Contest, text: Path | None) -> Contest:
    contest.indexes.mkdir(parents=True)
    write_site(contest.archive, texts_of(text), posts=contest.posts, seed=contest.seed)
    return contest


def _growth(whole: Contest, built: Figure, text: Path | None) -> Iterator[Figure]:
    smaller = [
        _with_archive(
            whole._replace(
                archive=whole.archive.with_name(f"site-{part}"),
                indexes=whole.indexes.with_name(f"indexes-{part}"),
                posts=whole.posts // part,
            ),
            text,
        )
        for part in _PARTS
    ]
    return growth(smaller, whole, built)


def _about(contest: Contest, missing: Sequence[str]) -> dict[str, object]:
    """Say what was measured, with what, on what."""
    versions = [engine_named(name).version for name in contest.engines]
    return {
        "posts": contest.posts,
        "seed": contest.seed,
        "rounds": contest.rounds,
        "time": "of the processor" if contest.by_processor else "of the clock",
        "engines": [*versions, f"Python {platform.python_version()}"],
        "missing": list(missing),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
    }


if __name__ == "__main__":
    main()
