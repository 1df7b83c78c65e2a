"""Those who read files into batches and write these: this process, or several (see `crew`)."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from contextlib import contextmanager
from pickle import PicklingError
from typing import TYPE_CHECKING, Protocol

from newsctl.core.archive.read_ahead import read_ahead
from newsctl.whoosh_index.formats.directory import DiskDirectory
from newsctl.whoosh_index.indexing.batch import MOST_PLACES, Batch
from newsctl.whoosh_index.indexing.interrupts import uninterrupted
from newsctl.whoosh_index.indexing.register import WordRegister
from newsctl.whoosh_index.indexing.token_texts import TokenTexts
from newsctl.whoosh_index.schema import NAME

FEWEST_FILES = 2_000
"""Files that several processes read sooner than one, which need half a second each to start, and
that are inverted sooner as arrays than token by token."""

MOST_PROCESSES = 4
"""More would need more than 1 GiB: each holds the words of Dutch and a batch of its own."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from whoosh.filedb.filestore import Storage

    from newsctl.core.archive.ports import Read
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.formats.commit import Commit
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.vocabulary import Vocabulary
    from newsctl.whoosh_index.indexing.batch import Job, Piece
    from newsctl.whoosh_index.indexing.texts import Texts

    Tell = Callable[[int], None]
    """Is told how many files have been read."""


class Gatherers(Protocol):
    """Read files, and write what they have read into segments of one place."""

    @property
    def waiting(self) -> bool:
        """Whether a batch that was read has not been written."""
        ...

    def begin(self, jobs: Sequence[Job], most: int) -> None:
        """Take up files to read, into batches of `most` at most.

        Other processes read from now on, whatever this one does.
        """
        ...

    def gather(self, tell: Tell) -> Sequence[Job]:
        """Read the files that were begun to the end, and return those that memory has no room for.

        Takes in one at least.
        """
        ...

    def key_counts(self) -> tuple[Counter[str], int]:
        """Return in how many of the posts read each inflection key occurs, and how many there are.

        A lexicon can be made of that before the posts are written by it.
        """
        ...

    def written(self, commit: Commit) -> Sequence[Piece]:
        """Write the batch that was read first by the lexicon of a commit, which stays the same."""
        ...

    def cancel(self) -> None:
        """Forget what was read and not written, whatever is being done."""
        ...


class Gatherer:
    """One process that gathers."""

    def __init__(
        self, storage: Storage, read: Read, texts: Callable[[], Texts] = TokenTexts
    ) -> None:
        self._storage = storage
        self._read = read
        self._texts = texts
        self._batches: deque[Batch] = deque()
        self._most = 0
        self._register: WordRegister | None = None
        self._jobs: Sequence[Job] = ()

    @property
    def waiting(self) -> bool:
        """Whether a batch that was read has not been written."""
        return bool(self._batches)

    def begin(self, jobs: Sequence[Job], most: int) -> None:
        """Take up files to read, into batches of `most` at most."""
        self._jobs, self._most = jobs, most

    def gather(self, tell: Tell) -> Sequence[Job]:
        """Read the files that were begun to the end, and return those that memory has no room for.

        Takes in one at least.
        """
        jobs, self._jobs = self._jobs, ()
        done, begun = 0, time.time_ns()
        for some in read_ahead(self._read(job.path) for job in jobs):
            for reading in some:
                job = jobs[done]
                self._growing().take(job, reading, settled=job.stamp.is_settled(begun))
                done += 1
                tell(done)
                if sum(batch.size for batch in self._batches) >= MOST_PLACES:
                    return jobs[done:]
            begun = time.time_ns()
        return ()

    def key_counts(self) -> tuple[Counter[str], int]:
        """Return in how many posts each inflection key occurs, and how many posts there are."""
        counts: Counter[str] = Counter()
        for batch in self._batches:
            counts.update(batch.key_counts())
        return counts, sum(batch.posts for batch in self._batches)

    def written(self, commit: Commit) -> Sequence[Piece]:
        """Write the batch that was read first by the lexicon of a commit, which stays the same."""
        return [self.write(self.register(lambda: commit.analysis, commit.vocabulary))]

    def register(
        self, analysis: Callable[[], DutchAnalysis], vocabulary: Vocabulary
    ) -> WordRegister:
        """Return the register to write by; `analysis` is asked for once."""
        if self._register is None:
            self._register = WordRegister(analysis())
        self._register.begin(self.tokens(), vocabulary.find_all)
        return self._register

    def tokens(self) -> Iterable[str]:
        """Return the different tokens of the batch that was read first."""
        return self._first().tokens()

    def write(self, register: WordRegister) -> Piece:
        """Write the batch that was read first."""
        register.analyse(self.tokens())
        piece = self._first().write(register)
        self._batches.popleft()
        return piece

    def cancel(self) -> None:
        """Forget what was read and not written."""
        for batch in self._batches:
            batch.cancel()
        self._batches.clear()

    def _first(self) -> Batch:
        """Return the batch to write next, which is empty where nothing was read."""
        return self._batches[0] if self._batches else self._another()

    def _growing(self) -> Batch:
        """Return the batch that takes in the next file."""
        is_full = not self._batches or self._batches[-1].files >= self._most
        return self._another() if is_full else self._batches[-1]

    def _another(self) -> Batch:
        self._batches.append(Batch(self._storage, self._texts()))
        return self._batches[-1]


@contextmanager
def gatherers(directory: Directory, read: Read, *, files: int) -> Iterator[Gatherers]:
    """Give those who read so many files. What they have not written at the end is forgotten."""
    gathering = _crew(directory, read, files) or Gatherer(directory.storage, read, _texts(files))
    try:
        yield gathering
    finally:
        with uninterrupted():
            gathering.cancel()
        directory.storage.temp_storage(f"{NAME}.tmp").destroy()


def _texts(files: int) -> Callable[[], Texts]:
    """Return what takes in the texts of so many files."""
    if files < FEWEST_FILES:
        return TokenTexts
    from newsctl.whoosh_index.indexing.numbered_texts import (  # noqa: PLC0415 -- NumPy, 100 ms
        NumberedTexts,
    )

    return NumberedTexts


def _crew(directory: Directory, read: Read, files: int) -> Gatherers | None:
    """Start several processes where that is worth it and can be done."""
    number = min(processors(), MOST_PROCESSES)
    if files < FEWEST_FILES or number == 1 or not isinstance(directory, DiskDirectory):
        return None
    from newsctl.whoosh_index.indexing.crew import Crew  # noqa: PLC0415 -- loads multiprocessing, 15 ms

    try:
        return Crew(directory.path, read, number)
    except (OSError, PicklingError, TypeError, AttributeError):
        return None  # no right to start any, or a reader that cannot be sent to them


def processors() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
