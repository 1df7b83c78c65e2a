"""The vocabulary: all words of a commit, with the keys each was indexed under.

It is kept in runs, a file each, so that those words that come with a commit are written and those
that were there are left. A run is a file of parts (see `parts`) with three term dictionaries
(see `postings`), whose terms are lines:

    words     presidentsverkiezingen<TAB> president_verkiezing_key <TAB> president verkiez <TAB>12
    keys      verkiez<TAB>verkiezing verkiezingen<TAB>presidentsverkiezingen
    endings   negnizeikrevstnediserp<TAB>

A word has its keys, the keys of its parts, and the number of posts that had it when the line was
written; a key the words that have it, and those with a part that has it; an ending is a word read
backwards. After the parts follow the lines of words that came with later commits, in no order.
Their keys stand between spaces, so that one search for ` key ` finds the words under it.

A few words follow the last run. More become a run of their own, together with the runs before it
that are not much larger, so that there are never many; but none that is large is written again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _
from newsctl.whoosh_index.formats.parts import Parts, dump_parts
from newsctl.whoosh_index.formats.postings import TermDictionary, dump_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.parts import PartData

    OpenPages = Callable[[str], Pages]
    """Gives the pages of a file by its name."""

LARGEST = 12_000_000
"""Bytes of words in a run that is made of others: 250,000, whose lines are in memory for it."""

_LATER = 100_000
"""Bytes of words out of order, some 2,000 words, that are cheap to search."""

_MUCH_LARGER = 2
_WORD = re.compile(r"^[^\t]+", re.MULTILINE)
_WORD_AND_LINE = re.compile(rb"([^\t\n]+)\t[^\n]*")
_KEYED_WORD = re.compile(r"^([^\t\n]+)\t ([^ \t]*)[^\t]*\t([^\t]*)", re.MULTILINE)
_READ_MEANWHILE = 5_000
"""Bytes of lines that are looked through in the time of finding one word by itself."""


class WordEntry(NamedTuple):
    """One word: its keys, the keys of its parts, and how many posts had it."""

    word: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    posts: int

    def line(self) -> bytes:
        """Return the entry as a line of the file."""
        keys, parts = " ".join(self.keys), " ".join(self.parts)
        return f"{self.word}\t {keys} \t {parts} \t{self.posts}\n".encode()

    @classmethod
    def of(cls, line: str) -> Self:
        """Return the entry that a line of the file holds."""
        word, keys, parts, posts = line.split("\t")
        return cls(word, tuple(keys.split()), tuple(parts.split()), int(posts))


class RunInfo(NamedTuple):
    """A run as a commit knows it: the first `size` bytes of the file `name`.

    `words` are the bytes of its lines of words. What stands before `end`, where its parts do, has
    checksums by page in the manifest; `digest` is the CRC-32 of the later words.
    """

    name: str
    words: int
    end: int
    size: int
    digest: int = 0

    @property
    def later(self) -> int:
        """The bytes of the later words."""
        return self.size - self.end

    def without_later(self) -> Self:
        """Return the run as it was written first."""
        return self._replace(size=self.end, digest=0)


class WordRun:
    """One run, open. Whatever is read raises IndexDamaged when it is not as it was written."""

    def __init__(self, pages: Pages, info: RunInfo) -> None:
        if len(pages.data) < info.size:
            raise IndexDamaged(_("{name} is cut off", name=info.name))
        self._data = pages.data
        self.info = info
        parts = Parts(pages)
        self.words = TermDictionary(parts, "words")
        self.keys = TermDictionary(parts, "keys")
        self.endings = TermDictionary(parts, "endings")

    @cached_property
    def later(self) -> bytes:
        """The lines of the later words, after a newline; few, to be searched as they are."""
        later = self._data[self.info.end : self.info.size]
        if crc32(later) != self.info.digest:
            raise IndexDamaged(_("new words are not as they were written"))
        return b"\n" + later

    def lines(self) -> bytes:
        """Return the lines of all words."""
        return self.words.joined() + self.later[1:]

    def later_entries(self) -> list[WordEntry]:
        """Return the entries of the later words."""
        return [WordEntry.of(line) for line in self.later.decode().splitlines() if line]

    def find(self, word: str) -> WordEntry | None:
        """Return a word's entry, None when it is not here."""
        head = word.encode() + b"\t"
        lines = self.words.starting(head)
        if not lines and (start := self.later.find(b"\n" + head) + 1):
            lines = [self.later[start : self.later.find(b"\n", start)]]
        return WordEntry.of(lines[0].decode()) if lines else None

    def find_all(self, words: Collection[str]) -> dict[str, WordEntry]:
        """Return the entries of those words that are here.

        Many are looked for in all lines, one after the other.
        """
        if len(words) * _READ_MEANWHILE < self.info.words + self.info.later:
            return {word: entry for word in words if (entry := self.find(word))}
        wanted = {word.encode() for word in words}
        lines = (line for line in _WORD_AND_LINE.finditer(self.lines()) if line[1] in wanted)
        found = (WordEntry.of(line[0].decode()) for line in lines)
        return {entry.word: entry for entry in found}

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words that have a key as their own, and those with a part that has it."""
        head = key.encode() + b"\t"
        (line,) = self.keys.starting(head) or [head + b"\t"]
        own, of_part = (cell.split() for cell in line.decode().split("\t")[1:])
        wanted = b" " + key.encode() + b" "
        for later in self._later_lines(wanted):
            word, keys, _ = later.split(b"\t", 2)
            (own if wanted in keys else of_part).append(word.decode())
        return own, of_part

    def starting(self, prefix: str) -> list[str]:
        """Return the words that begin with a text."""
        wanted = prefix.encode()
        later = (line for line in self._later_lines(wanted) if line.startswith(wanted))
        return _words(b"".join(self.words.starting(wanted)) + b"\n".join(later))

    def ending(self, suffix: str) -> list[str]:
        """Return the words that end in a text."""
        backwards = b"".join(self.endings.starting(suffix[::-1].encode())).decode()
        wanted = suffix.encode() + b"\t "
        later = _words(b"\n".join(self._later_lines(wanted)))
        return [*backwards[::-1].split(), *(word for word in later if word.endswith(suffix))]

    def _later_lines(self, wanted: bytes) -> Iterator[bytes]:
        """Yield the lines of later words that hold some bytes, each once."""
        place = self.later.find(wanted)
        while place >= 0:
            end = self.later.find(b"\n", place)
            yield self.later[self.later.rfind(b"\n", 0, place) + 1 : end]
            place = self.later.find(wanted, end)


class Vocabulary:
    """The words of several runs, no word in two of those of one commit."""

    def __init__(self, runs: Sequence[WordRun]) -> None:
        self._runs = runs

    def beside(self, other: Vocabulary) -> Vocabulary:
        """Return the words of both, to be looked up alone."""
        return Vocabulary([*self._runs, *other._runs])

    @classmethod
    def open(cls, pages: OpenPages, infos: Iterable[RunInfo]) -> Self:
        """Open the vocabulary of a commit. Raises IndexDamaged when a file is cut off."""
        return cls([WordRun(pages(info.name), info) for info in infos])

    def check(self) -> None:
        """Read the words that no page's checksum is for. Raises IndexDamaged."""
        for run in self._runs:
            run.later  # noqa: B018 -- checked when it is read

    def find(self, word: str) -> WordEntry | None:
        """Return a word's entry, None when the archive does not have it."""
        found = (run.find(word) for run in self._runs)
        return next((entry for entry in found if entry), None)

    def find_all(self, words: Collection[str]) -> dict[str, WordEntry]:
        """Return the entries of those words that the archive has."""
        found: dict[str, WordEntry] = {}
        for run in self._runs:
            found.update(run.find_all([word for word in words if word not in found]))
        return found

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words that have a key as their own, and those with a part that has it."""
        found = [run.under(key) for run in self._runs]
        return [*chain(*(own for own, _ in found))], [*chain(*(parts for _, parts in found))]

    def starting(self, prefix: str) -> list[str]:
        """Return the words that begin with a text."""
        return [word for run in self._runs for word in run.starting(prefix)]

    def ending(self, suffix: str) -> list[str]:
        """Return the words that end in a text."""
        return [word for run in self._runs for word in run.ending(suffix)]

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of posts that had it when it first came."""
        for run in self._runs:
            for line in _WORD_AND_LINE.finditer(run.lines()):
                yield line[1].decode(), int(line[0][line[0].rindex(b"\t") :])

    def keyed(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield every word with its first key, which is that of its inflection, and its parts'."""
        for run in self._runs:
            for line in _KEYED_WORD.finditer(run.lines().decode()):
                word, key, parts = line.groups()
                yield word, word if key == word else key, tuple(parts.split())

    def words(self) -> Iterator[str]:
        """Yield every word."""
        return chain.from_iterable(_words(run.lines()) for run in self._runs)

    def with_new(
        self, directory: Directory, entries: Iterable[WordEntry], name: str
    ) -> tuple[RunInfo, ...]:
        """Write those words that are not here, and return the runs as they are then.

        A word may come several times, with posts to be added up. If there is to be another run, it
        has this name.
        """
        infos = tuple(run.info for run in self._runs)
        summed = _summed(entries)
        known = self.find_all(summed)
        new = [entry for word, entry in summed.items() if word not in known]
        if not new:
            return infos
        if not infos:
            return (write_run(directory, name, new),)
        last = self._runs[-1]
        lines = b"".join(entry.line() for entry in new)
        size = last.info.later + len(lines)
        if size <= max(_LATER, last.info.words // 16):
            directory.extend(last.info.name, lines, start=last.info.size)
            digest = crc32(lines, last.info.digest)
            return *infos[:-1], last.info._replace(size=last.info.size + len(lines), digest=digest)
        return self._with_another(directory, name, [*last.later_entries(), *new], size)

    def _with_another(
        self, directory: Directory, name: str, entries: Sequence[WordEntry], size: int
    ) -> tuple[RunInfo, ...]:
        """Write words of so many bytes as a run, with the runs that are to be joined to it.

        Among the words are the later ones of the last run.
        """
        kept = list(self._runs)
        joined: list[WordRun] = []
        while kept and kept[-1].info.words < min(_MUCH_LARGER * size, LARGEST - size):
            size += kept[-1].info.words
            joined.append(kept.pop())
        infos = [run.info for run in kept]
        if not joined:
            infos[-1] = infos[-1].without_later()
        return (*infos, write_run(directory, name, entries, joined))


def write_run(
    directory: Directory, name: str, entries: Sequence[WordEntry], joined: Sequence[WordRun] = ()
) -> RunInfo:
    """Write a run of entries, and of the words in the sections of other runs."""
    words = _lines(run.words for run in joined)
    endings = _lines(run.endings for run in joined)
    words += (entry.line() for entry in entries)  # sorted as their words: none has a tab
    endings += (f"{entry.word[::-1]}\t\n".encode() for entry in entries)
    keys = _joined_keys([*_lines(run.keys for run in joined), *_key_lines(entries)])
    parts: dict[str, PartData] = {}
    for section, lines in (("words", words), ("keys", keys), ("endings", endings)):
        parts |= dump_terms(section, sorted(lines))
    data = dump_parts(parts, documents=0)
    directory.write(name, data)
    return RunInfo(name, sum(map(len, words)), len(data), len(data))


def _lines(sections: Iterable[TermDictionary]) -> list[bytes]:
    return [line for section in sections for line in section.terms(0, len(section))]


def _key_lines(entries: Iterable[WordEntry]) -> Iterator[bytes]:
    own: defaultdict[str, list[str]] = defaultdict(list)
    of_part: defaultdict[str, list[str]] = defaultdict(list)
    for word, keys, parts, _posts in entries:
        for key in keys:
            own[key].append(word)
        for key in parts:
            if key not in keys:
                of_part[key].append(word)
    for key in {**own, **of_part}:
        yield f"{key}\t{' '.join(own.get(key, ()))}\t{' '.join(of_part.get(key, ()))}\n".encode()


def _joined_keys(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Return a line for each key, of the lines that several runs have for it."""
    words: dict[bytes, bytes] = {}
    for line in lines:
        key, _, under = line.partition(b"\t")
        known = words.get(key)
        words[key] = under if known is None else _together(known, under)
    return (b"%b\t%b" % line for line in words.items())


def _together(one: bytes, other: bytes) -> bytes:
    """Return the words under a key, as two lines have them, in one."""
    cells = zip(one[:-1].split(b"\t"), other[:-1].split(b"\t"), strict=True)
    return b"\t".join([b" ".join(filter(None, cell)) for cell in cells]) + b"\n"


def _summed(entries: Iterable[WordEntry]) -> dict[str, WordEntry]:
    """Return an entry for each word, with the posts of all entries for it."""
    found: dict[str, WordEntry] = {}
    for entry in entries:
        known = found.get(entry.word)
        found[entry.word] = entry._replace(posts=entry.posts + known.posts) if known else entry
    return found


def _words(lines: bytes) -> list[str]:
    """Return the words of some lines."""
    found: list[str] = _WORD.findall(lines.decode())
    return found
