"""Keywords of a text: words that are significantly commoner, or rarer, than elsewhere.

Words are counted by the key that their inflections share, and shown in their commonest form.

The measure is the log-likelihood ratio G² (Dunning 1993, Accurate Methods for the Statistics of
Surprise and Coincidence), of the two cells that count a word (Rayson and Garside 2000, Comparing
Corpora using Frequency Profiling). The strength of collocations is measured by logDice too (Rychlý
2008, A Lexicographer-Friendly Association Score), which does not grow with the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log, log2
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.query.ast import And, Not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.hits import Cooccurrences, CountedWord
    from newsctl.core.query.ast import Query

LEAST = 3.84
"""The log-likelihood that chance alone gives one word in twenty (chi square, one degree of
freedom)."""

MILLION = 1_000_000


class Use(StrEnum):
    """Whether a word is overused or underused in comparison."""

    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word with its inflections: its counts in both corpora, and the log-likelihood.

    `likelihood` is None if there is nothing to compare with.
    """

    word: str
    count: int
    elsewhere: int
    log_likelihood: float | None = None


class Keywords(NamedTuple):
    """The keywords, unsorted, and the total number of words in both corpora."""

    words: list[Keyword]
    size: int
    size_elsewhere: int


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near another one: its counts near and elsewhere, and both measures."""

    word: str
    count: int
    elsewhere: int
    log_likelihood: float
    log_dice: float


def compared(query: Query, against: Query | None) -> tuple[Query, Query]:
    """Return the query of a corpus and that of its reference corpus: `against`, or all others.

    A post that matches both belongs to the first.
    """
    others = Not(query)
    return query, others if against is None else And((against, others))


def keywords(
    words: Iterable[CountedWord],
    *,
    use: Use = Use.OVER,
    least: float = 0.0,
    parts: bool = False,
    stop_words: bool = False,
) -> Keywords:
    """Compare the counts of words in the first corpus with those in the second.

    Returns the words with this use and at least this likelihood; all words if the second corpus is
    empty. With `parts` a compound counts for each of its parts too. Stop words are listed only on
    request, but always count among all words.
    """
    every = [*words]
    size = sum(one.counts[0] for one in every)
    elsewhere = sum(one.counts[1] for one in every)
    by_key = _by_key(every, parts=parts, stop_words=stop_words)
    if not size or not elsewhere:
        return Keywords([Keyword(*one) for one in by_key if one[1]], size, elsewhere)
    found = []
    for word, count, other in by_key:
        difference = count * elsewhere - other * size
        if difference and (difference > 0) is (use is Use.OVER):
            likelihood = log_likelihood(count, size, other, elsewhere)
            if likelihood >= least:
                found.append(Keyword(word, count, other, likelihood))
    return Keywords(found, size, elsewhere)


def collocates(
    near_it: Cooccurrences, *, least: float = 0.0, parts: bool = False, stop_words: bool = False
) -> list[Collocate]:
    """Return the words that are near a word more often than elsewhere, unsorted."""
    if not near_it.occurrences:
        return []
    found = keywords(near_it.words, least=least, parts=parts, stop_words=stop_words)
    return [
        Collocate(
            one.word,
            one.count,
            one.elsewhere,
            one.log_likelihood,
            log_dice(one.count, near_it.occurrences, one.count + one.elsewhere),
        )
        for one in found.words
        if one.log_likelihood is not None
    ]


def log_likelihood(count: int, size: int, elsewhere: int, size_elsewhere: int) -> float:
    """Return G² of a word that occurs `count` times in `size` words, and so elsewhere."""
    together = (count + elsewhere) / (size + size_elsewhere)
    ratio = 0.0
    for observed, of in ((count, size), (elsewhere, size_elsewhere)):
        if observed:
            ratio += observed * log(observed / (of * together))
    return max(2 * ratio, 0.0)


def log_dice(together: int, one: int, other: int) -> float:
    """Return logDice of two words, from their joint count and the count of each.

    It is 14 if neither occurs without the other; one less means half the strength.
    """
    return 14 + log2(2 * together / (one + other))


def per_million(count: int, size: int) -> float | None:
    """Return the frequency per million words; None for an empty corpus."""
    return count * MILLION / size if size else None


def _by_key(
    words: Iterable[CountedWord], *, parts: bool, stop_words: bool
) -> Iterator[tuple[str, int, int]]:
    """Yield the commonest form of each key, and the counts of all its forms in both corpora."""
    forms: dict[str, CountedWord] = {}
    counts: dict[str, list[int]] = {}
    for one in words:
        if one.is_stop_word and not stop_words:
            continue
        known = forms.get(one.key)
        if known is None or _is_commoner(one, known):
            forms[one.key] = one
        for key in (one.key, *one.parts) if parts else (one.key,):
            count = counts.get(key)
            if count is None:
                counts[key] = [*one.counts]
            else:
                count[0] += one.counts[0]
                count[1] += one.counts[1]
    for key, (number, elsewhere) in counts.items():
        if key in forms:
            yield forms[key].word, number, elsewhere


def _is_commoner(one: CountedWord, other: CountedWord) -> bool:
    """Tell whether a form is commoner than another, or equally common and shorter."""
    if one.counts != other.counts:
        return one.counts > other.counts
    return (len(one.word), one.word) < (len(other.word), other.word)
