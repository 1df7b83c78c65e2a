"""Readers of batches: in this process, or in a pool of processes.

In a pool each process reads its share of the files and writes it into a segment of its own. A word
met by several processes is analysed by one, and the others get the result.
"""

from __future__ import annotations

import gc
import marshal
import time
from collections import Counter, deque
from contextlib import contextmanager
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.archive.read_ahead import read_ahead
from newsctl.dutch.analysis import AnalysedWord, DutchAnalysis
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.formats.directory import CheckedFiles, DiskDirectory
from newsctl.whoosh_index.formats.lexicon import LEXICON, KeyCounts
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.indexing.batch import MOST_PLACES, Batch, Job
from newsctl.whoosh_index.indexing.inversion import Texts, invert
from newsctl.whoosh_index.indexing.word_register import WordRegister
from newsctl.workers import processors
from newsctl.workers.interrupts import interrupts_held

FEWEST_FILES = 2_000
"""Files that several processes read sooner than one, which need half a second each to start, and
that are inverted sooner as arrays than token by token."""

MOST_PROCESSES = 4
"""More would need more than 1 GiB: each holds the words of Dutch and a batch of its own."""

KEEP_EVERY = 0.5
"""Seconds of reading that are lost at most where a build is stopped before its first commit."""

_REPORT_EVERY = 0.05  # seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.archive.ports import Read
    from newsctl.whoosh_index.formats.commit import Commit
    from newsctl.whoosh_index.formats.directory import Directory, FileChecksum
    from newsctl.whoosh_index.formats.kept_sample import KeptSample
    from newsctl.whoosh_index.indexing.batch import Piece
    from newsctl.whoosh_index.indexing.inversion import Invert
    from newsctl.workers.pool import Report, WorkerPool


class BatchReader:
    """Reads batches in this process."""

    size = 1

    def __init__(self, directory: Directory, read: Read, invert: Invert = invert) -> None:
        self._directory = directory
        self._read = read
        self._invert = invert
        self._batches: deque[Batch] = deque()
        self._most = 0
        self._register: WordRegister | None = None
        self._jobs: Sequence[Job] = ()
        self._sample: KeptSample | None = None

    @property
    def has_unwritten(self) -> bool:
        """Whether a batch was read and not written."""
        return bool(self._batches)

    def begin(self, jobs: Sequence[Job], most: int, sample: KeptSample | None = None) -> None:
        """Set the files to read, in batches of about `most`.

        Files that a sample has are taken from it, and others are added to it.
        """
        self._jobs, self._most, self._sample = jobs, most, sample

    def read(self, report: Report) -> Sequence[Job]:
        """Read the files, and return those that do not fit in memory.

        At least one is read. `report` receives the number of files read.
        """
        jobs, self._jobs = self._jobs, ()
        sample, self._sample = self._sample, None
        known, left = self._take_kept(sample, report)
        if left:
            return [*left, *jobs]
        done, begun, kept = 0, time.time_ns(), time.monotonic()
        for readings in read_ahead(self._read(job.path) for job in jobs):
            for reading in readings:
                job = jobs[done]
                self._growing().take(job, reading, settled=job.stamp.is_settled(begun))
                done += 1
                report(known + done)
                if self._is_full:
                    return jobs[done:]
            begun = time.time_ns()
            if sample and time.monotonic() >= kept + KEEP_EVERY:
                for batch in self._batches:
                    batch.keep(sample)
                kept = time.monotonic()
        return ()

    def _take_kept(self, sample: KeptSample | None, report: Report) -> tuple[int, list[Job]]:
        """Add the files of a sample; return their number, and the jobs that do not fit."""
        known, left = 0, []
        for part in sample.opened() if sample else ():
            if self._is_full:
                left += [Job(path, file.stamp, None) for path, file in part.seen.items()]
            else:
                self._growing().take_kept(part)
                known += len(part.seen)
        if known:
            report(known)
        return known, left

    def key_counts(self) -> tuple[Counter[str], int]:
        """Return the number of posts with each inflection key, and the number of posts.

        They make a lexicon, by which the posts are then written.
        """
        counts: Counter[str] = Counter()
        for batch in self._batches:
            counts.update(batch.key_counts())
        return counts, sum(batch.posts for batch in self._batches)

    def write(self, commit: Commit) -> Sequence[Piece]:
        """Write the oldest batch with the lexicon of a commit, which does not change."""
        return [self.write_by(self.register(lambda: commit.analysis, commit.vocabulary))]

    def register(
        self, analysis: Callable[[], DutchAnalysis], vocabulary: Vocabulary
    ) -> WordRegister:
        """Return the word register to write with; `analysis` is called at most once."""
        if self._register is None:
            self._register = WordRegister(analysis())
        self._register.begin(self.tokens(), vocabulary.find_all)
        return self._register

    def tokens(self) -> Iterable[str]:
        """Return the distinct tokens of the oldest batch."""
        return self._first().tokens()

    def write_by(self, register: WordRegister) -> Piece:
        """Write the oldest batch."""
        register.analyse(self.tokens())
        piece = self._first().write(register)
        self._batches.popleft()
        return piece

    def cancel(self) -> None:
        """Discard batches that were not written."""
        self._batches.clear()

    @property
    def _is_full(self) -> bool:
        return sum(batch.size for batch in self._batches) >= MOST_PLACES

    def _first(self) -> Batch:
        """Return the next batch to write; an empty one if nothing was read."""
        return self._batches[0] if self._batches else self._another()

    def _growing(self) -> Batch:
        """Return the batch to which the next file is added."""
        is_full = not self._batches or self._batches[-1].files >= self._most
        return self._another() if is_full else self._batches[-1]

    def _another(self) -> Batch:
        self._batches.append(Batch(self._directory, Texts(self._invert)))
        return self._batches[-1]


class PooledReaders:
    """Reads batches in several processes. Unwritten batches are discarded at the end."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self.size = pool.size
        self._begun = 0
        self.has_unwritten = False
        self.cancel = pool.cancel

    def begin(self, jobs: Sequence[Job], most: int, sample: KeptSample | None = None) -> None:
        """Set the files to read, dealt out to the processes in turn.

        A batch has about `most` files for each process. Files that a sample has are taken from it,
        and others are added to it.
        """
        number = self._pool.size
        self._begun = len(jobs) + (len(sample.files) if sample else 0)
        samples = sample.shared(number) if sample else [None] * number
        shares = [(jobs[start::number], most, samples[start]) for start in range(number)]
        self._pool.begin_each("read", shares)

    def read(self, report: Report) -> Sequence[Job]:
        """Wait until the files are read, and return those that do not fit in memory."""
        DICTIONARY.prepare()  # once for all workers, each of which would unpack it
        left = sorted(chain(*self._pool.answers(report)))
        report(self._begun - len(left))
        return left

    def key_counts(self) -> tuple[Counter[str], int]:
        """Return the number of posts with each inflection key, and the number of posts."""
        counts: Counter[str] = Counter()
        posts = 0
        for found, number in self._pool.ask_all("key_counts"):
            counts.update(found)
            posts += number
        return counts, posts

    def write(self, commit: Commit) -> Sequence[Piece]:
        """Write the oldest batch with the lexicon of a commit, which does not change."""
        manifest = commit.manifest
        unknown = self._pool.ask_all(
            "unknown_tokens", manifest.lexicon_posts, manifest.vocabulary, manifest.files
        )
        analyses = self._pool.ask_each("analyse", [(share,) for share in shared_tokens(unknown)])
        others = [([one for one in analyses if one is not own],) for own in analyses]
        answers = self._pool.ask_each("write", others)
        self.has_unwritten = any(has_unwritten for _, has_unwritten in answers)
        return [piece for piece, _ in answers]


BatchReaders: TypeAlias = BatchReader | PooledReaders
"""Read files, and write what they have read into segments of one directory."""


class _PoolWorker:
    """The worker in a process of the pool."""

    def __init__(self, folder: Path, read: Read, report: Report) -> None:
        # Not sooner: NumPy starts threads, and a process that has some is not to be forked.
        from newsctl.whoosh_index.indexing.array_inversion import invert  # noqa: PLC0415

        gc.disable()
        self._report = report
        self._next_report = 0.0
        self._directory = DiskDirectory(folder)
        self._reader = BatchReader(self._directory, read, invert)
        self.key_counts = self._reader.key_counts

    def read(self, jobs: Sequence[Job], most: int, sample: KeptSample | None) -> Sequence[Job]:
        self._reader.begin(jobs, most, sample)
        return self._reader.read(self._report_at_times)

    def unknown_tokens(
        self, lexicon_posts: int, runs: Sequence[str], checksums: Mapping[str, FileChecksum]
    ) -> list[str]:
        """Return the tokens of the next batch that must be analysed."""
        files = CheckedFiles(self._directory, {name: checksums[name] for name in (LEXICON, *runs)})

        def analysis() -> DutchAnalysis:
            return DutchAnalysis(Lexicon(KeyCounts(files.pages(LEXICON)), lexicon_posts))

        vocabulary = Vocabulary.open(files.pages, runs)
        self._register = self._reader.register(analysis, vocabulary)
        return self._register.unknown(self._reader.tokens())

    def analyse(self, tokens: Sequence[str]) -> bytes:
        self._register.analyse(tokens)
        return dump_analyses({token: self._register.terms(token) for token in tokens})

    def write(self, analyses: Sequence[bytes]) -> tuple[Piece, bool]:
        """Write a batch with the analyses of other processes, and tell whether another is left."""
        for data in analyses:
            for token, analysed in load_analyses(data).items():
                self._register.learn(token, analysed)
        return self._reader.write_by(self._register), self._reader.has_unwritten

    def _report_at_times(self, number: int) -> None:
        if time.monotonic() >= self._next_report:
            self._next_report = time.monotonic() + _REPORT_EVERY
            self._report(number)


def shared_tokens(unknown: Sequence[Iterable[str]]) -> list[list[str]]:
    """Divide the tokens that several processes have met, an equal number to each.

    Tokens with the same beginning go to one process, since their analyses share work.
    """
    times = Counter(chain.from_iterable(unknown))
    common = sorted(token for token, number in times.items() if number > 1)
    cuts = [len(common) * number // len(unknown) for number in range(len(unknown) + 1)]
    return [common[start:end] for start, end in pairwise(cuts)]


def dump_analyses(analyses: Mapping[str, Sequence[AnalysedWord]]) -> bytes:
    """Encode analyses, so that the process between two workers need not decode them."""
    return marshal.dumps({token: tuple(map(tuple, found)) for token, found in analyses.items()})


def load_analyses(data: bytes) -> dict[str, tuple[AnalysedWord, ...]]:
    """Decode what another process of the same pool encoded."""
    plain = marshal.loads(data)  # noqa: S302 -- of a process that newsctl has started
    return {token: tuple(AnalysedWord(*word) for word in found) for token, found in plain.items()}


@contextmanager
def batch_readers(directory: Directory, read: Read, *, files: int) -> Iterator[BatchReaders]:
    """Return readers for so many files. Unwritten batches are discarded at the end."""
    readers = _pooled(directory, read, files) or BatchReader(directory, read, _inverter(files))
    try:
        yield readers
    finally:
        with interrupts_held():
            readers.cancel()


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Suspend the garbage collector, which would scan millions of live objects in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _inverter(files: int) -> Invert:
    """Return the inversion that is faster for so many files."""
    if files < FEWEST_FILES:
        return invert
    from newsctl.whoosh_index.indexing import array_inversion  # noqa: PLC0415 -- NumPy, 100 ms

    return array_inversion.invert


def _pooled(directory: Directory, read: Read, files: int) -> BatchReaders | None:
    """Start several processes if that is possible and pays off; else None."""
    number = min(processors(), MOST_PROCESSES)
    if files < FEWEST_FILES or number == 1 or not isinstance(directory, DiskDirectory):
        return None
    from pickle import PicklingError  # noqa: PLC0415 -- loaded by what follows

    from newsctl.workers.pool import WorkerPool  # noqa: PLC0415 -- loads multiprocessing, 15 ms

    try:
        return PooledReaders(WorkerPool(partial(_PoolWorker, directory.path, read), number))
    except (OSError, PicklingError, TypeError, AttributeError):
        return None  # processes may not be started, or the reader cannot be sent to them
