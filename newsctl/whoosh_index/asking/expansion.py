"""From a word of a query to the words of the archive that it stands for, and by which rule."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from newsctl.dutch.affixes import affix_matches
from newsctl.dutch.keys import inflection_key
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.normalise import fold
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import forms, iter_tokens, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.asking.snapshot import Snapshot


class Rule(StrEnum):
    """Why a word of a post answers a word of a query; the surest first."""

    EXACT = "exact"
    PHRASE = "phrase"
    INFLECTION = "inflection"
    COMPOUND = "compound"
    AFFIX = "affix"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


class Slot(NamedTuple):
    """One word of a query: how it is written, and the keys it is indexed under."""

    surface: str
    keys: tuple[str, ...]

    @property
    def optional(self) -> bool:
        """Whether a post may do without it: *de*, *van*, *het*."""
        return is_stop_word(self.surface)


class Expander:
    """Expands the words of a query by what the archive holds. Remembers what it found."""

    def __init__(self, snapshot: Snapshot, analysis: DutchAnalysis) -> None:
        self._snapshot = snapshot
        self._analysis = analysis
        self._affixes: dict[Slot, list[str]] = {}
        self._by_key: dict[Slot, Mapping[str, Rule]] = {}

    def slots(self, text: str) -> list[list[Slot]]:
        """Return the readings of a text: each a row of slots at consecutive places.

        A hyphenated word has two: its parts in a row, and the word joined (*e-mail*, *email*).
        """
        split: list[Slot] = []
        tokens = [words(raw) for _, _, _, raw in iter_tokens(text)]
        for token in tokens:
            split.extend(self.slot(spellings[0]) for spellings in token if spellings)
        readings = [split] if split else []
        if len(tokens) == 1 and tokens[0]:
            readings.extend([self.slot(joined)] for joined in tokens[0][0][1:])
        return readings

    def affixes(self, slot: Slot) -> list[str]:
        """Return the words that end in an inflection of this one, or begin with it.

        Those under its keys are left out, often ten thousand: a post that has one is found by the
        key, in one look, and by a surer rule.
        """
        if slot not in self._affixes:
            known = self._under(slot)
            self._affixes[slot] = affix_matches(
                slot.surface,
                ending=lambda end: filterfalse(known.__contains__, self._snapshot.ending(end)),
                starting=lambda start: filterfalse(
                    known.__contains__, self._snapshot.starting(start)
                ),
                lexicon=self._analysis.lexicon,
            )
        return self._affixes[slot]

    def rules(self, slot: Slot) -> Mapping[str, Rule]:
        """Return every word of the archive that a slot matches, with the surest rule for it."""
        affixes = dict.fromkeys(self.affixes(slot), Rule.AFFIX)
        return {**affixes, **self._under(slot), slot.surface: Rule.EXACT}

    def inflections(self, slot: Slot) -> set[str]:
        """Return the words of the archive that share a key with a slot."""
        under = self._under(slot).items()
        return {slot.surface, *(word for word, rule in under if rule is Rule.INFLECTION)}

    def prefixed(self, text: str) -> list[str]:
        """Return the words that begin with a text."""
        return sorted(
            {word for prefix in _surfaces(text) for word in self._snapshot.starting(prefix)}
        )

    def similar(self, text: str) -> list[str]:
        """Return the words that are spelt nearly like a text."""
        from newsctl.dutch.suggestions import fuzzy_matches  # noqa: PLC0415 -- rarely needed

        return sorted({word for one in _surfaces(text) for word in fuzzy_matches(one, self._words)})

    def exact(self, text: str) -> list[str]:
        """Return the surfaces of a text, joined where it has a hyphen."""
        return _surfaces(text)

    def guessed(self, surface: str) -> Slot:
        """Return a word that may be one as a slot, by its inflection alone.

        Lemmas are for words that a user wrote: looking one up loads a dictionary. Those that the
        archive has cost nothing, but it may have had them in posts that are gone.
        """
        return Slot(surface, (inflection_key(surface),))

    def slot(self, spelling: str) -> Slot:
        """Return one normalised word as a slot, its keys from the archive or worked out alike."""
        entry = self._snapshot.find(spelling)
        return Slot(fold(spelling), entry.keys if entry else search_keys(spelling))

    def _under(self, slot: Slot) -> Mapping[str, Rule]:
        """Return the words under the keys of a slot: inflections of it, and compounds with it."""
        if slot not in self._by_key:
            found: dict[str, Rule] = {}
            words = [self._snapshot.under(key) for key in slot.keys]
            for _, of_part in words:
                found.update(dict.fromkeys(of_part, Rule.COMPOUND))
            for own, _ in words:
                found.update(dict.fromkeys(own, Rule.INFLECTION))
            self._by_key[slot] = found
        return self._by_key[slot]

    @cached_property
    def _words(self) -> list[str]:
        return [word for vocabulary in self._snapshot.vocabularies for word in vocabulary.words()]


def _surfaces(text: str) -> list[str]:
    """Return each token of a text as one word, joined where it has a hyphen."""
    tokens = [forms(raw) for _, _, _, raw in iter_tokens(text)]
    return [token[0][-1] for token in tokens if token and token[0]]
