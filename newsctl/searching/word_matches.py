"""The matches of one query word: which documents, and their scores.

The documents are known much sooner than their scores, which are computed only for the documents
that need them: those that pass a filter, or the best of a page.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.deadline import check_deadline
from newsctl.core.query.ast import Scope
from newsctl.searching.expansion import FARTHEST, PREPOSITIONS, MatchKind
from newsctl.searching.scoring import WEIGHT, CountedAlike, SegmentCounts, rarity
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.postings import sought
from newsctl.whoosh_index.formats.segment import PLACE_BITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.searching.expansion import Expander, QueryTerm
    from newsctl.whoosh_index.formats.postings import SoughtTerms
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.schema import TextFields
    from newsctl.whoosh_index.snapshot import Snapshot

_MANY = 10_000
"""Documents, and postings of a word, from which arrays are quicker."""

_NONE: Mapping[int, float] = {}
_PREPOSITIONS = sought(word.encode() for word in PREPOSITIONS)
_GOVERNED = range(2, FARTHEST + 1)
"""Places from a head to what its preposition governs."""


class WordMatches:
    """The matches of one word: exact, inflected, in compounds, by affix, or in halves."""

    def __init__(
        self, snapshot: Snapshot, expander: Expander, term: QueryTerm, scope: Scope
    ) -> None:
        self._snapshot = snapshot
        word = _SoughtWord(
            sought([term.surface.encode()]),
            keys_of(term),
            sought(word.encode() for word in expander.relatives(term)),
            sought(word.encode() for word in expander.affixes(term)),
            [
                _SoughtHalves(keys_of(first), keys_of(second), side_by_side)
                for first, second, side_by_side in expander.halves(term)
            ],
        )
        self._segments = [
            (
                segment,
                None if scope is Scope.BODY else _TextMatches(segment, fields.IN_TITLE, word),
                None if scope is Scope.TITLE else _TextMatches(segment, fields.IN_BODY, word),
            )
            for segment in snapshot.segments
        ]

    @cached_property
    def documents(self) -> set[int]:
        """The documents that match."""
        found: set[int] = set()
        for segment, title, body in self._segments:
            check_deadline()
            here = body.documents() if body else set()
            if title:
                here |= title.documents()
            found.update([segment.base + one for one in here])
        return found

    def scores(self) -> Mapping[int, float]:
        """Return the scores of all documents that match."""
        if self.is_in_many:
            return self._scores_by_arrays()
        found: list[SegmentCounts] = []
        for segment, title, body in self._segments:
            check_deadline()
            counts = title.counts() if title else _NONE, body.counts() if body else _NONE
            found.append(SegmentCounts(segment, *counts))
        return scored(self._snapshot, found)

    def scores_of(self, documents: AbstractSet[int]) -> dict[int, float]:
        """Return the scores of those of some documents that match."""
        rare = rarity(self._snapshot.size, len(self.documents))
        scores: dict[int, float] = {}
        wanted = self._snapshot.by_segment(documents & self.documents)
        for (segment, title, body), own in zip(self._segments, wanted, strict=True):
            check_deadline()
            if own:
                counts = SegmentCounts(
                    segment,
                    title.counts(own) if title else _NONE,
                    body.counts(own) if body else _NONE,
                )
                counts.score_into(scores, rare)
        return scores

    @cached_property
    def is_in_many(self) -> bool:
        """Whether arrays are faster."""
        bodies = (body for _, _, body in self._segments if body)
        return has_arrays() and sum(body.number_of_postings() for body in bodies) > _MANY

    def _scores_by_arrays(self) -> Mapping[int, float]:
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        found = []
        for segment, *texts in self._segments:
            check_deadline()
            title, body = (
                dense.word_counts(segment, *one.counted_alike)
                if one
                else dense.counts_of(segment, _NONE)
                for one in texts
            )
            found.append((segment, title, body))
        return dense.scored(self._snapshot, found)


def scored(
    snapshot: Snapshot, found: Sequence[SegmentCounts], weight: float = 1.0
) -> Mapping[int, float]:
    """Score documents by their counts, and by the number of documents with any."""
    if are_many(sum(len(one.body) for one in found)):
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        arrays = [
            (segment, dense.counts_of(segment, title), dense.counts_of(segment, body))
            for segment, title, body in found
        ]
        return dense.scored(snapshot, arrays, weight)
    rare = rarity(snapshot.size, sum(counts.documents for counts in found))
    scores: dict[int, float] = {}
    for counts in found:
        counts.score_into(scores, rare, weight)
    return scores


def are_many(number: int) -> bool:
    """Tell whether arrays are faster for so many documents."""
    return number > _MANY and has_arrays()


def has_arrays() -> bool:
    """Tell whether NumPy is imported already; importing it for one query would cost more."""
    return "numpy" in sys.modules


class _SoughtWord(NamedTuple):
    """A word in the form in which segments are searched for it."""

    surface: SoughtTerms
    keys: SoughtTerms
    relatives: SoughtTerms
    affixes: SoughtTerms
    halves: Sequence[_SoughtHalves]


class _SoughtHalves(NamedTuple):
    """The keys of the halves of a word."""

    first: SoughtTerms
    second: SoughtTerms
    side_by_side: bool


def keys_of(term: QueryTerm) -> SoughtTerms:
    """Return the keys of a word for a look-up in segments."""
    return sought(key.encode() for key in term.keys)


def others_of(term: QueryTerm) -> SoughtTerms:
    """Return the keys of unrelated words that share a key, for a look-up in segments."""
    return sought(key.encode() for key in term.others)


class _TextMatches:
    """The matches of a word in titles or bodies of a segment, by numbers within it."""

    def __init__(self, segment: SegmentReader, text: TextFields, word: _SoughtWord) -> None:
        self._segment = segment
        self._text = text
        self._word = word

    @property
    def counted_alike(self) -> tuple[TextFields, CountedAlike]:
        """The input of `dense.word_counts`."""
        word = self._word
        return self._text, CountedAlike(
            word.surface, word.keys, self._added, self._with_affix, self._apart
        )

    def number_of_postings(self) -> int:
        """Return the number of postings of its keys."""
        found = self._segment.postings_of(self._text.keys, self._word.keys)
        return sum(len(documents) for documents, _ in found)

    def documents(self) -> set[int]:
        """Return the documents with a match in this text."""
        word, (keys, words, parts) = self._word, self._text
        found = self._segment.with_any_sought(
            (keys, word.keys), (words, word.surface), (words, word.relatives), (parts, word.keys)
        )
        found.update(self._with_affix, self._apart)
        return found

    def counts(self, among: AbstractSet[int] | None = None) -> dict[int, float]:
        """Return the weighted counts by document, of all documents or of some."""
        segment, word, (keys, words, _) = self._segment, self._word, self._text
        weight = WEIGHT[MatchKind.INFLECTION]
        found = segment.weights(keys, word.keys, weight, among)
        rest = WEIGHT[MatchKind.EXACT] - weight
        for document, count in segment.weights(words, word.surface, 1, among).items():
            found[document] = found[document] + count * rest if document in found else count
        for field, terms, weight in self._added:
            for document, count in segment.weights(field, terms, weight, among).items():
                found[document] = found.get(document, 0.0) + count
        weight = WEIGHT[MatchKind.AFFIX]
        for document in self._with_affix if among is None else self._with_affix & among:
            found[document] = found.get(document, 0.0) + weight
        weight = WEIGHT[MatchKind.APART]
        for document, count in self._apart.items():
            if among is None or document in among:
                found[document] = found.get(document, 0.0) + weight * count
        return found

    @property
    def _added(self) -> Sequence[tuple[str, SoughtTerms, float]]:
        """The fields and terms that count besides the word and its forms, with weights."""
        word, (_, words, parts) = self._word, self._text
        return (
            (parts, word.keys, WEIGHT[MatchKind.COMPOUND]),
            (words, word.relatives, WEIGHT[MatchKind.ACTION]),
        )

    @cached_property
    def _with_affix(self) -> AbstractSet[int]:
        return self._segment.with_any_sought((self._text.words, self._word.affixes))

    @cached_property
    def _apart(self) -> Counter[int]:
        """The counts of its halves apart, by document, as in *opvang van asielzoekers*."""
        found: Counter[int] = Counter()
        for one in self._word.halves:
            found.update(_apart_counts(self._segment, self._text.keys, one))
        return found


def _apart_counts(segment: SegmentReader, field: str, halves: _SoughtHalves) -> Counter[int]:
    """Count where the halves are adjacent, or in reverse with a preposition between."""
    first, second, side_by_side = halves
    both = segment.with_all(field, (first, second))
    if not both:
        return Counter()
    places, heads = segment.places(field, first, both), {*segment.places(field, second, both)}
    found = [*heads.intersection(place + 1 for place in places)]
    if not side_by_side:
        far = heads.intersection(place - gap for place in places for gap in _GOVERNED)
        documents = {head >> PLACE_BITS for head in far}
        behind = {head + 1 for head in far}
        found += behind.intersection(segment.places(field, _PREPOSITIONS, documents))
    return Counter(place >> PLACE_BITS for place in found)
