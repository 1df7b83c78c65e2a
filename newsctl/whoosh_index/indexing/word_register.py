"""The words of posts being indexed: the keys of each, and its number of posts.

A word with accents is there twice: as spelt, because accents tell its keys (*oliën*), and folded,
by which it is found. The keys of an entry depend on its letters alone and not on other words of the
archive, so that answers never depend on the order in which posts were indexed.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from newsctl.dutch.analysis import AnalysedWord
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.normalise import fold
from newsctl.dutch.tokens import forms, words
from newsctl.whoosh_index.formats.vocabulary import WordEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newsctl.dutch.analysis import DutchAnalysis

    FindAll = Callable[[Collection[str]], Mapping[str, WordEntry]]


class WordRegister:
    """Analyses each distinct token once, and records new words.

    The vocabulary of the same build was written with the same analysis, so its words are not
    analysed again: a look-up takes a fifth of the time, and an edited post without new words needs
    no dictionary.
    """

    def __init__(self, analysis: DutchAnalysis) -> None:
        self._analysis = analysis
        self._terms: dict[str, tuple[AnalysedWord, ...]] = {}
        self._words: dict[str, tuple[Sequence[str], Sequence[str]]] = {}

    def begin(self, raws: Iterable[str], find: FindAll) -> None:
        """Begin a commit of posts with these tokens. `find` looks words up in the vocabulary.

        Half of the tokens of the last commit recur; others are dropped, so that memory is limited
        to one commit.
        """
        known = self._terms
        self._terms = {raw: known[raw] for raw in raws if raw in known}
        self._words = {}
        spelt = {raw: words(raw) for raw in raws if raw not in known}
        found = find({word for position in chain(*spelt.values()) for word in position})
        for raw, spellings in spelt.items():
            if terms := _remembered(forms(raw), spellings, found):
                self._terms[raw] = terms

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the analysis of a raw token."""
        if raw not in self._terms:
            self.learn(raw, self._analysis.terms(raw))
        return self._terms[raw]

    def unknown(self, raws: Iterable[str]) -> list[str]:
        """Return the raw tokens that must be analysed."""
        return [raw for raw in raws if raw not in self._terms]

    def analyse(self, raws: Iterable[str]) -> None:
        """Analyse those of these tokens that are unknown, in alphabetical order.

        Words with the same beginning need the same data, which is then in the processor's caches:
        in the order of the texts it takes a fifth longer.
        """
        for raw in sorted(self.unknown(raws)):
            self.terms(raw)

    def learn(self, raw: str, analysed: tuple[AnalysedWord, ...]) -> None:
        """Add the analysis of a token by another register with the same lexicon."""
        self._terms[raw] = analysed
        for spellings, word in zip(words(raw), analysed, strict=True):
            self._register(spellings, word)

    def entries(self, posts: Mapping[str, int]) -> Iterator[WordEntry]:
        """Yield the analysed words; `posts` is the number of posts with each."""
        for word, (keys, parts) in self._words.items():
            own = tuple(part for part in parts if part not in keys)
            yield WordEntry(word, tuple(keys), own, posts.get(word, 0))

    def _register(self, spellings: tuple[str, ...], word: AnalysedWord) -> None:
        """Record the keys of each spelling; if hyphens made several words, each has its own."""
        # An edited post whose words are all known needs nothing that takes words apart
        from newsctl.dutch.compounds import part_keys  # noqa: PLC0415

        if len(spellings) == 1:
            self._words[spellings[0]] = word.keys, word.parts
            if word.surfaces == spellings:
                return
        for spelling in (*spellings, *map(fold, spellings)):
            if spelling not in self._words:
                parts = part_keys(spelling, self._analysis.lexicon)
                self._words[spelling] = search_keys(spelling), parts


def _remembered(
    surfaces: Sequence[tuple[str, ...]],
    spellings: Sequence[tuple[str, ...]],
    found: Mapping[str, WordEntry],
) -> tuple[AnalysedWord, ...]:
    """Return the analysis of a token if all its words were found in the vocabulary; else empty."""
    if not all(word in found for position in spellings for word in position):
        return ()
    entries = ([found[word] for word in position] for position in spellings)
    return tuple(map(_together, surfaces, entries))


def _together(surfaces: tuple[str, ...], entries: Sequence[WordEntry]) -> AnalysedWord:
    """Return the word at one position for these spellings."""
    if len(entries) == 1:
        return AnalysedWord(surfaces, entries[0].keys, entries[0].parts)
    keys = tuple(dict.fromkeys(chain.from_iterable(entry.keys for entry in entries)))
    parts = dict.fromkeys(chain.from_iterable(entry.parts for entry in entries))
    return AnalysedWord(surfaces, keys, tuple(part for part in parts if part not in keys))
