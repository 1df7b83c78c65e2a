"""Counts over all posts of a query, from columns and postings, without making hits."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Dates, Forms
from newsctl.core.query.ast import ExactWord, Fuzzy, Phrase, Prefix, Word, wanted_terms
from newsctl.searching.dense_documents import DenseSet
from newsctl.searching.expansion import Expander, MatchKind
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import number_in, number_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.query.ast import Query, TextQuery
    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.snapshot import Snapshot


def dates(evaluator: Evaluator, query: Query) -> Dates:
    """Return the dates of the posts of a query."""
    documents, column = evaluator.documents(query), evaluator.snapshot.dates
    if isinstance(documents, DenseSet):
        from newsctl.searching import dense  # noqa: PLC0415 -- NumPy

        found = dense.sorted_numbers(documents, column)
    else:
        found = sorted(map(column.__getitem__, documents))
    undated = bisect_right(found, fields.NO_DATE)
    return Dates(found[undated:], undated)


def counts(evaluator: Evaluator, query: Query, clauses: Sequence[Query]) -> list[int]:
    """Return, for each clause, how many posts of a query match it too."""
    answers = evaluator.documents(query)
    if len(answers) == evaluator.snapshot.size:
        return [len(evaluator.documents(clause)) for clause in clauses]
    return [len(answers & evaluator.documents(clause)) for clause in clauses]


def numbers(evaluator: Evaluator, query: Query, key: str) -> Mapping[float, int]:
    """Return how many posts of a query have each number in a key."""
    low, high = number_term(key, float("-inf")), number_term(key, float("inf"))
    snapshot, answers = evaluator.snapshot, evaluator.documents(query)
    is_all = len(answers) == snapshot.size
    found: Counter[float] = Counter()
    for segment in snapshot.segments:
        for term in segment.terms(fields.NUMBER, low, high):
            having = segment.with_any(fields.NUMBER, [term])
            found[number_in(term)] += len(having if is_all else answers & having)
    return +found


def forms(evaluator: Evaluator, query: Query) -> list[Forms]:
    """Return the words that each word of a query matches, in living posts."""
    expander = evaluator.expander
    deciding = {*evaluator.deciding(query)}
    return [
        Forms(
            word,
            dict(sorted(_still_there(evaluator.snapshot, rules), key=_by_sureness)),
            decides=each in deciding,
        )
        for each in dict.fromkeys(wanted_terms(query))
        for word, rules in _forms(expander, each)
    ]


def _still_there(snapshot: Snapshot, rules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the word as typed, and the words of living posts: the vocabulary has others too."""
    has = snapshot.with_term if any(one.deleted for one in snapshot.segments) else snapshot.has
    for word, rule in rules.items():
        term = word.encode()
        if rule == MatchKind.EXACT or has(fields.TITLE_WORD, term) or has(fields.BODY_WORD, term):
            yield word, rule


def _by_sureness(form: tuple[str, str]) -> tuple[int, int, str]:
    """Return the sort key of a form: by rule, then by length."""
    word, rule = form
    return list(MatchKind).index(MatchKind(rule)), len(word), word


def _forms(expander: Expander, query: TextQuery) -> Iterator[tuple[str, Mapping[str, MatchKind]]]:
    match query:
        case Word(text):
            for row in expander.readings(text):
                for term in row:
                    yield term.surface, expander.matches(term)
        case Phrase(text):
            for term in (
                term for row in expander.readings(text)[:1] for term in expander.spellings(row)[0]
            ):
                words = dict.fromkeys(expander.inflections(term), MatchKind.PHRASE)
                yield term.surface, words
        case ExactWord(text):
            yield text, dict.fromkeys(expander.exact(text), MatchKind.EXACT)
        case Prefix(text):
            yield f"{text}*", dict.fromkeys(expander.prefixed(text), MatchKind.PREFIX)
        case Fuzzy(text):
            yield f"{text}~", dict.fromkeys(expander.fuzzy(text), MatchKind.FUZZY)
