"""Two looks at the words of a vocabulary that are in order: by their keys, and by their endings.

A line of the first is a key, the words that have it, and the words with a part that has it:

    verkiez<TAB>verkiezing verkiezingen<TAB>presidentsverkiezingen

A line of the second is a word read backwards, so that words with one ending stand together. Both
are sorted lines, found by bisection; to read all of them took a search longer than all else.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from newsctl.storage.sorted_lines import first_line_from, line_with_head, rest_of_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.formats.word_run import Entry

PAST_ANY_LETTER = b"\xff"
"""What no line goes on with: it is no byte of UTF-8."""


class WordTables:
    """The tables of a vocabulary."""

    def __init__(self, keys: Pages, endings: Pages) -> None:
        self._keys = keys
        self._endings = endings

    def under(self, key: str) -> tuple[list[str], list[str]]:
        """Return the words that have a key as their own, and those with a part that has it."""
        head = key.encode() + b"\t"
        start = line_with_head(self._keys, head, self._keys.size)
        if start is None:
            return [], []
        line = rest_of_line(self._keys, start + len(head)).decode()
        own, _, of_part = line.partition("\t")
        return own.split(), of_part.split()

    def ending(self, suffix: str) -> list[str]:
        """Return the words that end in a text."""
        pages, backwards = self._endings, suffix[::-1].encode()
        start = first_line_from(pages, backwards, pages.size)
        end = first_line_from(pages, backwards + PAST_ANY_LETTER, pages.size)
        pages.check(start, end)
        return pages.data[start:end].decode()[::-1].split()

    def key_lines(self) -> list[bytes]:
        """Return the lines of the table by keys, without the newline that ends each."""
        return _lines(self._keys)

    def ending_lines(self) -> list[bytes]:
        """Return the lines of the table by endings."""
        return _lines(self._endings)


def key_table(entries: Iterable[Entry], joined: Iterable[WordTables] = ()) -> bytes:
    """Return the table by keys of words, and of those that tables have already."""
    new = _key_lines(entries)
    before = [line for tables in joined for line in tables.key_lines()]
    return _table(_one_for_each_key([*new, *before]) if before else new)


def ending_table(entries: Iterable[Entry], joined: Iterable[WordTables] = ()) -> bytes:
    """Return the table by endings of words, and of those that tables have already."""
    new = (f"{entry.word[::-1]}\t".encode() for entry in entries)
    return _table(chain(new, *(tables.ending_lines() for tables in joined)))


def _lines(pages: Pages) -> list[bytes]:
    pages.check_all()
    return pages.data[1:].splitlines()


def _key_lines(entries: Iterable[Entry]) -> list[bytes]:
    own: defaultdict[str, list[str]] = defaultdict(list)
    of_part: defaultdict[str, list[str]] = defaultdict(list)
    for word, keys, parts, _ in entries:
        for key in keys:
            own[key].append(word)
        for key in parts:
            if key not in keys:
                of_part[key].append(word)
    lines = [
        f"{key}\t{' '.join(words)}\t{' '.join(of_part.pop(key, ()))}".encode()
        for key, words in own.items()
    ]
    return [*lines, *(f"{key}\t\t{' '.join(words)}".encode() for key, words in of_part.items())]


def _one_for_each_key(lines: Iterable[bytes]) -> Iterable[bytes]:
    """Return the lines of several tables as those of one."""
    words: dict[bytes, bytes] = {}
    for line in lines:
        key, _, under = line.partition(b"\t")
        known = words.get(key)
        words[key] = under if known is None else _together(known, under)
    return (b"%b\t%b" % line for line in words.items())


def _together(one: bytes, other: bytes) -> bytes:
    """Return the words under a key, as two tables have them, in one."""
    cells = zip(one.split(b"\t"), other.split(b"\t"), strict=True)
    return b"\t".join([b" ".join(filter(None, cell)) for cell in cells])


def _table(lines: Iterable[bytes]) -> bytes:
    """Return lines in order, after an empty one; letters sort as their UTF-8 does."""
    return b"\n".join([b"", *sorted(lines), b""])
