"""All words of a commit, with the keys each was indexed under.

Whoosh's own term list is slow to walk and knows a word only as a term. The words are kept in runs,
files of their own (see `word_run`), so that those that come with a commit are written and those
that were there are left.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Self

from newsctl.whoosh_index.formats.word_run import WordRun

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsctl.whoosh_index.formats.manifest import WordFile
    from newsctl.whoosh_index.formats.open_files import Files
    from newsctl.whoosh_index.formats.word_run import Entry


class Vocabulary:
    """The words of several runs, no word in two of them."""

    def __init__(self, runs: Sequence[WordRun]) -> None:
        self._runs = runs

    @classmethod
    def open(cls, opened: Files, files: Sequence[WordFile]) -> Self:
        """Open the vocabulary of a commit."""
        return cls([WordRun.open(opened, file) for file in files])

    def check(self) -> None:
        """Read the words that are out of order. Raises IndexDamaged."""
        for run in self._runs:
            run.check_later()

    def find(self, word: str) -> Entry | None:
        """Return a word's entry, None when the archive does not have it."""
        for run in self._runs:
            entry = run.find(word)
            if entry is not None:
                return entry
        return None

    def find_all(self, words: Collection[str]) -> dict[str, Entry]:
        """Return the entries of those words that the archive has."""
        found: dict[str, Entry] = {}
        for run in self._runs:
            found.update(run.find_all([word for word in words if word not in found]))
        return found

    def unknown(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those entries whose words are not here."""
        known = self.find_all({entry.word for entry in entries})
        return [entry for entry in entries if entry.word not in known]

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words that have a key as their own, and those with a part that has it."""
        own: list[str] = []
        of_part: list[str] = []
        for run in self._runs:
            found = run.under(key)
            own += found[0]
            of_part += found[1]
        return own, of_part

    def starting(self, prefix: str) -> list[str]:
        """Return the words that begin with a text."""
        return [word for run in self._runs for word in run.starting(prefix)]

    def ending(self, suffix: str) -> list[str]:
        """Return the words that end in a text."""
        return [word for run in self._runs for word in run.ending(suffix)]

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of posts that had it when it first came."""
        return chain.from_iterable(run.counts() for run in self._runs)

    def words(self) -> Iterator[str]:
        """Yield every word."""
        return chain.from_iterable(run.words() for run in self._runs)
