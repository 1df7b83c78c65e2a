"""The words of the archive with the keys each was indexed under: a file beside the index.

Whoosh's own term list is slow to walk and knows a word only as a term. Here a line is a word:

    presidentsverkiezingen<TAB> president_verkiezing_key <TAB> president verkiezing <TAB>12

its keys, the keys of its parts, and the number of posts that had it when the line was written.
Keys stand between spaces, so that one search for ` key ` in the bytes finds every word under it.
The lines of a build are sorted, to be found by bisection; later words follow them unsorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.sorted_lines import first_line_from, line_start, line_with_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.sorted_lines import Data
    from newsctl.whoosh_index.manifest import WordFile
    from newsctl.whoosh_index.place import Place

NO_WORDS = b"\n"
"""The data of a vocabulary without words."""

_FEW_LOOK_UPS = 2_000  # of 20 µs; reading 100,000 words takes 40 ms


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


class Vocabulary:
    """The words in `data[:length]`; those before `sorted_length` are in order.

    Every line begins after a newline: the first line of the data is empty.
    """

    def __init__(self, data: Data, *, length: int, sorted_length: int) -> None:
        self._data = data
        self._length = length
        self._sorted = sorted_length

    @classmethod
    def open(cls, place: Place, words: WordFile) -> Self:
        """Open the vocabulary of a commit."""
        return cls(place.view(words.name), length=words.size, sorted_length=words.sorted_size)

    def find(self, word: str) -> Entry | None:
        """Return a word's entry, None when the archive does not have it."""
        wanted = word.encode() + b"\t"
        start = line_with_head(self._data, wanted, self._sorted)
        if start is not None:
            return self._entry_at(start)
        later = self._data.find(b"\n" + wanted, self._sorted - 1, self._length)
        return None if later < 0 else self._entry_at(later + 1)

    def unknown(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those entries whose words are not here."""
        if len(entries) <= _FEW_LOOK_UPS:
            return [entry for entry in entries if self.find(entry.word) is None]
        known = set(self.words())
        return [entry for entry in entries if entry.word not in known]

    def entries(self) -> Iterator[Entry]:
        """Yield every word's entry."""
        start = 1
        while start < self._length:
            yield self._entry_at(start)
            start = self._next_line(start)

    def under(self, key: str) -> Iterator[tuple[str, bool]]:
        """Yield the words that have this key, and whether it is their own or one of a part."""
        seen = -1
        for place in self._found(b" " + key.encode() + b" "):
            start = line_start(self._data, place)
            if start != seen:
                seen = start
                end = self._data.find(b"\t", start)
                yield self._data[start:end].decode(), self._data.find(b"\t", end + 1, place) < 0

    def starting(self, prefix: str) -> Iterator[str]:
        """Yield the words that begin with a text."""
        wanted = prefix.encode()
        start = first_line_from(self._data, wanted, self._sorted)
        while start < self._sorted and self._data[start : start + len(wanted)] == wanted:
            yield self._word_at(start)
            start = self._next_line(start)
        for start in self._found(b"\n" + wanted, self._sorted - 1):
            yield self._word_at(start + 1)

    def ending(self, suffix: str) -> Iterator[str]:
        """Yield the words that end in a text."""
        for place in self._found(suffix.encode() + b"\t "):
            start = line_start(self._data, place)
            if self._data.find(b"\t", start, place) < 0:
                yield self._word_at(start)

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of posts that had it."""
        for line in self._data[1 : self._length].decode().splitlines():
            word, _, rest = line.partition("\t")
            yield word, int(rest.rpartition("\t")[2])

    def words(self) -> list[str]:
        """Return every word."""
        lines = self._data[1 : self._length].decode().splitlines()
        return [line.partition("\t")[0] for line in lines]

    def _found(self, wanted: bytes, start: int = 0) -> Iterator[int]:
        place = self._data.find(wanted, start, self._length)
        while place >= 0:
            yield place
            place = self._data.find(wanted, place + 1, self._length)

    def _next_line(self, start: int) -> int:
        return self._data.find(b"\n", start, self._length) + 1 or self._length

    def _word_at(self, start: int) -> str:
        return self._data[start : self._data.find(b"\t", start)].decode()

    def _entry_at(self, start: int) -> Entry:
        line = self._data[start : self._data.find(b"\n", start)].decode()
        word, keys, parts, posts = line.split("\t")
        return Entry(word, tuple(keys.split()), tuple(parts.split()), int(posts))


def summed(entries: Iterable[Entry]) -> list[Entry]:
    """Return an entry for each word, with the posts of all entries for it."""
    found: dict[str, Entry] = {}
    for entry in entries:
        known = found.get(entry.word)
        more = known.posts if known else 0
        found[entry.word] = entry._replace(posts=entry.posts + more) if more else entry
    return list(found.values())


def vocabulary_bytes(entries: Iterable[Entry]) -> bytes:
    """Return the data of a new vocabulary: an empty line, then the entries in byte order."""
    lines = sorted((entry.line() for entry in entries), key=lambda line: line.partition(b"\t")[0])
    return NO_WORDS + b"".join(lines)
