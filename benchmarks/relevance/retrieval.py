"""What a search of an archive finds of the posts with a compound of the searched noun."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from benchmarks.relevance.judgements import Verdict
from newsctl.dutch.normalise import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.relevance.engines.engine import Engine, Search
    from benchmarks.relevance.engines.newsctl_analysis import Words
    from benchmarks.relevance.judgements import JudgedNoun

_Drawn = TypeVar("_Drawn")


@dataclass(frozen=True, slots=True)
class Collection:
    """Nouns to search an archive for, and which of its texts hold each word."""

    texts_with: dict[str, set[int]]
    nouns: tuple[JudgedNoun, ...]

    @classmethod
    def of(cls, texts_with: dict[str, set[int]], nouns: Iterable[JudgedNoun]) -> Collection:
        """Keep of the nouns those with a judged word in the texts."""
        return cls(texts_with, tuple(one for one in nouns if one.verdicts.keys() & texts_with))

    def words(self, noun: JudgedNoun, verdict: Verdict) -> list[str]:
        """Return the words of the texts with this verdict, sorted."""
        return sorted(noun.words(verdict) & self.texts_with.keys())

    def pairs(self, verdict: Verdict) -> list[tuple[str, str]]:
        """Return each noun with each of its words that have this verdict."""
        return [(one.noun, word) for one in self.nouns for word in self.words(one, verdict)]

    def texts_wanted(self, noun: JudgedNoun) -> set[int]:
        """Return the texts that hold a compound of the noun."""
        compounds = self.words(noun, Verdict.COMPOUND)
        return set().union(*(self.texts_with[word] for word in compounds))

    def unjudged(self) -> int:
        """Count the words of the texts that hold a noun and have no verdict: no figure has them."""
        vocabulary = set(self.texts_with)
        return sum(len(noun.unjudged(vocabulary)) for noun in self.nouns)


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """What one engine returned for all nouns together.

    `wanted` posts with a compound, of which `found` were returned, among `returned` posts. As
    words: of the `compounds` `compounds_found` by themselves, of `others` (judged to be none, or
    another word's inflections) `others_found`.
    """

    queries: int = 0
    wanted: int = 0
    found: int = 0
    returned: int = 0
    compounds: int = 0
    compounds_found: int = 0
    others: int = 0
    others_found: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A query and a word of the archive, how newsctl came to it, and what was judged."""

    query: str
    word: str
    rule: str
    verdict: Verdict | None


def retrieval_score(engine: Engine, search: Search, collection: Collection) -> RetrievalScore:
    """Ask one engine every noun: of the archive, which `search` searches, and of single words."""
    answers = [(collection.texts_wanted(one), search(one.noun)) for one in collection.nouns]
    compounds = collection.pairs(Verdict.COMPOUND)
    others = collection.pairs(Verdict.NONE)
    return RetrievalScore(
        queries=len(collection.nouns),
        wanted=sum(len(wanted) for wanted, _ in answers),
        found=sum(len(wanted & answer) for wanted, answer in answers),
        returned=sum(len(answer) for _, answer in answers),
        compounds=len(compounds),
        compounds_found=_matched(engine, compounds),
        others=len(others),
        others_found=_matched(engine, others),
    )


def _matched(engine: Engine, pairs: Sequence[tuple[str, str]]) -> int:
    """Count the words that their nouns find, each word being a text."""
    search = engine.index([word for _, word in pairs])
    answers = {noun: search(noun) for noun in {noun for noun, _ in pairs}}
    return sum(number in answers[noun] for number, (noun, _) in enumerate(pairs))


def sample_matches(words: Words, collection: Collection, number: int, seed: int) -> list[Match]:
    """Draw matches by parts and by the affix rule, for people to judge."""
    matches = sorted(
        {
            (one.noun, normalise(word), rule)
            for one in collection.nouns
            for word, rule in words.matches(fold(one.noun)).items()
            if rule in ("compound", "affix")
        }
    )
    verdicts = {one.noun: one.verdicts for one in collection.nouns}
    return [
        Match(noun, word, rule, verdicts[noun].get(fold(word)))
        for noun, word, rule in _drawn(matches, number, seed)
    ]


def sample_misses(words: Words, collection: Collection, number: int, seed: int) -> list[Match]:
    """Draw compounds that their noun does not find."""
    found = {
        one.noun: {fold(normalise(word)) for word in words.matches(fold(one.noun))}
        for one in collection.nouns
    }
    compounds = collection.pairs(Verdict.COMPOUND)
    misses = [(noun, word) for noun, word in compounds if word not in found[noun]]
    return [
        Match(noun, word, "missed", Verdict.COMPOUND) for noun, word in _drawn(misses, number, seed)
    ]


def _drawn(matches: list[_Drawn], number: int, seed: int) -> list[_Drawn]:
    places = random.Random(seed).sample(range(len(matches)), min(number, len(matches)))
    return [matches[place] for place in sorted(places)]
