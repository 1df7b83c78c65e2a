"""Evaluation of a query: the documents that match it, each with its score."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property, partial, reduce
from operator import add, and_, mul, or_, sub
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsctl.core.deadline import check_deadline
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
from newsctl.searching.dense_documents import DenseMapping, DenseSet, looked_up
from newsctl.searching.expansion import Expander, MatchKind
from newsctl.searching.scoring import WEIGHT, SegmentCounts, rarity
from newsctl.searching.word_matches import (
    WordMatches,
    are_many,
    has_arrays,
    keys_of,
    others_of,
    scored,
)
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.postings import sought
from newsctl.whoosh_index.formats.segment import PLACE_BITS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.core.query.ast import TextQuery
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.searching.expansion import QueryTerm
    from newsctl.whoosh_index.formats.postings import SoughtTerms
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.schema import TextFields
    from newsctl.whoosh_index.snapshot import Snapshot

    Scores: TypeAlias = Mapping[int, float]
    """The documents that answer, each with its score."""

    Count: TypeAlias = Callable[[SegmentReader, TextFields], Mapping[int, float]]
    """Counts in the title or the body of one segment's documents, by its own numbers."""

_MANY_POSTS, _MANY_POSTINGS = 4_000, 50_000
"""Documents and postings of a segment from which arrays are quicker for a phrase, and for words
with a beginning, with what it takes to load them; a tenth where they are loaded already."""

MOST_REMEMBERED = 1_000_000
"""Documents and scores that are remembered: some 100 MB."""


class Evaluator:
    """Evaluates queries on one snapshot, with a cache.

    A user who types repeats the same words with one more, and counting an answer by twenty values
    repeats the query twenty times.
    """

    def __init__(self, snapshot: Snapshot, analysis: DutchAnalysis) -> None:
        self.expander = Expander(snapshot, analysis)
        self.snapshot = snapshot
        self.analysis = analysis
        self.size = 0
        """How many documents, and scores of them, it remembers."""
        self._known: dict[Query, Scores] = {}
        self._documents: dict[Query, AbstractSet[int]] = {}
        self._matches: dict[tuple[QueryTerm, Scope], WordMatches] = {}
        self._joined_words: dict[Sequence[Query], Mapping[Query, Sequence[WordMatches]]] = {}

    def scores(self, query: Query) -> Scores:
        """Return the documents that match a query, with their scores; cached by clause."""
        known = self._known.get(query)
        if known is not None:
            return known
        check_deadline()
        found = self._scores(query)
        if self._has_room:
            self._known[query] = found
            self.size += len(found)
        return found

    def documents(self, query: Query) -> AbstractSet[int]:
        """Return the documents that match a query, faster than with their scores."""
        if query in self._known:
            return self._known[query].keys()
        known = self._documents.get(query)
        if known is not None:
            return known
        check_deadline()
        found = self._documents_of(query)
        if self._has_room:
            self._documents[query] = found
            self.size += len(found)
        return found

    def scores_of(self, query: Query, documents: AbstractSet[int]) -> Scores:
        """Return the scores of those of some documents that match a query."""
        if query in self._known:
            return _of(self._known[query], documents)
        match query:
            case Word():
                return _best([one.scores_of(documents) for one in self._word(query)])
            case And():
                return self._and(query.operands, documents & self.documents(query))
            case Or():
                operands = dict.fromkeys(query.operands)
                return _sum([self.scores_of(operand, documents) for operand in operands])
            case ExactWord() | Prefix() | Fuzzy() | Phrase():
                return _of(self.scores(query), documents)
            case _:
                return dict.fromkeys(documents & self.documents(query), 0.0)

    def deciding(self, query: Query) -> Iterator[TextQuery]:
        """Yield the words of a query that decide which posts match, without optional stop words."""
        match query:
            case And():
                for operand in self._sorted_out(query.operands)[0]:
                    yield from self.deciding(operand)
            case Or():
                for operand in query.operands:
                    yield from self.deciding(operand)
            case _:
                yield from wanted_terms(query)

    @cached_property
    def _every(self) -> AbstractSet[int]:
        if are_many(self.snapshot.size):
            from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

            return dense.every(self.snapshot)
        return {*self.snapshot.documents()}

    @property
    def _has_room(self) -> bool:
        return self.size < MOST_REMEMBERED

    def _scores(self, query: Query) -> Scores:  # noqa: PLR0911 -- one line for each kind
        match query:
            case Word():
                return _best([one.scores() for one in self._word(query)])
            case ExactWord():
                row = self.expander.exact(query.text)
                return self._exact(row, query.scope) if row else {}
            case Prefix():
                return self._prefix(query)
            case Fuzzy():
                return self._fuzzy(query)
            case Phrase():
                return self._phrase(query.text, query.scope)
            case And():
                return self._and(query.operands, self.documents(query))
            case Or():
                return _sum([self.scores(operand) for operand in dict.fromkeys(query.operands)])
            case _:
                return dict.fromkeys(self.documents(query), 0.0)

    def _documents_of(self, query: Query) -> AbstractSet[int]:  # noqa: PLR0911 -- by kind
        match query:
            case Word():
                words = self._word(query)
                if any(one.is_in_many for one in words):
                    return self.scores(query).keys()  # takes no longer, and they will be needed
                found = [one.documents for one in words]
                return found[0] if len(found) == 1 else set().union(*found)
            case ExactWord() | Prefix() | Fuzzy() | Phrase():
                return self.scores(query).keys()
            case Not():
                return self._every - self.documents(query.operand)
            case And():
                return self._answering_all(query.operands)
            case Or():
                return reduce(or_, map(self.documents, query.operands), set())
            case Everything():
                return self._every
            case _:
                return filters.documents(self.snapshot, query)

    def _word(self, word: Word) -> list[WordMatches | _Scored]:
        """Return the matches of each reading of a word."""
        return [
            self._term(row[0], word.scope) if len(row) == 1 else _Scored(self._row(row, word.scope))
            for row in self.expander.readings(word.text)
        ]

    def _term(self, term: QueryTerm, scope: Scope) -> WordMatches:
        if (term, scope) not in self._matches:
            found = WordMatches(self.snapshot, self.expander, term, scope)
            if not self._has_room:
                return found
            self._matches[term, scope] = found
        return self._matches[term, scope]

    def _exact(self, row: Sequence[str], scope: Scope) -> Scores:
        """Score the posts with exactly these words: one, or several next to each other."""
        return self._scored(scope, lambda segment, text: self._exact_counts(segment, text, row))

    def _exact_counts(
        self, segment: SegmentReader, text: TextFields, row: Sequence[str]
    ) -> Mapping[int, float]:
        having = [segment.weights(text.words, sought([word.encode()])) for word in row]
        if len(having) == 1:
            return having[0]
        in_row = _phrase_counts(segment, text.keys, [self.expander.term(word) for word in row])
        return _of(in_row, reduce(and_, (one.keys() for one in having)))

    def _fuzzy(self, fuzzy: Fuzzy) -> Scores:
        near = sought(word.encode() for word in self.expander.fuzzy(fuzzy.text))
        return self._ending(
            fuzzy, lambda segment, text: segment.weights(text.words, near), MatchKind.FUZZY
        )

    def _prefix(self, prefix: Prefix) -> Scores:
        return self._ending(
            prefix,
            lambda segment, text: _best(
                [
                    _starting(segment, text.words, last.encode())
                    for last in self.expander.exact(prefix.text)[-1:]
                ]
            ),
            MatchKind.PREFIX,
        )

    def _ending(self, query: Prefix | Fuzzy, count: Count, rule: MatchKind) -> Scores:
        """Score the texts with a word that the last one stands for, and with exactly the others."""
        others = self.expander.exact(query.text)[:-1]

        def counts(segment: SegmentReader, text: TextFields) -> Mapping[int, float]:
            found = count(segment, text)
            return _of(found, self._exact_counts(segment, text, others).keys()) if others else found

        return self._scored(query.scope, counts, WEIGHT[rule])

    def _phrase(self, text: str, scope: Scope, *, as_phrase: bool = True) -> Scores:
        rows = self.expander.readings(text)[:1]
        return _best([self._row(row, scope, as_phrase=as_phrase) for row in rows])

    def _row(self, row: Sequence[QueryTerm], scope: Scope, *, as_phrase: bool = True) -> Scores:
        rows = self.expander.spellings(row, as_phrase=as_phrase)
        scores = self._scored(
            scope,
            lambda segment, text: _sum([_phrase_counts(segment, text.keys, one) for one in rows]),
        )
        return _changed(scores, partial(mul, len(row)))

    def _scored(self, scope: Scope, count: Count, weight: float = 1.0) -> Scores:
        found: list[SegmentCounts] = []
        for segment in self.snapshot.segments:
            check_deadline()
            title = {} if scope is Scope.BODY else count(segment, fields.IN_TITLE)
            body = {} if scope is Scope.TITLE else count(segment, fields.IN_BODY)
            found.append(SegmentCounts(segment, title, body))
        return scored(self.snapshot, found, weight)

    def _answering_all(self, operands: Sequence[Query]) -> AbstractSet[int]:
        """Return the posts that match all needed operands and no excluded one."""
        needed, _, excluded = self._sorted_out(operands)
        joined = self._joined(operands)
        found: list[AbstractSet[int]] = []
        for operand in sorted(needed, key=_is_costly):  # filters first: one may leave nothing
            documents = self.documents(operand)
            if joined[operand]:
                documents = reduce(or_, (one.documents for one in joined[operand]), documents)
            if not documents:
                return set()
            found.append(documents)
        left = reduce(and_, sorted(found, key=len)) if found else self._every
        left = reduce(sub, (self.documents(one.operand) for one in excluded), left)
        return left if are_many(len(left)) else {*left}  # an array of all would hold these few

    def _and(self, operands: Sequence[Query], documents: AbstractSet[int]) -> Scores:
        """Score posts that match all of some operands.

        Filters and excluded clauses decide which posts match and add nothing to a score; optional
        words, and words adjacent as typed, add to it and decide nothing.
        """
        if not documents:
            return {}
        needed, optional, _ = self._sorted_out(operands)
        joined = self._joined(operands)
        weighing = [
            _best(
                [
                    self._weighing(operand, documents),
                    *(one.scores_of(documents) for one in joined[operand]),
                ]
            )
            for operand in filter(_is_costly, needed)
        ]
        weighing += [self._weighing(operand, documents) for operand in optional]
        weighing += self._together(operands)
        if isinstance(documents, DenseSet):
            from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

            return dense.added_up(documents, weighing)
        total = dict.fromkeys(documents, 0.0)
        for scores in weighing:
            for document, score in looked_up(scores, documents).items():
                if document in total:
                    total[document] += score
        return total

    def _weighing(self, query: Query, documents: AbstractSet[int]) -> Scores:
        """Return the scores of some documents for a query, perhaps with others.

        For most of all documents, computing all scores costs no more, and they are cached.
        """
        if 2 * len(documents) > self.snapshot.size:
            return self.scores(query)
        return self.scores_of(query, documents)

    def _joined(self, operands: Sequence[Query]) -> Mapping[Query, Sequence[WordMatches]]:
        """Return the compounds of each word with the next: *GroenLinks* for *groen links*."""
        if operands not in self._joined_words:
            joined: defaultdict[Query, list[WordMatches]] = defaultdict(list)
            for one, other, terms in self.expander.pairs(operands):
                matches = [self._term(term, one.scope) for term in terms]
                for word in (one, other):
                    joined[word].extend(matches)
            self._joined_words[operands] = joined
        return self._joined_words[operands]

    def _sorted_out(self, operands: Sequence[Query]) -> tuple[list[Query], list[Query], list[Not]]:
        """Split operands into needed, optional and excluded ones."""
        different = dict.fromkeys(operands)  # a repeated operand counts once
        excluded = [one for one in different if isinstance(one, Not)]
        others: list[Query] = [one for one in different if not isinstance(one, Not)]
        sought = [one for one in others if not self._is_without_tokens(one)]
        needed = [one for one in sought if not self.expander.is_optional(one)]
        if any(True for one in needed for _ in wanted_terms(one)):
            return needed, [one for one in sought if self.expander.is_optional(one)], excluded
        return sought or others, [], excluded

    def _is_without_tokens(self, query: Query) -> bool:
        """Tell whether a word has no tokens: *&*, an emoji, a dash between spaces."""
        if not (isinstance(query, Word) and query.scope is Scope.ANYWHERE):
            return False
        return not self.expander.readings(query.text)

    def _together(self, operands: Sequence[Query]) -> list[Scores]:
        """Score the posts with adjacent words as typed: all of them, and the names among them."""
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
        """Score the posts with these words adjacent above all posts with them scattered.

        Stop words may be inflected, since nobody quoted the words: *lid wordt* for `lid worden`.
        """
        text = " ".join(word.text for word in words)
        scores = self._phrase(text, words[0].scope, as_phrase=False)
        together = len(words) * rarity(self.snapshot.size, len(scores))
        return _changed(scores, partial(add, together))


def _is_costly(query: Query) -> bool:
    """Tell whether a query needs words to be looked up; filters do not, and have no score."""
    return not isinstance(query, Filter)


class _Scored(NamedTuple):
    """Known scores, with the interface of `WordMatches`."""

    known: Scores
    is_in_many: bool = False

    @property
    def documents(self) -> AbstractSet[int]:
        return self.known.keys()

    def scores(self) -> Scores:
        return self.known

    def scores_of(self, documents: AbstractSet[int]) -> Scores:
        return _of(self.known, documents)


def _names_in(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the names in a run of words: capitals, with small words between (*Jan de Wit*)."""
    start = end = 0
    for place, word in enumerate((*run, Word(""))):
        if word.text[:1].isupper():
            start, end = (start if end else place), place + 1
        elif not (end and is_stop_word(fold(word.text))):
            if 1 < end - start < len(run):
                yield run[start:end]
            end = 0


def _of(scores: Scores, documents: AbstractSet[int]) -> Scores:
    """Return the scores of some documents, as far as they have any."""
    if isinstance(scores, DenseMapping):
        return scores.of(documents)
    return {one: scores[one] for one in documents & scores.keys()}


def _changed(scores: Scores, change: Callable[[Any], Any]) -> Scores:
    """Apply a function to each score."""
    if isinstance(scores, DenseMapping):
        return DenseMapping(change(scores.numbers))
    return {document: change(score) for document, score in scores.items()}


def _size_of_dense(found: Iterable[Mapping[int, float]]) -> int:
    """Return the length of the arrays among these mappings; 0 if there are none."""
    return max((len(one.numbers) for one in found if isinstance(one, DenseMapping)), default=0)


def _sum(counts: Sequence[Mapping[int, float]]) -> Mapping[int, float]:
    if len(counts) == 1:
        return counts[0]
    if size := _size_of_dense(counts):
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        return dense.total(counts, size)
    total: dict[int, float] = {}
    for one in counts:
        for document, count in one.items():
            total[document] = total.get(document, 0.0) + count
    return total


def _best(found: Sequence[Scores]) -> Scores:
    """Return the largest score of each document."""
    if len(found) == 1:
        return found[0]
    if size := _size_of_dense(found):
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        return dense.best(found, size)
    best: dict[int, float] = {}
    for scores in found:
        for document, score in scores.items():
            if score > best.get(document, -1.0):  # a rare word may have no weight
                best[document] = score
    return best


def _starting(segment: SegmentReader, field: str, beginning: bytes) -> Mapping[int, float]:
    """Return by document the count of its commonest word with a prefix."""
    if not _pays(len(segment.starting(field, beginning)[0]), _MANY_POSTINGS):
        return segment.most_starting(field, beginning)
    from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

    return dense.most_starting(segment, field, beginning)


def _pays(number: int, many: int) -> bool:
    return number >= (many // 10 if has_arrays() else many)


def _fewest(segment: SegmentReader, field: str, groups: Iterable[SoughtTerms]) -> int:
    """Return the number of postings of the rarest of some words."""
    found = (segment.postings_of(field, terms) for terms in groups)
    return min(sum(len(documents) for documents, _ in each) for each in found)


def _phrase_counts(
    segment: SegmentReader, field: str, row: Sequence[QueryTerm]
) -> Mapping[int, float]:
    """Return by document how often the terms of a row are adjacent in a field."""
    keys = {term: keys_of(term) for term in row}
    other_keys = {term: others_of(term) for term in keys if term.others}
    if _pays(_fewest(segment, field, keys.values()), _MANY_POSTS):
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        counts = dense.phrase_counts(segment, field, row, keys, other_keys)
        if counts is not None:
            return counts
    in_all = segment.with_all(field, keys.values())
    if not in_all:
        return {}
    times = Counter(row)
    places: dict[QueryTerm, Collection[int]] = {}
    for term, each in keys.items():
        found: Collection[int] = segment.places(field, each, in_all)
        if term in other_keys:
            found = {*found}.difference(segment.places(field, other_keys[term], in_all))
        places[term] = found if times[term] == 1 else {*found}
    first, *others = sorted(range(len(row)), key=lambda step: len(places[row[step]]))
    kept: Iterable[int] = places[row[first]]
    for step in others:
        ahead = step - first
        there = {place + ahead for place in kept}.intersection(places[row[step]])
        kept = [place - ahead for place in there]
    return Counter(place >> PLACE_BITS for place in {*kept})
