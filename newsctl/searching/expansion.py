"""Query expansion: the words of the archive that a query word matches, and by which rule."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from itertools import filterfalse, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.query.ast import Scope, Word
from newsctl.dutch.actions import are_relatives, keys_of_relatives
from newsctl.dutch.affixes import affix_matches, key_of_other_cut
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import keys_by_inflection, search_keys
from newsctl.dutch.normalise import LONGEST_WORD, fold
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import forms, humps, iter_tokens, words, would_be_a_number
from newsctl.whoosh_index import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.query.ast import Query
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.snapshot import Snapshot


class MatchKind(StrEnum):
    """The rule by which a word of a post matches a word of a query; the most exact first."""

    EXACT = "exact"
    PHRASE = "phrase"
    INFLECTION = "inflection"
    COMPOUND = "compound"
    APART = "apart"
    ACTION = "action"
    AFFIX = "affix"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


class QueryTerm(NamedTuple):
    """One word of a query: its spelling, and the keys it is indexed under.

    `others` are keys of words that share one of its keys and are not meant.
    """

    surface: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def is_stop_word(self) -> bool:
        """Whether it is a stop word: *de*, *van*, *het*."""
        return is_stop_word(self.surface)


class Halves(NamedTuple):
    """The two words of a compound; `side_by_side` if they may occur apart only when adjacent."""

    first: QueryTerm
    second: QueryTerm
    side_by_side: bool


_LINKS = ("", "s", "en", "e")
"""What stands between the parts of a Dutch compound (Booij 2002, The Morphology of Dutch, 4.2)."""

PREPOSITIONS = frozenset(["van", "voor", "door", "tegen", "over", "naar"])
"""What joins a head to what stands before it in a compound: *opvang van asielzoekers*."""

FARTHEST = 4
"""Places from a head to the word that its preposition governs, with articles and adjectives."""

_SYLLABLE = re.compile("(?=.*[aeiouy])..")
_SHORTEST_HALF = 3
_SHORTEST_HALF_ALONE = 4

_MOST_JOINED = 3
"""Neighbours that are one word at most: each more is four times as many words to look up."""
_LONGEST_JOINED = 6
"""Words of a phrase up to which joined spellings are tried: their number doubles with each word."""


class Expander:
    """Expands the words of a query by the vocabulary of the archive, with a cache."""

    def __init__(self, snapshot: Snapshot, analysis: DutchAnalysis) -> None:
        self._snapshot = snapshot
        self._vocabulary = snapshot.vocabulary
        self._analysis = analysis
        self._near: dict[str, list[str]] = {}
        self._affixes: dict[QueryTerm, list[str]] = {}
        self._halves: dict[QueryTerm, list[Halves]] = {}
        self._relatives: dict[QueryTerm, list[str]] = {}
        self._by_key: dict[QueryTerm, Mapping[str, MatchKind]] = {}

    def readings(self, text: str) -> list[list[QueryTerm]]:
        """Return the readings of a text: each a row of adjacent terms.

        A word with a hyphen has two: its parts in a row, and the joined word (*e-mail*, *email*);
        and so has one with inner capitals (*GroenLinks*).
        """
        split: list[QueryTerm] = []
        tokens = [words(raw) for _, _, _, raw in iter_tokens(text)]
        for token in tokens:
            split.extend(self.term(spellings[0]) for spellings in token if spellings)
        readings = [split] if split else []
        if len(tokens) == 1 and tokens[0]:
            readings.extend([self.term(joined)] for joined in tokens[0][0][1:])
            if len(apart := humps(text)) > 1:
                readings.append(list(map(self.term, apart)))
        return readings

    def pairs(self, operands: Sequence[Query]) -> Iterator[tuple[Word, Word, list[QueryTerm]]]:
        """Yield adjacent words of a query that together are one word of the archive."""
        for one, other in pairwise(operands):
            if isinstance(one, Word) and isinstance(other, Word) and one.scope is other.scope:
                row = [*self._plain(one), *self._plain(other)]
                if len(row) == len((one, other)) and (joined := list(self._joined(row))):
                    yield one, other, joined

    def _plain(self, word: Word) -> Sequence[QueryTerm]:
        """Return the term of a single word that is no stop word."""
        readings = self.readings(word.text)
        row = readings[0] if len(readings) == 1 else []
        return [term for term in row if not term.is_stop_word]

    def halves(self, term: QueryTerm) -> list[Halves]:
        """Return the ways to split a word in two: a compound by its constituents.

        An unknown word (*groenlinks*) may be two adjacent words of the archive.
        """
        if term not in self._halves:
            word = term.surface
            is_one = word.isalpha() and not term.is_stop_word and len(word) <= LONGEST_WORD
            cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1) if is_one else ()
            parts = self._parts(word) if cuts else ()
            self._halves[term] = [
                Halves(first, second, side_by_side=not parts)
                for cut in cuts
                if (second := self._half(word[cut:], parts))
                for link in _LINKS
                if word[:cut].endswith(link)
                and (first := self._half(word[:cut].removesuffix(link), parts))
            ]
        return self._halves[term]

    def _parts(self, word: str) -> Sequence[str]:
        """Return the keys of a word's constituents, whether or not a living post has the word."""
        entry = self._vocabulary.find(word)
        return self._analysis.terms(word)[0].parts if entry is None else entry.parts

    def _half(self, letters: str, parts: Sequence[str]) -> QueryTerm | None:
        if is_stop_word(letters):
            return None
        if parts:
            key = inflection_key(letters)
            return QueryTerm(letters, (key,)) if key in parts else None
        known = self._vocabulary.find(letters) if len(letters) >= _SHORTEST_HALF_ALONE else None
        return QueryTerm(letters, known.keys) if known else None

    def is_name(self, folded: str) -> bool:
        """Tell whether the archive has a word as a name, by its capitals."""
        return self._analysis.lexicon.is_name(folded)

    def is_optional(self, query: Query) -> bool:
        """Tell whether a post may lack a part of a query: a stop word beside others.

        A stop word that is asked for in the title or the body is required.
        """
        if not (isinstance(query, Word) and query.scope is Scope.ANYWHERE):
            return False
        return all(term.is_stop_word for row in self.readings(query.text) for term in row)

    def spellings(
        self, row: Sequence[QueryTerm], *, as_phrase: bool = True
    ) -> list[list[QueryTerm]]:
        """Return a row of terms, and rows in which neighbours are joined to a word of the archive.

        *tweede kamer verkiezingen* is also *tweede kamerverkiezingen*. In a phrase stop words are
        not expanded: *het is* is not *het was*.
        """
        if as_phrase:
            row = [self._as_written(term) if term.is_stop_word else term for term in row]
        return [list(row)] if len(row) > _LONGEST_JOINED else list(self._spellings(row))

    def affixes(self, term: QueryTerm) -> list[str]:
        """Return the words that end in an inflection of this one, or begin with it.

        Those under its keys are left out, often ten thousand: a post that has one is found by the
        key, in one look, and by a surer rule. So are those that have another head.
        """
        if term not in self._affixes:
            _, split_otherwise = self._vocabulary.under(key_of_other_cut(term.surface))
            known = {*self._under(term), *self.relatives(term), *split_otherwise}
            self._affixes[term] = affix_matches(
                term.surface,
                ending=lambda end: filterfalse(known.__contains__, self._vocabulary.ending(end)),
                starting=lambda start: filterfalse(
                    known.__contains__, self._vocabulary.starting(start)
                ),
                lexicon=self._analysis.lexicon,
            )
        return self._affixes[term]

    def relatives(self, term: QueryTerm) -> list[str]:
        """Return the verb of a noun, the nouns of a verb, and the verb's other nouns."""
        if term not in self._relatives:
            known = self._under(term)
            keys = () if term.is_stop_word else keys_of_relatives(term.keys)
            words = {word for key in keys for word in self._vocabulary.under(key)[0]}
            entries = self._vocabulary.find_all(words.difference(known)).values()
            related = (one.word for one in entries if are_relatives(term.keys, one.keys))
            self._relatives[term] = sorted({*map(fold, related)}.difference(known))
        return self._relatives[term]

    def matches(self, term: QueryTerm) -> Mapping[str, MatchKind]:
        """Return every word of the archive that a term matches, with the most exact rule."""
        affixes = dict.fromkeys(self.affixes(term), MatchKind.AFFIX)
        relatives = dict.fromkeys(self.relatives(term), MatchKind.ACTION)
        return {**affixes, **relatives, **self._under(term), term.surface: MatchKind.EXACT}

    def inflections(self, term: QueryTerm) -> set[str]:
        """Return the words of the archive that share a key with a term."""
        under = self._under(term).items()
        found = {term.surface, *(word for word, rule in under if rule is MatchKind.INFLECTION)}
        return found.difference(term.others)

    def prefixed(self, text: str) -> list[str]:
        """Return the words with a prefix."""
        return sorted(
            {word for last in _surfaces(text)[-1:] for word in self._vocabulary.starting(last)}
        )

    def fuzzy(self, text: str) -> list[str]:
        """Return the words with nearly the same spelling."""
        if text not in self._near:  # they are looked for among all words, and shown with each hit
            from newsctl.dutch.suggestions import fuzzy_matches  # noqa: PLC0415 -- rarely needed

            near = (fuzzy_matches(last, self._words) for last in _surfaces(text)[-1:])
            self._near[text] = sorted({word for each in near for word in each})
        return self._near[text]

    def exact(self, text: str) -> list[str]:
        """Return the surface forms of a text, joined at hyphens."""
        return _surfaces(text)

    def term(self, spelling: str) -> QueryTerm:
        """Return one normalised word as a term, with keys from the archive or computed alike."""
        entry = self._vocabulary.find(spelling)
        return QueryTerm(fold(spelling), entry.keys if entry else search_keys(spelling))

    def _spellings(self, row: Sequence[QueryTerm]) -> Iterator[list[QueryTerm]]:
        if not row:
            yield []
            return
        for rest in self._spellings(row[1:]):
            yield [row[0], *rest]
        for number in range(2, min(len(row), _MOST_JOINED) + 1):
            for joined in self._joined(row[:number]):
                for rest in self._spellings(row[number:]):
                    yield [joined, *rest]

    def _as_written(self, term: QueryTerm) -> QueryTerm:
        """Return a stop word without its other forms.

        Its first key is that of the word alone. Other words under that key are its `others`, except
        for its own keys: *hebben* is meant by *heb*.
        """
        own, _ = self._vocabulary.under(term.surface)
        others = tuple(sorted({*own}.difference(term.keys, [term.surface])))
        return QueryTerm(term.surface, term.keys[:1], others)

    def _joined(self, row: Sequence[QueryTerm]) -> Iterable[QueryTerm]:
        """Return the words that adjacent terms form as one, if the archive has a form of them.

        Stop words form none, and neither do endings: *jaar en* is not *jaren*. Their keys are by
        inflection only, without lemmas: looking one up loads the dictionary. The archive may have a
        word only in deleted posts.
        """
        *first, last = surfaces = [term.surface for term in row]
        if any(term.is_stop_word for term in row) or would_be_a_number(surfaces):
            return ()
        candidates = [""]
        for surface in first:
            candidates = [before + surface + link for before in candidates for link in _LINKS]
        made = (
            QueryTerm(candidate + last, keys)
            for candidate in candidates
            if _ends_in_word(candidate, last, keys := keys_by_inflection(candidate + last))
        )
        return {term.keys: term for term in made if self._has(term)}.values()

    def _has(self, term: QueryTerm) -> bool:
        """Tell whether any segment has a term."""
        terms = [key.encode() for key in term.keys]
        fields = schema.BODY, schema.TITLE
        return any(self._snapshot.has(field, term) for term in terms for field in fields)

    def _under(self, term: QueryTerm) -> Mapping[str, MatchKind]:
        """Return the words under the keys of a term: its inflections, and compounds with it."""
        if term not in self._by_key:
            found: dict[str, MatchKind] = {}
            words = [self._vocabulary.under(key) for key in term.keys]
            for _, of_part in words:
                found.update(dict.fromkeys(of_part, MatchKind.COMPOUND))
            for own, _ in words:
                found.update(dict.fromkeys(own, MatchKind.INFLECTION))
            self._by_key[term] = found
        return self._by_key[term]

    @cached_property
    def _words(self) -> list[str]:
        return [*self._vocabulary.words()]


def _ends_in_word(beginning: str, last: str, keys: Iterable[str]) -> bool:
    """Tell whether the keys of a joined word keep more than an ending of its second part."""
    return all(
        key == beginning + last
        or (key.startswith(beginning) and _SYLLABLE.match(key, len(beginning)))
        for key in keys
    )


def _surfaces(text: str) -> list[str]:
    """Return each token of a text as one word, joined at hyphens."""
    tokens = [forms(raw) for _, _, _, raw in iter_tokens(text)]
    places = [place for token in tokens for place in token if place]
    if len(tokens) == 1 and len(places[0]) > 1:
        return [places[0][-1]]
    return [place[0] for place in places]
