"""The words that mark a text: commoner in it than elsewhere, or rarer, by more than chance.

Words are counted by the key that their inflections share, and shown as the commonest of these.

The measure is the log-likelihood ratio G² (Dunning 1993, Accurate Methods for the Statistics of
Surprise and Coincidence), of the two cells that count a word (Rayson and Garside 2000, Comparing
Corpora using Frequency Profiling). How firmly two words go together is told by logDice too (Rychlý
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
    """How a word is used beside elsewhere."""

    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word with all its inflections: how often it is in what was asked about, and elsewhere.

    There is no likelihood where there is nothing to compare with.
    """

    word: str
    count: int
    elsewhere: int
    log_likelihood: float | None = None


class Keywords(NamedTuple):
    """The words, in no order, and how many there are of all words in both."""

    words: list[Keyword]
    size: int
    size_elsewhere: int


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near another: how often near it, how often elsewhere, and by both measures."""

    word: str
    count: int
    elsewhere: int
    log_likelihood: float
    log_dice: float


def compared(query: Query, against: Query | None) -> tuple[Query, Query]:
    """Return the posts of a query, and those that it is held against: all others, or some of them.

    A post that answers both is of the first.
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
    """Compare how often words stand in the first place where they were counted and in the second.

    Those that are used so are returned, from a likelihood on; where there is nothing to compare
    with, all. With `parts` a compound counts for each of its parts too. Stop words are left out
    unless asked for; they count among all words.
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
    """Return the words that are near a word more often than elsewhere, in no order."""
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
    """Return G² of a word that is so often among so many words, and so often among others."""
    together = (count + elsewhere) / (size + size_elsewhere)
    ratio = 0.0
    for observed, of in ((count, size), (elsewhere, size_elsewhere)):
        if observed:
            ratio += observed * log(observed / (of * together))
    return max(2 * ratio, 0.0)


def log_dice(together: int, one: int, other: int) -> float:
    """Return logDice of two words, by how often they are near each other, and each at all.

    It is 14 where neither is ever without the other; a point less is half as firm.
    """
    return 14 + log2(2 * together / (one + other))


def per_million(count: int, size: int) -> float | None:
    """Return how often it would be among a million words, None of nothing."""
    return count * MILLION / size if size else None


def _by_key(
    words: Iterable[CountedWord], *, parts: bool, stop_words: bool
) -> Iterator[tuple[str, int, int]]:
    """Yield for each key its commonest form, and how often its forms are in both places."""
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
    """Tell which of two forms is shown: the commoner one, of two alike the shorter one."""
    if one.counts != other.counts:
        return one.counts > other.counts
    return (len(one.word), one.word) < (len(other.word), other.word)
