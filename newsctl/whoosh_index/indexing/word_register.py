"""The words met while posts are indexed: what each was indexed under, and in how many posts.

A word with accents is there twice: as it is spelt, because accents tell its keys (*oliën*), and
folded, to be found by. The keys of an entry follow from its letters alone, whatever other words
the archive has or had, so that an answer never depends on the order in which posts came.
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
    """Analyses raw tokens, each type once, and keeps account of the new words that come of it.

    What the vocabulary of the same build says of a word was written by the same analysis, so a
    word that is there is not analysed again: to look it up takes a fifth of the time, and an
    edited post whose words are all known needs no dictionary.
    """

    def __init__(self, analysis: DutchAnalysis) -> None:
        self._analysis = analysis
        self._terms: dict[str, tuple[AnalysedWord, ...]] = {}
        self._words: dict[str, tuple[Sequence[str], Sequence[str]]] = {}

    def begin(self, raws: Iterable[str], find: FindAll) -> None:
        """Begin a commit of posts with these tokens. `find` finds words in the vocabulary.

        Half of the tokens of the commit before come again, and no others stay known: memory is
        bound by one commit.
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
        """Return the raw tokens that are to be analysed."""
        return [raw for raw in raws if raw not in self._terms]

    def analyse(self, raws: Iterable[str]) -> None:
        """Analyse those of these tokens that are unknown, in the order of their letters.

        Words that begin alike ask alike of dictionary and lexicon. Where they follow one another
        the processor still has the answers at hand: in the order of the texts it takes a fifth
        longer.
        """
        for raw in sorted(self.unknown(raws)):
            self.terms(raw)

    def learn(self, raw: str, analysed: tuple[AnalysedWord, ...]) -> None:
        """Take in the analysis of a raw token from another register over the same lexicon."""
        self._terms[raw] = analysed
        for spellings, word in zip(words(raw), analysed, strict=True):
            self._register(spellings, word)

    def entries(self, posts: Mapping[str, int]) -> Iterator[WordEntry]:
        """Yield the words that were analysed; `posts` tells how many have each word."""
        for word, (keys, parts) in self._words.items():
            own = tuple(part for part in parts if part not in keys)
            yield WordEntry(word, tuple(keys), own, posts.get(word, 0))

    def _register(self, spellings: tuple[str, ...], word: AnalysedWord) -> None:
        """Note the keys of each spelling; where hyphens gave several, each has its own."""
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
    """Return the analysis of a raw token all of whose words were found, else nothing."""
    if not all(word in found for position in spellings for word in position):
        return ()
    entries = ([found[word] for word in position] for position in spellings)
    return tuple(map(_together, surfaces, entries))


def _together(surfaces: tuple[str, ...], entries: Sequence[WordEntry]) -> AnalysedWord:
    """Return what stands at one position with these words."""
    if len(entries) == 1:
        return AnalysedWord(surfaces, entries[0].keys, entries[0].parts)
    keys = tuple(dict.fromkeys(chain.from_iterable(entry.keys for entry in entries)))
    parts = dict.fromkeys(chain.from_iterable(entry.parts for entry in entries))
    return AnalysedWord(surfaces, keys, tuple(part for part in parts if part not in keys))
