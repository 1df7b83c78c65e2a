"""A query to the documents that answer it, each with its score."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.deadline import look_at_deadline
from newsctl.core.query.ast import (
    And,
    Everything,
    ExactWord,
    Filter,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Scope,
    Word,
    wanted_terms,
)
from newsctl.dutch.normalise import fold
from newsctl.dutch.stop_words import is_stop_word
from newsctl.searching import filters
from newsctl.searching.expansion import FARTHEST, PREPOSITIONS, Expander, MatchKind
from newsctl.searching.scoring import WEIGHT, SegmentCounts, rarity
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.postings import sought
from newsctl.whoosh_index.formats.segment import PLACE_BITS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.searching.expansion import Halves, QueryTerm
    from newsctl.whoosh_index.formats.postings import SoughtTerm
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.schema import TextFields
    from newsctl.whoosh_index.snapshot import Snapshot

    Counts: TypeAlias = dict[int, float]
    """How often something occurs, by document."""

    Scores: TypeAlias = dict[int, float]
    """The documents that answer, each with its score."""

    Count: TypeAlias = Callable[[SegmentReader, TextFields], Mapping[int, float]]
    """Counts in the title or the body of one segment's documents, by its own numbers."""

MOST_REMEMBERED = 1_000_000
"""Scores that are remembered: some 100 MB."""

_PREPOSITIONS = [word.encode() for word in PREPOSITIONS]
_GOVERNED = range(2, FARTHEST + 1)
"""Places from a head to what its preposition governs."""


class Evaluator:
    """Evaluates queries against one snapshot, and remembers what it was asked.

    Who types asks the same words again, with one more, and who counts an answer by twenty values
    asks it twenty times.
    """

    def __init__(self, snapshot: Snapshot, analysis: DutchAnalysis) -> None:
        self.expander = Expander(snapshot, analysis)
        self.snapshot = snapshot
        self.analysis = analysis
        self._known: dict[Query, Scores] = {}
        self.size = 0  # how many scores it remembers, or nearly so: threads may ask at once

    def scores(self, query: Query) -> Scores:
        """Return the documents that answer a query, with their scores; equal clauses cost one."""
        known = self._known.get(query)
        if known is not None:
            return known
        look_at_deadline()
        found = self._scores(query)
        if self.size < MOST_REMEMBERED:
            self._known[query] = found
            self.size += len(found)
        return found

    def _scores(self, query: Query) -> Scores:  # noqa: PLR0911 -- one line for each kind
        match query:
            case Word():
                return self._word(query)
            case ExactWord():
                return self._surfaces(self.expander.exact(query.text), MatchKind.EXACT, query.scope)
            case Prefix():
                return self._prefix(query)
            case Fuzzy():
                return self._surfaces(self.expander.fuzzy(query.text), MatchKind.FUZZY, query.scope)
            case Phrase():
                return self._phrase(query.text, query.scope)
            case Not():
                return self._not(query)
            case And():
                return self._and(query.operands)
            case Or():
                return _sum(self.scores(operand) for operand in dict.fromkeys(query.operands))
            case Everything():
                return dict.fromkeys(self.snapshot.documents(), 0.0)
            case _:
                return dict.fromkeys(filters.documents(self.snapshot, query), 0.0)

    def _word(self, word: Word) -> Scores:
        rows = self.expander.readings(word.text)
        found = [
            self._term(row[0], word.scope) if len(row) == 1 else self._row(row, word.scope)
            for row in rows
        ]
        return _best(found)

    def _term(self, term: QueryTerm, scope: Scope) -> Scores:
        """Score one word: as written, inflected, in a compound and by its affix, each weighed.

        Of a compound also where its halves stand apart.
        """
        affixes = sought(word.encode() for word in self.expander.affixes(term))
        halves = self.expander.halves(term)
        return self._scored(
            scope,
            lambda segment, text: _with_halves(
                _occurrences(segment, term, affixes, text), segment, halves, text.keys
            ),
        )

    def _surfaces(self, words: Sequence[str], rule: MatchKind, scope: Scope) -> Scores:
        terms = [word.encode() for word in words]
        return self._scored(
            scope,
            lambda segment, text: _most(segment.weights(text.words, term) for term in terms),
            WEIGHT[rule],
        )

    def _prefix(self, prefix: Prefix) -> Scores:
        beginnings = [text.encode() for text in self.expander.exact(prefix.text)]
        return self._scored(
            prefix.scope,
            lambda segment, text: _most(
                segment.most_starting(text.words, one) for one in beginnings
            ),
            WEIGHT[MatchKind.PREFIX],
        )

    def _phrase(self, text: str, scope: Scope) -> Scores:
        return _best([self._row(row, scope) for row in self.expander.readings(text)[:1]])

    def _row(self, row: Sequence[QueryTerm], scope: Scope) -> Scores:
        rows = self.expander.spellings(row)
        scores = self._scored(
            scope,
            lambda segment, text: _sum(_phrase_counts(segment, text.keys, one) for one in rows),
        )
        return {document: len(row) * score for document, score in scores.items()}

    def _scored(self, scope: Scope, count: Count, weight: float = 1.0) -> Scores:
        """Score the documents by how often something stands in each, and in how many it does."""
        found: list[SegmentCounts] = []
        for segment in self.snapshot.segments:
            look_at_deadline()
            title = {} if scope is Scope.BODY else count(segment, fields.IN_TITLE)
            body = {} if scope is Scope.TITLE else count(segment, fields.IN_BODY)
            found.append(SegmentCounts(segment, title, body))
        rare = rarity(self.snapshot.size, sum(counts.documents for counts in found))
        scores: Scores = {}
        for counts in found:
            scores |= counts.scores(rare, weight)
        return scores

    def _not(self, query: Not) -> Scores:
        without = self.scores(query.operand)
        return {one: 0.0 for one in self.snapshot.documents() if one not in without}

    def _and(self, operands: Sequence[Query]) -> Scores:
        """Score the posts that answer all that is needed and nothing that is excluded.

        Filters and excluded clauses decide which posts answer and add nothing to a score; optional
        words, and words that stand together as they were typed, add to it and decide nothing.
        """
        needed, optional, excluded = self._sorted_out(operands)
        joined = self._joined(operands)
        scored: dict[Query, Scores] = {}
        for operand in sorted(needed, key=_is_costly):  # filters first: one may leave nothing
            scored[operand] = _best([self.scores(operand), *joined.get(operand, ())])
            if not scored[operand]:
                return {}
        found = [*scored.values()]
        found.sort(key=len)
        documents = set(found[0] if found else self.snapshot.documents())
        for scores in found[1:]:
            documents.intersection_update(scores)
        for operand in excluded:
            documents.difference_update(self.scores(operand.operand))
        scored.update((one, self.scores(one)) for one in optional)
        weighing = (scores for one, scores in scored.items() if _is_costly(one))
        total = dict.fromkeys(documents, 0.0)
        for scores in (*weighing, *self._together(operands)):
            for document in documents:
                total[document] += scores.get(document, 0.0)
        return total

    def _joined(self, operands: Sequence[Query]) -> dict[Query, list[Scores]]:
        """Score for each word what it makes with the next: *GroenLinks* has *groen* and *links*."""
        joined: dict[Query, list[Scores]] = {}
        for one, other, terms in self.expander.pairs(operands):
            scores = [self._term(term, one.scope) for term in terms]
            for word in (one, other):
                joined.setdefault(word, []).extend(scores)
        return joined

    def _sorted_out(self, operands: Sequence[Query]) -> tuple[list[Query], list[Query], list[Not]]:
        """Part operands into those a post must answer, those it may, and those it may not."""
        different = dict.fromkeys(operands)  # what is asked twice is asked once
        excluded = [one for one in different if isinstance(one, Not)]
        others: list[Query] = [one for one in different if not isinstance(one, Not)]
        sought = [one for one in others if not self._is_without_tokens(one)]
        needed = [one for one in sought if not self.expander.is_optional(one)]
        if any(True for one in needed for _ in wanted_terms(one)):
            return needed, [one for one in sought if self.expander.is_optional(one)], excluded
        return sought or others, [], excluded

    def _is_without_tokens(self, query: Query) -> bool:
        """Tell whether a word is none to the index: *&*, an emoji, a dash between spaces."""
        return isinstance(query, Word) and not self.expander.readings(query.text)

    def _together(self, operands: Sequence[Query]) -> list[Scores]:
        """Score the posts that hold words as they were typed: together, and the names in them."""
        runs: list[list[Word]] = [[]]
        for operand in operands:
            if not isinstance(operand, Word):
                runs.append([])
            elif runs[-1] and runs[-1][-1].scope is not operand.scope:
                runs.append([operand])
            else:
                runs[-1].append(operand)
        return [
            self._typed(words) for run in runs if len(run) > 1 for words in (run, *_names_in(run))
        ]

    def _typed(self, words: Sequence[Word]) -> Scores:
        """Score the posts that hold words as they were typed above all that hold them scattered."""
        text = " ".join(word.text for word in words)
        scores = self._phrase(text, words[0].scope)
        together = len(words) * rarity(self.snapshot.size, len(scores))
        return {document: together + score for document, score in scores.items()}


def _names_in(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the names among other words: with capitals, and small words between (*Jan de Wit*)."""
    start = end = 0
    for place, word in enumerate((*run, Word(""))):
        if word.text[:1].isupper():
            start, end = (start if end else place), place + 1
        elif not (end and is_stop_word(fold(word.text))):
            if 1 < end - start < len(run):
                yield run[start:end]
            end = 0


def _is_costly(query: Query) -> bool:
    """Tell whether words have to be looked up; filters need not, and weigh nothing."""
    return not isinstance(query, Filter)


def _occurrences(
    segment: SegmentReader, term: QueryTerm, affixes: Sequence[SoughtTerm], text: TextFields
) -> Counts:
    """Count where a word stands in a text of a segment's documents, each time by its weight."""
    keys, words, parts = text
    weight = WEIGHT[MatchKind.INFLECTION]
    found = _most(segment.weights(keys, key.encode(), weight) for key in term.keys)
    for document, count in segment.weights(words, term.surface.encode()).items():
        if document in found:
            found[document] += count * (1 - weight)
        else:
            found[document] = count
    weight = WEIGHT[MatchKind.COMPOUND]
    of_parts = _most(segment.weights(parts, key.encode(), weight) for key in term.keys)
    for document, count in of_parts.items():
        found[document] = found.get(document, 0.0) + count
    weight = WEIGHT[MatchKind.AFFIX]
    for document in segment.with_any_sought(words, affixes) if affixes else ():
        found[document] = found.get(document, 0.0) + weight
    return found


def _with_halves(
    found: Counts,
    segment: SegmentReader,
    halves: Sequence[Halves],
    field: str,
) -> Counts:
    """Add where the halves of a compound stand apart, as in *opvang van asielzoekers*."""
    weight = WEIGHT[MatchKind.APART]
    for one in halves:
        for document, count in _apart_counts(segment, field, one).items():
            found[document] = found.get(document, 0.0) + weight * count
    return found


def _apart_counts(segment: SegmentReader, field: str, halves: Halves) -> Counter[int]:
    """Count where the halves are side by side, or the second and a preposition before the first."""
    first, second = ([key.encode() for key in term.keys] for term in halves[:2])
    both = segment.with_all(field, (first, second))
    if not both:
        return Counter()
    places, heads = segment.places(field, first, both), {*segment.places(field, second, both)}
    found = [*heads.intersection(place + 1 for place in places)]
    if not halves.side_by_side:
        far = heads.intersection(place - gap for place in places for gap in _GOVERNED)
        documents = {head >> PLACE_BITS for head in far}
        behind = {head + 1 for head in far}
        found += behind.intersection(segment.places(field, _PREPOSITIONS, documents))
    return Counter(place >> PLACE_BITS for place in found)


def _most(counts: Iterable[Counts]) -> Counts:
    """Join counts of keys that share their places: a word with two keys counts once."""
    first, *others = [*counts] or [{}]
    for other in others:
        for document, count in other.items():
            first[document] = max(count, first.get(document, 0.0))
    return first


def _sum(counts: Iterable[Mapping[int, float]]) -> dict[int, float]:
    total: dict[int, float] = {}
    for one in counts:
        for document, count in one.items():
            total[document] = total.get(document, 0.0) + count
    return total


def _best(found: Sequence[Scores]) -> Scores:
    if len(found) == 1:
        return found[0]
    best: Scores = {}
    for scores in found:
        for document, score in scores.items():
            best[document] = max(score, best.get(document, 0.0))
    return best


def _phrase_counts(segment: SegmentReader, field: str, row: Sequence[QueryTerm]) -> Counter[int]:
    """Return by document how often the terms of a row stand next to each other in a field."""
    keys = {term: [key.encode() for key in term.keys] for term in row}
    in_all = segment.with_all(field, keys.values())
    if not in_all:
        return Counter()
    times = Counter(row)
    places: dict[QueryTerm, Collection[int]] = {}
    for term, each in keys.items():
        found = segment.places(field, each, in_all)
        places[term] = found if times[term] == 1 else {*found}
    first, *others = sorted(range(len(row)), key=lambda step: len(places[row[step]]))
    kept: Iterable[int] = places[row[first]]
    for step in others:
        ahead = step - first
        there = {place + ahead for place in kept}.intersection(places[row[step]])
        kept = [place - ahead for place in there]
    return Counter(place >> PLACE_BITS for place in {*kept})
