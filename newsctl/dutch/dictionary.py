"""The dictionary: simplemma's 370,000 Dutch word forms, each with its lemma.

Unpacking and folding them takes the better part of a second, so they are cached in the user's
cache: as lines for a few look-ups, and as a list of all forms for many. Lemmas are looked up in the
lines, since words are recognised by forms.
"""

from __future__ import annotations

import struct
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from newsctl.core.errors import IndexDamaged
from newsctl.dutch import word_lists
from newsctl.dutch.normalise import fold, normalise
from newsctl.storage import hashed_lines
from newsctl.storage.hashed_lines import HashedLines
from newsctl.storage.pages import PAGE, Pages, sums_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from newsctl.storage.pages import Data

FEW = 50_000
"""Look-ups of 1.5 µs that are cheaper than reading the list of forms."""

_END = struct.Struct("=QI")  # the size of lines and forms; the CRC-32 of the checksums between


class Shelf(Protocol):
    """The storage of the dictionary for other processes."""

    def view(self, name: str) -> Data:
        """Return the stored data of a name. Raises OSError."""

    def write(self, name: str, data: bytes) -> None:
        """Store data atomically. Raises OSError."""


class Dictionary:
    """Word forms with their lemmas, looked up in the stored lines or loaded completely."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._name = ""
        self._list: _KeptForms | _Loaded | None = None
        self._whole: frozenset[str] | None = None  # the forms, once all of them are in memory
        self._lemmas: dict[str, str | None] = {}

    def keep(self, shelf: Shelf, name: str) -> None:
        """Set the storage of the dictionary, and a name that is unique to its content."""
        if name != self._name:
            self._whole = None
        self._shelf, self._name = shelf, name
        if not isinstance(self._list, _Loaded):
            self._list = None

    def prepare(self) -> None:
        """Store the dictionary, so that no other process has to unpack it.

        It is not kept in this process's memory unless it was in use.
        """
        if self._list is None and self._shelf is not None:
            self._opened()
            self._list = self._whole = None

    def load_forms(self) -> None:
        """Load all forms now, which is faster for many look-ups."""
        if self._whole is None:
            self._whole = (self._list or self._opened()).all_forms()

    @property
    def forms(self) -> Container[str]:
        """The forms in lower case, the same folded, and those that simplemma lacks."""
        if self._whole is not None:
            return self._whole
        forms = (self._list or self._opened()).forms
        if isinstance(forms, frozenset):
            self._whole = forms
        return forms

    def lemma(self, form: str) -> str | None:
        """Return the lemma of a normalised form in the list."""
        if form in self._lemmas:
            return self._lemmas[form]
        if form not in (self._whole or self.forms):  # most of what is asked would fill the memory
            return None
        found = self._lemmas[form] = (self._list or self._opened()).lemma(form)
        return found

    def has(self, folded: str) -> bool:
        """Tell whether a folded word is a form in the list, or was added to it."""
        return folded in (self._whole or self.forms)

    def _opened(self) -> _KeptForms | _Loaded:
        opened = self._list
        if opened is None:
            opened = self._list = self._taken_up() or self._loaded()
        return opened

    def _taken_up(self) -> _KeptForms | None:
        with suppress(OSError, ValueError, struct.error, IndexDamaged):
            if self._shelf is not None:
                return _KeptForms(self._shelf.view(self._name), self._loaded)
        return None

    def _loaded(self) -> _Loaded:
        loaded = _Loaded()
        if self._shelf is not None:
            with suppress(OSError):  # no right to write: the next process loads it as well
                self._shelf.write(self._name, loaded.dump())
        return loaded


class _KeptForms:
    """The stored dictionary: lines of forms and lemmas, all forms, and the CRC-32 of each page.

    Raises ValueError, struct.error or IndexDamaged for other data. If a page that is read later is
    damaged, the dictionary is `loaded` anew.
    """

    def __init__(self, data: Data, loaded: Callable[[], _Loaded]) -> None:
        size, digest = _END.unpack(data[-_END.size :])
        sums = array("I", data[size : -_END.size])
        if len(sums) != -(-size // PAGE) or crc32(sums) != digest:
            raise ValueError
        self._data = data
        self._pages = Pages(data, size, sums)
        self._lines = HashedLines(self._pages)
        self._forms: frozenset[str] | None = None
        self._load = loaded
        self._anew: _Loaded | None = None

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and self._lemma(form) is not None

    @property
    def forms(self) -> Container[str]:
        if self._forms is not None:
            return self._forms
        return self if self._lines.looked_up < FEW else self.all_forms()

    def all_forms(self) -> frozenset[str]:
        if self._forms is None:
            start, end = self._lines.end, self._pages.size
            try:
                self._pages.check(start, end)
                self._forms = frozenset(self._data[start:end].decode().split("\n"))
            except IndexDamaged:
                self._forms = self._loaded().all_forms()
        return self._forms

    def lemma(self, form: str) -> str | None:
        return self._lemma(form) or None

    def _lemma(self, form: str) -> str | None:
        """Return the lemma of a form, empty if it has none; None for what is no form."""
        if self._anew is None:
            with suppress(IndexDamaged):
                return self._lines.get(form)
        loaded = self._loaded()
        return loaded.lemma(form) or ("" if form in loaded.forms else None)

    def _loaded(self) -> _Loaded:
        if self._anew is None:
            self._anew = self._load()
        return self._anew


class _Loaded:
    """The dictionary in memory, unpacked by simplemma.

    simplemma 2 has no public interface for it. Its documented `DictionaryFactory` is the nearest:
    the process-wide instance, so that the list is in memory once.
    """

    def __init__(self) -> None:
        # Half a second and 60 MB: only where the list is kept nowhere.
        from simplemma.strategies.dictionaries import (  # noqa: PLC0415
            DEFAULT_DICTIONARY_FACTORY,
        )

        self._lemmas = _lemmas(DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl"))
        lacking = map(word_lists.words, ("mass_nouns", "names", "new_words"))
        self.forms = frozenset(self._lemmas).union(*lacking)

    def lemma(self, form: str) -> str | None:
        return self._lemmas.get(form)

    def all_forms(self) -> frozenset[str]:
        return self.forms

    def dump(self) -> bytes:
        """Encode each form with its lemma, empty if it has none; and all forms."""
        without = sorted(self.forms.difference(self._lemmas))
        lines = hashed_lines.dump({**self._lemmas, **dict.fromkeys(without, "")})
        data = lines + "\n".join([*self._lemmas, *without]).encode()
        sums = sums_of(memoryview(data))
        return b"".join([data, sums.tobytes(), _END.pack(len(data), crc32(sums))])


def _lemmas(listed: Mapping[str, str]) -> dict[str, str]:
    """Return the lemma of each form in lower case; capitalised forms have lower priority.

    Some entries come from a treebank that marks the seams of a word: aan_bieden.
    """
    lemmas = {form: lemma.replace("_", "") for form, lemma in listed.items()}
    for form in [form for form in lemmas if form != form.lower()]:
        lemmas.setdefault(form.lower(), lemmas.pop(form))
    for form in [form for form in lemmas if not form.isascii()]:  # beinvloedt, as many type it
        lemmas.setdefault(fold(normalise(form)), fold(normalise(lemmas[form])))
    return lemmas


DICTIONARY = Dictionary()
"""The one of this process."""
