"""Words of the archive with the keys each was indexed under: one file of the vocabulary.

A line is a word:

    presidentsverkiezingen<TAB> president_verkiezing_key <TAB> president verkiezing <TAB>12

its keys, the keys of its parts, and the number of posts that had it when the line was written.
The lines that were written first are sorted, to be found by bisection and in `word_tables`; later
words follow them unsorted. Keys stand between spaces, so that one search for ` key ` finds the
later words under it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import Pages
from newsctl.storage.sorted_lines import first_line_from, line_start, line_with_head, rest_of_line
from newsctl.whoosh_index.formats.manifest import WordFile
from newsctl.whoosh_index.formats.word_tables import (
    PAST_ANY_LETTER,
    WordTables,
    ending_table,
    key_table,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsctl.whoosh_index.formats.open_files import Files
    from newsctl.whoosh_index.formats.place import Place

NO_WORDS = b"\n"
"""The data of a run without words."""

_NO_TABLES = WordTables(Pages(NO_WORDS), Pages(NO_WORDS))
_WORD = re.compile(r"^[^\t]+", re.MULTILINE)
_READ_MEANWHILE = 5_000
"""Bytes of lines that are looked through in the time of finding one word by itself, 20 µs."""
_READ_AT_ONCE = 1 << 20


class Entry(NamedTuple):
    """One word: its keys, the keys of its parts, and how many posts had it."""

    word: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    posts: int

    def line(self) -> bytes:
        """Return the entry as a line of the file."""
        keys, parts = " ".join(self.keys), " ".join(self.parts)
        return f"{self.word}\t {keys} \t {parts} \t{self.posts}\n".encode()


class WordRun:
    """The words in the first `length` bytes; those before `sorted_length` are in order.

    These are in `tables`, and the pages have sums of theirs; `digest` is the CRC-32 of the others.
    Every line begins after a newline: the first line is empty. Whatever is read raises IndexDamaged
    when it is not as it was written.
    """

    def __init__(
        self,
        pages: Pages,
        *,
        length: int,
        sorted_length: int,
        digest: int = 0,
        tables: WordTables = _NO_TABLES,
    ) -> None:
        self._pages = pages
        self._data = pages.data
        self._length = length
        self._sorted = sorted_length
        self._digest = digest
        self.tables = tables

    @classmethod
    def open(cls, files: Files, words: WordFile) -> Self:
        """Open a run as a commit knows it. Raises IndexDamaged when it is cut off."""
        if len(files.pages(words.name).data) < words.size:
            raise IndexDamaged(f"{words.name} is cut off")
        tables = WordTables(files.pages(words.keys), files.pages(words.endings))
        return cls(
            files.pages(words.name),
            length=words.size,
            sorted_length=words.sorted_size,
            digest=words.digest,
            tables=tables,
        )

    def find(self, word: str) -> Entry | None:
        """Return a word's entry, None when it is not here."""
        wanted = word.encode() + b"\t"
        start = line_with_head(self._pages, wanted, self._sorted)
        if start is not None:
            return _entry(rest_of_line(self._pages, start).decode())
        later = self._later.find(b"\n" + wanted) + 1
        return _entry(_line_at(self._later, later)) if later else None

    def find_all(self, words: Collection[str]) -> dict[str, Entry]:
        """Return the entries of those words that are here.

        Many are looked for in all lines, one after the other.
        """
        if len(words) * _READ_MEANWHILE < self._length:
            return {word: entry for word in words if (entry := self.find(word))}
        wanted = frozenset(words)
        lines = (line for line in self._lines_from(1) if line[: line.index("\t")] in wanted)
        return {entry.word: entry for entry in map(_entry, lines)}

    def entries(self) -> Iterator[Entry]:
        """Yield every word's entry."""
        return self._entries_from(1)

    def lines(self) -> list[bytes]:
        """Return every word's line, with the newline that ends it."""
        return self._all().splitlines(keepends=True)

    def later_entries(self) -> Iterator[Entry]:
        """Yield the entries of the words that are out of order."""
        return self._entries_from(self._sorted)

    def _entries_from(self, start: int) -> Iterator[Entry]:
        return map(_entry, self._lines_from(start))

    def _lines_from(self, start: int) -> Iterator[str]:
        """Yield the lines from the start of one on; few of them are in memory at a time."""
        self.check_later()
        while start < self._length:
            at_least = min(start + _READ_AT_ONCE, self._length) - 1
            end = self._data.find(b"\n", at_least) + 1
            self._pages.check(start - 1, end)
            yield from self._data[start:end].decode().split("\n")[:-1]
            start = end

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words that have a key as their own, and those with a part that has it."""
        own, of_part = self.tables.under(key)
        wanted = b" " + key.encode() + b" "
        for line in self._later_lines(wanted):
            word, keys, _ = line.split(b"\t", 2)
            (own if wanted in keys else of_part).append(word.decode())
        return own, of_part

    def starting(self, prefix: str) -> list[str]:
        """Return the words that begin with a text."""
        wanted = prefix.encode()
        start = first_line_from(self._pages, wanted, self._sorted)
        end = first_line_from(self._pages, wanted + PAST_ANY_LETTER, self._sorted)
        self._pages.check(start, end)
        later = [line for line in self._later_lines(wanted) if line.startswith(wanted)]
        return [*_words(self._data[start:end]), *_words(b"\n".join(later))]

    def ending(self, suffix: str) -> list[str]:
        """Return the words that end in a text."""
        wanted = suffix.encode() + b"\t "
        later = (line.partition(b"\t")[0].decode() for line in self._later_lines(wanted))
        return [*self.tables.ending(suffix), *(word for word in later if word.endswith(suffix))]

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of posts that had it."""
        for line in self._all().decode().splitlines():
            word, _, rest = line.partition("\t")
            yield word, int(rest.rpartition("\t")[2])

    def words(self) -> list[str]:
        """Return every word."""
        return _words(self._all())

    def _all(self) -> bytes:
        self.check_later()
        self._pages.check(0, self._sorted)
        return self._data[1 : self._length]

    @cached_property
    def _later(self) -> bytes:
        """The lines that are out of order, after a newline; few, to be searched as they are."""
        later = self._data[self._sorted : self._length]
        if crc32(later) != self._digest:
            raise IndexDamaged("new words are not as they were written")
        return b"\n" + later

    def check_later(self) -> None:
        """Check the words that are out of order."""
        self._later  # noqa: B018 -- checked when it is read

    def _later_lines(self, wanted: bytes) -> Iterator[bytes]:
        """Yield the lines out of order that hold some bytes, each once."""
        place = self._later.find(wanted)
        while place >= 0:
            end = self._later.find(b"\n", place)
            yield self._later[line_start(self._later, place) : end]
            place = self._later.find(wanted, end)


def _line_at(lines: bytes, start: int) -> str:
    return lines[start : lines.find(b"\n", start)].decode()


def _entry(line: str) -> Entry:
    """Return the entry that a line of the file holds."""
    word, keys, parts, posts = line.split("\t")
    return Entry(word, tuple(keys.split()), tuple(parts.split()), int(posts))


def _words(lines: bytes) -> list[str]:
    """Return the words of some lines."""
    found: list[str] = _WORD.findall(lines.decode())
    return found


def summed(entries: Iterable[Entry]) -> list[Entry]:
    """Return an entry for each word, with the posts of all entries for it."""
    found: dict[str, Entry] = {}
    for entry in entries:
        known = found.get(entry.word)
        more = known.posts if known else 0
        found[entry.word] = entry._replace(posts=entry.posts + more) if more else entry
    return list(found.values())


def run_bytes(entries: Iterable[Entry], joined: Sequence[WordRun] = ()) -> bytes:
    """Return the data of a new run: an empty line, then the words in byte order.

    Runs that it is joined of are in order, and their lines stay as they are.
    """
    lines = [line for run in joined for line in run.lines()]
    lines += (entry.line() for entry in entries)
    return NO_WORDS + b"".join(sorted(lines))  # no character of a word is before the tab


def write_run(
    place: Place, name: str, entries: Sequence[Entry], joined: Sequence[WordRun] = ()
) -> WordFile:
    """Write a run in order under a name, and its tables: of entries, and of runs in order."""
    data = run_bytes(entries, joined)
    words = WordFile(name, len(data), len(data))
    tables = [run.tables for run in joined]
    place.write(name, data)
    place.write(words.keys, key_table(entries, tables))
    place.write(words.endings, ending_table(entries, tables))
    return words
