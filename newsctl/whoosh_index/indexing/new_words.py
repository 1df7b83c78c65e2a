"""Where the words go that come with a commit: so that it writes little more than these.

A few follow the last run, out of order. More become a run of their own, together with the runs
before it that are not much larger, so that there are never many; but none that is large is
written again, as no merge takes a large segment (see `merging`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from newsctl.whoosh_index.formats.word_run import NO_WORDS, WordRun, run_bytes, write_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.whoosh_index.formats.manifest import WordFile
    from newsctl.whoosh_index.formats.open_files import Files
    from newsctl.whoosh_index.formats.place import Place
    from newsctl.whoosh_index.formats.word_run import Entry

LARGEST = 12_000_000
"""Bytes of a run that is made of others: 250,000 words, whose lines are in memory for it."""

_OUT_OF_ORDER = 100_000
"""Bytes of words out of order, some 2,000 words, that are cheap to search."""

_MUCH_LARGER = 2


def with_new_words(
    place: Place, files: Files, runs: Sequence[WordFile], new: Sequence[Entry], name: str
) -> Sequence[WordFile]:
    """Write words that no run has, and return the runs as they are then.

    `files` are those of the runs. If there is to be another, it has this name.
    """
    if not new:
        return runs
    if not runs:
        return (write_run(place, name, new),)
    *others, last = runs
    lines = run_bytes(new)[len(NO_WORDS) :]
    size = last.size - last.sorted_size + len(lines)
    if size <= max(_OUT_OF_ORDER, last.sorted_size // 16):
        return (*others, _gone_on(place, last, lines))
    entries = [*WordRun.open(files, last).later_entries(), *new]
    kept = [*others, _in_order(last)]
    joined: list[WordRun] = []
    while kept and kept[-1].size < _MUCH_LARGER * size and kept[-1].size + size <= LARGEST:
        size += kept[-1].size
        joined.append(WordRun.open(files, kept.pop()))
    return (*kept, write_run(place, name, entries, joined))


def _gone_on(place: Place, run: WordFile, lines: bytes) -> WordFile:
    """Write words behind a run, out of order."""
    place.extend(run.name, lines, start=run.size)
    return run._replace(size=run.size + len(lines), digest=crc32(lines, run.digest))


def _in_order(run: WordFile) -> WordFile:
    """Return a run without the words that are out of order."""
    return run._replace(size=run.sorted_size, digest=0)
