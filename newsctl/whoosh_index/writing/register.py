"""The words met while posts are indexed: what each was indexed under, and in how many posts.

A word with accents is there twice: as it is spelt, because accents tell its keys (*oliën*), and
folded, to be found by. The keys of an entry follow from its letters alone, whatever other words
the archive has or had, so that an answer never depends on the order in which posts came.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from newsctl.dutch.analysis import AnalysedWord
from newsctl.dutch.compounds import part_keys
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.normalise import fold
from newsctl.dutch.tokens import forms, words
from newsctl.whoosh_index.keeping.word_run import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.dutch.analysis import DutchAnalysis


_MOST_REMEMBERED = 200_000
"""Tokens that stay known from one commit to the next: 100 MB or so."""


class WordRegister:
    """Analyses raw tokens, each type once, and keeps account of the new words that come of it.

    `find` returns what the vocabulary of the same build says of a word. It was written by the same
    analysis, so a word that is there is not analysed again: to look it up takes a tenth of the
    time, and an edited post whose words are all known needs no dictionary.
    """

    def __init__(self, analysis: DutchAnalysis, find: Callable[[str], Entry | None]) -> None:
        self._analysis = analysis
        self._terms: dict[str, tuple[AnalysedWord, ...]] = {}
        self.go_on(find)

    def go_on(self, find: Callable[[str], Entry | None]) -> None:
        """Begin another commit. What `entries` had is in the vocabulary now, as `find` tells it.

        Tokens that were met stay known: most tokens of a commit are, and to look one up in the
        vocabulary takes 20 µs.
        """
        self._find = find
        self._words: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        if len(self._terms) > _MOST_REMEMBERED:
            self._terms.clear()

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the analysis of a raw token."""
        if raw not in self._terms:
            if remembered := self._remembered(raw):
                self._terms[raw] = remembered
            else:
                self.learn(raw, self._analysis.terms(raw))
        return self._terms[raw]

    def unknown(self, raws: Iterable[str]) -> list[str]:
        """Return the raw tokens that are to be analysed."""
        found = []
        for raw in raws:
            if raw not in self._terms:
                if remembered := self._remembered(raw):
                    self._terms[raw] = remembered
                else:
                    found.append(raw)
        return found

    def learn(self, raw: str, analysed: tuple[AnalysedWord, ...]) -> None:
        """Take in the analysis of a raw token from another register over the same lexicon."""
        self._terms[raw] = analysed
        for spellings, word in zip(words(raw), analysed, strict=True):
            self._register(spellings, word)

    def entries(self, posts: Callable[[str], int]) -> Iterator[Entry]:
        """Yield the words that were analysed; `posts` tells how many have one."""
        for word, (keys, parts) in self._words.items():
            own = tuple(part for part in parts if part not in keys)
            yield Entry(word, tuple(keys), own, posts(word))

    def _remembered(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the analysis of a raw token all of whose words are known, else nothing."""
        found: list[AnalysedWord] = []
        for surfaces, spellings in zip(forms(raw), words(raw), strict=True):
            entries = [entry for spelling in spellings if (entry := self._find(spelling))]
            if len(entries) < len(spellings):
                return ()
            keys = tuple(dict.fromkeys(chain.from_iterable(entry.keys for entry in entries)))
            parts = dict.fromkeys(chain.from_iterable(entry.parts for entry in entries))
            found.append(AnalysedWord(surfaces, keys, tuple(k for k in parts if k not in keys)))
        return tuple(found)

    def _register(self, spellings: tuple[str, ...], word: AnalysedWord) -> None:
        """Note the keys of each spelling; where hyphens gave several, each has its own."""
        if len(spellings) == 1:
            self._words[spellings[0]] = word.keys, word.parts
        for spelling in (*spellings, *map(fold, spellings)):
            if spelling not in self._words:
                parts = part_keys(spelling, self._analysis.lexicon)
                self._words[spelling] = search_keys(spelling), parts
