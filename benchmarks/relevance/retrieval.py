"""What a search of an archive finds of the posts with a compound of the searched word."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.engine import WORD
from benchmarks.relevance.engines.newsctl_analysis import Words
from benchmarks.relevance.material import read_nouns
from newsctl.dutch.lexicon import base_vocabulary
from newsctl.dutch.normalise import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.relevance.engines.engine import Engine
    from newsctl.dutch.analysis import DutchAnalysis

_LINKS = ("", "s", "en", "e", "n", "er")
_ENDINGS = ("", "s", "en", "n", "e")
_SHORTEST_REST = 4
# Words by themselves, but at that end of a word mostly a prefix or a suffix.
_PREFIX = re.compile(
    r"achter|binnen|boven|buiten|door|inter|mede|onder|over|samen|tegen|terug|vast|voort?"
)
_SUFFIX = re.compile(r"achtige?|baar|bare|heden|heid|lijke?|loos|loze|matige?|rende|schap|zaam")


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """What one engine returned for all queries together.

    `wanted` posts with a compound, of which `found` were returned, among `returned` posts.
    """

    queries: int
    wanted: int
    found: int
    returned: int


@dataclass(frozen=True, slots=True)
class Match:
    """A query that found a word of the archive by its parts, or by the affix rule."""

    query: str
    word: str
    rule: str


def choose_queries(texts: Sequence[str], number: int, seed: int) -> list[str]:
    """Draw from the common nouns those that the archive has."""
    vocabulary = {word for text in texts for word in _words(text)}
    nouns = [noun for noun in read_nouns() if noun in vocabulary]
    return random.Random(seed).sample(nouns, min(number, len(nouns)))


def compounds_of(query: str, vocabulary: set[str]) -> set[str]:
    """Return the words that hold the query at an edge, the rest being a word of its own.

    The rest, without linking letters, has four letters or more, is no common prefix or suffix, and
    is in the archive or in a list of Dutch words; at the end of the word the query may have an
    ending. This is spelling alone: *bestellen* is a compound of *best* and *ellen*, so that no
    engine should find them all.
    """
    known = vocabulary | base_vocabulary()
    holding = (word for word in vocabulary if query in word)
    return {
        word
        for word in holding
        if any(len(rest) >= _SHORTEST_REST and rest in known for rest in _rests(word, query))
    }


def _rests(word: str, query: str) -> Iterator[str]:
    """Yield what remains of a word beside a query at its beginning or end, however linked."""
    for link in _LINKS:
        rest = word.removeprefix(query + link)
        if rest != word and not _SUFFIX.fullmatch(rest):
            yield rest
        for ending in _ENDINGS:
            rest = word.removesuffix(link + query + ending)
            if rest != word and not _PREFIX.fullmatch(rest):
                yield rest


def wanted_texts(texts: Sequence[str], queries: Sequence[str]) -> dict[str, set[int]]:
    """Return for each query the texts that hold a compound of it."""
    texts_with: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for word in _words(text):
            texts_with.setdefault(word, set()).add(number)
    vocabulary = set(texts_with)
    return {
        query: set().union(*(texts_with[word] for word in compounds_of(query, vocabulary)))
        for query in queries
    }


def retrieval_score(
    engine: Engine, texts: Sequence[str], wanted: dict[str, set[int]]
) -> RetrievalScore:
    """Ask one engine every query."""
    search = engine.index(texts)
    answers = {query: search(query) for query in wanted}
    return RetrievalScore(
        queries=len(wanted),
        wanted=sum(map(len, wanted.values())),
        found=sum(len(answers[query] & texts_wanted) for query, texts_wanted in wanted.items()),
        returned=sum(map(len, answers.values())),
    )


def sample_matches(
    analysis: DutchAnalysis, texts: Sequence[str], queries: Sequence[str], number: int, seed: int
) -> list[Match]:
    """Draw matches by parts and by the affix rule, for people to judge."""
    words = Words(analysis, texts)
    matches = sorted(
        {
            (query, word.lower(), rule)
            for query in queries
            for word, rule in words.matches(query).items()
            if rule in ("compound", "affix")
        }
    )
    drawn = random.Random(seed).sample(matches, min(number, len(matches)))
    return [Match(*match) for match in sorted(drawn)]


def sample_misses(
    engine: Engine, texts: Sequence[str], queries: Sequence[str], number: int, seed: int
) -> list[Match]:
    """Draw words that by spelling are compounds of a query and that no answer held, to judge."""
    search = engine.index(texts)
    texts_with: dict[str, set[int]] = {}
    for place, text in enumerate(texts):
        for word in _words(text):
            texts_with.setdefault(word, set()).add(place)
    vocabulary = set(texts_with)
    misses = sorted(
        (query, word)
        for query in queries
        for found in [search(query)]
        for word in compounds_of(query, vocabulary)
        if not texts_with[word] & found
    )
    drawn = random.Random(seed).sample(misses, min(number, len(misses)))
    return [Match(query, word, "missed") for query, word in sorted(drawn)]


def _words(text: str) -> list[str]:
    return WORD.findall(fold(normalise(text)))
