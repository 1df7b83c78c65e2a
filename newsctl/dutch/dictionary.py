"""The dictionary: simplemma's 370,000 Dutch word forms, each with its lemma.

To unpack and fold them takes the better part of a second. Whoever indexes an archive asks for
millions of words, and one edited post for a few, so the list is kept as sorted lines in the user's
cache: as long as few words are asked for they are looked up there.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from newsctl.core.sorted_lines import line_with_head
from newsctl.dutch import word_lists
from newsctl.dutch.normalise import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.sorted_lines import Data

FEW = 20_000
"""Look-ups of 15 µs that are cheaper than loading the list."""

_DIGEST = 8  # the CRC-32 of what stands before it, as hexadecimal digits


class Shelf(Protocol):
    """Where the list is kept for the next process."""

    def view(self, name: str) -> Data:
        """Return what was written under a name. Raises OSError."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write all of it or nothing. Raises OSError."""
        ...


class Dictionary:
    """Word forms with their lemmas, looked up where they are kept or loaded as a whole."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._name = ""
        self._kept: Data | None = None
        self._left = 0

    def keep(self, shelf: Shelf, name: str) -> None:
        """Keep the list on a shelf from now on, under a name that no other list has."""
        self._shelf, self._name, self._kept = shelf, name, None
        self._left = 0 if "_lemmas" in vars(self) else FEW

    def lemma(self, form: str) -> str | None:
        """Return the lemma that the list has for a form, capitals and accents as they are."""
        kept = self._still_kept()
        return self._lemmas.get(form) if kept is None else _look_up(kept, form) or None

    def has(self, folded: str) -> bool:
        """Tell whether a folded word is a form in the list, or one of those that it lacks."""
        kept = self._still_kept()
        return folded in self._folded if kept is None else _look_up(kept, folded) is not None

    def _still_kept(self) -> Data | None:
        """Return the list as it is kept, None when it is not or too much was asked of it."""
        if not self._left:
            return None
        self._left -= 1
        if self._kept is None:
            self._kept = self._taken_up()
            self._left *= self._kept is not None
        return self._kept

    def _taken_up(self) -> Data | None:
        with suppress(OSError):
            data = self._shelf.view(self._name) if self._shelf else b""
            with memoryview(data) as view:
                if b"%08x" % zlib.crc32(view[:-_DIGEST]) == view[-_DIGEST:]:
                    return data
        return None

    @cached_property
    def _lemmas(self) -> Mapping[str, str]:
        """The list itself.

        simplemma 2 has no public way to it. Its documented `DictionaryFactory` is the nearest: the
        process-wide instance, so that the list is in memory once.
        """
        # Half a second and 60 MB: only for those who ask for many words.
        from simplemma.strategies.dictionaries import (  # noqa: PLC0415
            DEFAULT_DICTIONARY_FACTORY,
        )

        lemmas = DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
        self._left = 0
        if self._shelf is not None and self._taken_up() is None:
            with suppress(OSError):  # no right to write: the next process loads it as well
                self._shelf.write(self._name, _lines(lemmas, _folded(lemmas)))
        return lemmas

    @cached_property
    def _folded(self) -> frozenset[str]:
        return _folded(self._lemmas)


DICTIONARY = Dictionary()
"""The one of this process."""


def _folded(lemmas: Mapping[str, str]) -> frozenset[str]:
    listed = frozenset(fold(normalise(form)) for form in lemmas)
    return listed.union(*map(word_lists.words, ("mass_nouns", "names", "new_words")))


def _lines(lemmas: Mapping[str, str], folded: frozenset[str]) -> bytes:
    """Write each form with its lemma, and those that are forms only when folded without one."""
    pairs = [*lemmas.items(), *((word, "") for word in folded if word not in lemmas)]
    data = b"\n" + b"".join(sorted(f"{form}\t{lemma}\n".encode() for form, lemma in pairs))
    return data + b"%08x" % zlib.crc32(data)


def _look_up(data: Data, form: str) -> str | None:
    head = form.encode() + b"\t"
    start = line_with_head(data, head, len(data) - _DIGEST)
    if start is None:
        return None
    return data[start + len(head) : data.find(b"\n", start)].decode()
