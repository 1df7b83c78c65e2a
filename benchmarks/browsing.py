"""What a key costs in `newsctl browse`, where queries are typed letter by letter.

    python -m benchmarks.browsing [--archive DIR | --posts N] [--text FILE] [QUERY ...]

Each query is typed into an archive that was opened for it, so that nothing is remembered of others.
A key costs what the screen waits for: the posts with their number and dates, in seconds of the
processor, which other work disturbs little. A fixed loop of plain Python tells what the machine is
worth. Asked for are 0.1 s for each key at 100,000 posts.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import newsctl
from benchmarks.archive.site import texts_of, write_site
from benchmarks.figures import quantile
from newsctl import start_up
from newsctl.cli.browse.answers import BrowsedArchive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUERIES = (
    "de van het",
    "van de",
    "een in",
    "verkiezing kabinet",
    "verkiezing",
    "school",
    "politie~",
    "gemeente water",
    '"van de minister"',
    "+energie trein",
    "-storm regering",
    "klimaat OR landbouw",
    "bron:NOS woning",
    "wedstrijd date:2016..2018",
)
LONGEST = 0.1
"""Seconds that a key may take."""

_LOOP = 1_000_000
"""Steps of the loop that the machine is known by."""


class Key(NamedTuple):
    """What was typed with a key, what its answer took of the processor, and how many posts it is.

    Seconds; `others` are those of what the screen shows after the posts.
    """

    typed: str
    seconds: float
    others: float
    posts: int


def typed(archive: Path, queries: Sequence[str]) -> Iterator[Key]:
    """Type queries, each into an archive that was opened for it, and yield every key."""
    for query in queries:
        gc.collect()  # the archive before: a screen has one
        opened = newsctl.open(archive, follow=False)
        opened.refresh()
        browsed = BrowsedArchive(opened)
        browsed.load_words()  # as the program does beside its first screen
        for text in accumulate(query, initial=""):
            start = time.process_time()
            answer = browsed.answer(text)
            end = time.process_time()
            if answer.fault is None:
                browsed.through_time(answer.dates)
                browsed.narrowings(text)
            yield Key(text, end - start, time.process_time() - end, answer.total)


def loop_seconds() -> float:
    """Return what a loop of plain Python takes of the processor."""
    start = time.process_time()
    total = 0
    for number in range(_LOOP):
        total += number & 7
    return time.process_time() - start


def lines(keys: Sequence[Key], machine: float) -> list[str]:
    """Return the figures, and the keys that took longer than they may, the longest first."""
    seconds = [key.seconds for key in keys]
    others = [key.others for key in keys]
    told = [
        f"{len(keys)} keys; a loop of {_LOOP:,} steps took {machine * 1000:.0f} ms",
        "seconds of a key  median  95 %  most",
        *(
            f"{name}  {statistics.median(each):.3f}  {quantile(each, 0.95):.3f}  {max(each):.3f}"
            for name, each in (("posts", seconds), ("beside them", others))
        ),
    ]
    long = sorted((key for key in keys if key.seconds > LONGEST), key=lambda key: -key.seconds)
    told.append(f"longer than {LONGEST} s: {len(long)}")
    return told + [f"{key.seconds:.3f}  {key.typed}  ({key.posts:,} posts)" for key in long]


def main() -> None:
    """Make an archive unless one is named, type, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browsing", description=__doc__)
    add = parser.add_argument
    add("queries", nargs="*", metavar="QUERY", default=QUERIES, help="what is typed")
    add("--archive", type=Path, metavar="DIR", help="this archive, instead of a made one")
    add("--posts", type=int, default=10_000, metavar="N", help="size of one that is made")
    add("--text", type=Path, metavar="FILE", help="make it of the lines of this file")
    options = parser.parse_args()
    start_up.begin()  # as the program does: looks for cycles would take the time of a key
    with TemporaryDirectory(prefix="newsctl-browsing-") as folder:
        archive = options.archive or Path(folder, "archive")
        if options.archive is None:
            write_site(archive, texts_of(options.text), posts=options.posts, seed=1)
        print(*lines([*typed(archive, options.queries)], loop_seconds()), sep="\n")


if __name__ == "__main__":
    main()
