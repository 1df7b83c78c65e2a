"""The vocabulary: all words of a commit, with the keys each was indexed under.

It is kept in runs, a file each, as documents are in segments: the words that come with a commit are
written, and those that were there are left. A run is a file of parts (see `parts`) with three term
dictionaries (see `postings`), whose terms are lines:

    words     presidentsverkiezingen<TAB> president_verkiezing_key <TAB> president verkiez <TAB>12
    keys      verkiez<TAB>verkiezing verkiezingen<TAB>presidentsverkiezingen
    endings   negnizeikrevstnediserp<TAB>

A word has its keys, the keys of its parts, and the number of posts that had it when the line was
written; a key the words that have it, and those with a part that has it; an ending is a word read
backwards.

The runs before a new one that are small, or not much larger than it, are written again with it. So
there are never many, and none that is large is written again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.whoosh_index.formats.parts import Parts, dump_parts
from newsctl.whoosh_index.formats.postings import TermDictionary, dump_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.parts import PartData

    OpenPages = Callable[[str], Pages]
    """Gives the pages of a file by its name."""

LARGEST = 250_000
"""Words of a run that is made of others, whose lines are in memory for it: 12 MB."""

_SMALL = 700
"""Words of a run that is written again with any new one, which takes 1 ms."""

_MUCH_LARGER = 2
_WORD = re.compile(rb"^[^\t]+", re.MULTILINE)
_WORD_AND_LINE = re.compile(rb"([^\t\n]+)\t[^\n]*")
_KEYED_WORD = re.compile(rb"^([^\t\n]+)\t ([^ \t]*)[^\t]*\t([^\t]*)", re.MULTILINE)
_READ_MEANWHILE = 100
"""Words that can be scanned in the time of looking up one."""


class WordEntry(NamedTuple):
    """A word with its keys, the keys of its parts, and its number of posts."""

    word: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    posts: int

    def line(self) -> bytes:
        """Encode the entry as a line of the file."""
        keys, parts = " ".join(self.keys), " ".join(self.parts)
        return f"{self.word}\t {keys} \t {parts} \t{self.posts}\n".encode()

    @classmethod
    def of(cls, line: str) -> Self:
        """Decode a line of the file."""
        word, keys, parts, posts = line.split("\t")
        return cls(word, tuple(keys.split()), tuple(parts.split()), int(posts))


class WordRun:
    """One open run. Reading raises IndexDamaged if it is damaged."""

    def __init__(self, pages: Pages, name: str) -> None:
        self.name = name
        parts = Parts(pages)
        self.words = TermDictionary(parts, "words")
        self.keys = TermDictionary(parts, "keys")
        self.endings = TermDictionary(parts, "endings")

    def find(self, word: str) -> WordEntry | None:
        """Return a word's entry; None if this run does not have it."""
        lines = self.words.starting(word.encode() + b"\t")
        return WordEntry.of(lines[0].decode()) if lines else None

    def find_all(self, words: Collection[str]) -> dict[str, WordEntry]:
        """Return the entries of the words that this run has.

        For many words, all lines are scanned.
        """
        if len(words) * _READ_MEANWHILE < len(self.words):
            return {word: entry for word in words if (entry := self.find(word))}
        wanted = {word.encode() for word in words}
        lines = (line for line in _WORD_AND_LINE.finditer(self.words.joined()) if line[1] in wanted)
        found = (WordEntry.of(line[0].decode()) for line in lines)
        return {entry.word: entry for entry in found}

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words with this key, and those with this key in a part."""
        head = key.encode() + b"\t"
        (line,) = self.keys.starting(head) or [head + b"\t"]
        own, of_part = (cell.split() for cell in line.decode().split("\t")[1:])
        return own, of_part

    def starting(self, prefix: str) -> list[str]:
        """Return the words with a prefix."""
        return _words(b"".join(self.words.starting(prefix.encode())))

    def ending(self, suffix: str) -> list[str]:
        """Return the words with a suffix."""
        return b"".join(self.endings.starting(suffix[::-1].encode())).decode()[::-1].split()


class Vocabulary:
    """The words of several runs; each word of a commit is in one run."""

    def __init__(self, runs: Sequence[WordRun]) -> None:
        self._runs = runs

    def beside(self, other: Vocabulary) -> Vocabulary:
        """Return a vocabulary with the words of both, for look-ups only."""
        return Vocabulary([*self._runs, *other._runs])

    @classmethod
    def open(cls, pages: OpenPages, names: Iterable[str]) -> Self:
        """Open the runs of a commit."""
        return cls([WordRun(pages(name), name) for name in names])

    def find(self, word: str) -> WordEntry | None:
        """Return a word's entry; None if the archive does not have it."""
        found = (run.find(word) for run in self._runs)
        return next((entry for entry in found if entry), None)

    def find_all(self, words: Collection[str]) -> dict[str, WordEntry]:
        """Return the entries of those words that the archive has."""
        found: dict[str, WordEntry] = {}
        for run in self._runs:
            found.update(run.find_all([word for word in words if word not in found]))
        return found

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words with this key, and those with this key in a part."""
        found = [run.under(key) for run in self._runs]
        return [*chain(*(own for own, _ in found))], [*chain(*(parts for _, parts in found))]

    def starting(self, prefix: str) -> list[str]:
        """Return the words with a prefix."""
        return [word for run in self._runs for word in run.starting(prefix)]

    def ending(self, suffix: str) -> list[str]:
        """Return the words with a suffix."""
        return [word for run in self._runs for word in run.ending(suffix)]

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield every word with its number of posts at the time when it was added."""
        for run in self._runs:
            for line in _WORD_AND_LINE.finditer(run.words.joined()):
                yield line[1].decode(), int(line[0][line[0].rindex(b"\t") :])

    def keyed(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield every word with the key of its inflection and the keys of its parts."""
        for run in self._runs:
            for line in _KEYED_WORD.finditer(run.words.joined()):
                word, key, parts = map(bytes.decode, line.groups())
                yield word, word if key == word else key, tuple(parts.split())

    def words(self) -> Iterator[str]:
        """Yield every word."""
        texts = (str(run.endings.joined(), "utf-8") for run in self._runs)
        return chain.from_iterable(text[::-1].split() for text in texts)

    def with_new(
        self, directory: Directory, entries: Iterable[WordEntry], name: str
    ) -> tuple[str, ...]:
        """Write the words that are new as a run called `name`, and return the names of all runs.

        A word may be given several times; its numbers of posts are added up.
        """
        summed = _summed(entries)
        known = self.find_all(summed)
        new = [entry for word, entry in summed.items() if word not in known]
        kept = list(self._runs)
        if new:
            size = len(new)
            joined: list[WordRun] = []
            while kept and len(kept[-1].words) < min(
                max(_SMALL, _MUCH_LARGER * size), LARGEST - size
            ):
                size += len(kept[-1].words)
                joined.append(kept.pop())
            write_run(directory, name, new, joined)
        return (*(run.name for run in kept), *([name] if new else []))


def write_run(
    directory: Directory, name: str, entries: Sequence[WordEntry], joined: Sequence[WordRun] = ()
) -> None:
    """Write a run with entries, and with the words of other runs."""
    words = _lines(run.words for run in joined)
    endings = _lines(run.endings for run in joined)
    words += (entry.line() for entry in entries)  # sorted as their words: none has a tab
    endings += (f"{entry.word[::-1]}\t\n".encode() for entry in entries)
    keys = _joined_keys([*_lines(run.keys for run in joined), *_key_lines(entries)])
    parts: dict[str, PartData] = {}
    for section, lines in (("words", words), ("keys", keys), ("endings", endings)):
        parts |= dump_terms(section, sorted(lines))
    directory.write(name, dump_parts(parts, documents=0))


def _lines(sections: Iterable[TermDictionary]) -> list[bytes]:
    return [line for section in sections for line in section.terms(0, len(section))]


def _key_lines(entries: Iterable[WordEntry]) -> Iterator[bytes]:
    """Yield a line for each key: the words that have it, and those with it in a part."""
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
    """Merge the lines that several runs have for each key."""
    words: dict[bytes, bytes] = {}
    for line in lines:
        key, _, under = line.partition(b"\t")
        known = words.get(key)
        words[key] = under if known is None else _together(known, under)
    return (b"%b\t%b" % line for line in words.items())


def _together(one: bytes, other: bytes) -> bytes:
    """Merge two lines of one key."""
    cells = zip(one[:-1].split(b"\t"), other[:-1].split(b"\t"), strict=True)
    return b"\t".join([b" ".join(filter(None, cell)) for cell in cells]) + b"\n"


def _summed(entries: Iterable[WordEntry]) -> dict[str, WordEntry]:
    """Merge entries of the same word, with their numbers of posts added up."""
    found: dict[str, WordEntry] = {}
    for entry in entries:
        known = found.get(entry.word)
        found[entry.word] = entry._replace(posts=entry.posts + known.posts) if known else entry
    return found


def _words(lines: bytes | memoryview) -> list[str]:
    """Return the words at the beginning of lines."""
    return [word.decode() for word in _WORD.findall(lines)]
