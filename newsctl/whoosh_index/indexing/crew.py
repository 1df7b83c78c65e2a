"""Several processes that gather side by side, each its share of the files into segments of its own.

They are forked or spawned, as the system has it. They leave Ctrl-C to the process that began them,
are killed by it then, and end when it ends.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import Counter
from itertools import chain
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.formats.checked_files import CheckedFiles
from newsctl.whoosh_index.formats.directory import DiskDirectory
from newsctl.whoosh_index.formats.lexicon import LEXICON, KeyCounts
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.indexing.garbage import no_garbage_collection
from newsctl.whoosh_index.indexing.gathering import Gatherer
from newsctl.whoosh_index.indexing.interrupts import uninterrupted
from newsctl.whoosh_index.indexing.sharing import packed, shares, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from newsctl.core.archive.ports import Read
    from newsctl.whoosh_index.formats.commit import Commit
    from newsctl.whoosh_index.formats.manifest import FileChecksum
    from newsctl.whoosh_index.formats.vocabulary import RunInfo
    from newsctl.whoosh_index.indexing.batch import Job, Piece
    from newsctl.whoosh_index.indexing.gathering import Tell

_TOLD, _DONE, _FAILED = "told", "done", "failed"
_TOLD_EVERY = 0.05  # seconds


class Crew:
    """Gatherers in processes of their own. Raises OSError when they cannot be started."""

    def __init__(self, folder: Path, read: Read, number: int) -> None:
        self._members: list[_Member] = []
        self._begun = 0
        self.waiting = False
        try:
            with uninterrupted():
                for _ in range(number):
                    self._members.append(_Member(folder, read))
        except BaseException:
            self.cancel()
            raise

    def begin(self, jobs: Sequence[Job], most: int) -> None:
        """Let files be read from now on, by each process every so many of them.

        A batch, which each has a share of, has `most` at most.
        """
        self._begun = len(jobs)
        number = len(self._members)
        for start, member in enumerate(self._members):
            member.ask("gather", jobs[start::number], -(-most // number))

    def gather(self, tell: Tell) -> Sequence[Job]:
        """Wait until the files are read, and return those that do not fit."""
        DICTIONARY.prepare()  # once for all, who else would unpack it when they write
        left = sorted(chain(*self._answers(tell)))
        tell(self._begun - len(left))
        return left

    def key_counts(self) -> tuple[Counter[str], int]:
        """Return in how many posts each inflection key occurs, and how many posts there are."""
        counts: Counter[str] = Counter()
        posts = 0
        for found, number in self._all("key_counts"):
            counts.update(found)
            posts += number
        return counts, posts

    def written(self, commit: Commit) -> Sequence[Piece]:
        """Write the batch that was read first by the lexicon of a commit, which stays the same."""
        manifest = commit.manifest
        met = self._all("meet", manifest.lexicon_posts, manifest.vocabulary, manifest.files)
        learnt = self._each("analyse", [(share,) for share in shares(met)])
        others = ([one for one in learnt if one is not own] for own in learnt)
        answers = self._each("write", [(told,) for told in others])
        self.waiting = any(is_waiting for _, is_waiting in answers)
        return [piece for piece, _ in answers]

    def cancel(self) -> None:
        """End all processes, whatever they do; what they had not written is left to be cleaned."""
        for member in self._members:
            member.kill()
        for member in self._members:
            member.end()
        self._members.clear()

    def _all(self, what: str, *arguments: Any) -> list[Any]:
        return self._each(what, [arguments] * len(self._members))

    def _each(self, what: str, arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        for member, own in zip(self._members, arguments, strict=True):
            member.ask(what, *own)
        return self._answers(_in_silence)

    def _answers(self, tell: Tell) -> list[Any]:
        """Wait until each member has answered what it was asked, and return the answers."""
        while waiting := [member for member in self._members if not member.answered]:
            ready = wait([member.connection for member in waiting])
            for member in waiting:
                if member.connection in ready:
                    member.hear()
            tell(sum(member.told for member in self._members))
        return [member.answer for member in self._members]


def _in_silence(_done: int) -> None:
    pass


class _Member:
    """One process, as the one that began it sees it."""

    def __init__(self, folder: Path, read: Read) -> None:
        self.connection, other = multiprocessing.Pipe()
        self._process = multiprocessing.Process(
            target=_work, args=(other, folder, read), daemon=True
        )
        self._process.start()
        other.close()
        self.answered, self.answer, self.told = True, None, 0

    def ask(self, what: str, *arguments: Any) -> None:
        """Ask for something; the answer comes by `hear`."""
        self.connection.send((what, arguments))
        self.answered, self.answer, self.told = False, None, 0

    def hear(self) -> None:
        """Take in what the process has to say. Raises what went wrong in it."""
        try:
            kind, content = self.connection.recv()
        except EOFError:
            raise ChildProcessError("a process that reads posts has ended") from None
        if kind == _TOLD:
            self.told = content
        elif kind == _FAILED:
            raise content
        else:
            self.answered, self.answer = True, content

    def kill(self) -> None:
        """Stop the process, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """Wait until the process is gone."""
        self._process.join()
        self._process.close()
        self.connection.close()


@no_garbage_collection()
def _work(connection: Connection, folder: Path, read: Read) -> None:
    """Do what is asked until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = _Worker(connection, DiskDirectory(folder), read)
    for what, arguments in _asked(connection):
        try:
            answer = _DONE, getattr(worker, what)(*arguments)
        except Exception as error:  # noqa: BLE001 -- raised again where it was asked for
            answer = _FAILED, error
        connection.send(answer)


def _asked(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    parent = multiprocessing.parent_process()
    watched: list[Connection | int] = [connection, *([parent.sentinel] if parent else [])]
    while connection in wait(watched):
        yield connection.recv()


class _Worker:
    """What a process can be asked for."""

    def __init__(self, connection: Connection, directory: DiskDirectory, read: Read) -> None:
        # Not sooner: NumPy starts threads, and a process that has some is not to be forked.
        from newsctl.whoosh_index.indexing.numbered_texts import NumberedTexts  # noqa: PLC0415

        self._connection = connection
        self._next_told = 0.0
        self._directory = directory
        self._gatherer = Gatherer(directory.storage, read, NumberedTexts)
        self.key_counts: Callable[[], tuple[Counter[str], int]] = self._gatherer.key_counts

    def gather(self, jobs: Sequence[Job], most: int) -> Sequence[Job]:
        self._gatherer.begin(jobs, most)
        return self._gatherer.gather(self._tell)

    def meet(
        self, lexicon_posts: int, words: Sequence[RunInfo], checksums: Mapping[str, FileChecksum]
    ) -> list[str]:
        names = [LEXICON, *(run.name for run in words)]
        files = CheckedFiles(self._directory, {name: checksums[name] for name in names})

        def analysis() -> DutchAnalysis:
            return DutchAnalysis(Lexicon(KeyCounts(files.pages(LEXICON)), lexicon_posts))

        vocabulary = Vocabulary.open(files.pages, words)
        self._register = self._gatherer.register(analysis, vocabulary)
        return self._register.unknown(self._gatherer.tokens())

    def analyse(self, tokens: Sequence[str]) -> bytes:
        self._register.analyse(tokens)
        return packed({token: self._register.terms(token) for token in tokens})

    def write(self, learnt: Sequence[bytes]) -> tuple[Piece, bool]:
        for data in learnt:
            for token, analysed in unpacked(data).items():
                self._register.learn(token, analysed)
        return self._gatherer.write(self._register), self._gatherer.waiting

    def _tell(self, number: int) -> None:
        if time.monotonic() >= self._next_told:
            self._next_told = time.monotonic() + _TOLD_EVERY
            self._connection.send((_TOLD, number))
