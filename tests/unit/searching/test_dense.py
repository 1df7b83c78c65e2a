"""What is counted by arrays is what plain loops count, to the last bit of a score."""

from __future__ import annotations

import operator

import numpy as np
import pytest

from newsctl.core.archive.hits import Request, Sort
from newsctl.core.query.ast import (
    And,
    Everything,
    ExactWord,
    Not,
    Or,
    Phrase,
    Prefix,
    Scope,
    Word,
)
from newsctl.searching import dense, evaluation, word_matches
from newsctl.searching.counting import dates
from newsctl.searching.dense_documents import DenseMapping, DenseSet
from newsctl.searching.evaluation import Evaluator
from newsctl.searching.search import search
from newsctl.whoosh_index.snapshot import Snapshot
from tests.fakes import MemoryRepository, post
from tests.unit.whoosh_index.indexing.test_update_laws import brought_up, no_posts

POSTS = {
    "a.md": post("De kamer", "De voorzitter van de Tweede Kamer. Van de kamer; de kamer van."),
    "b.md": post("Kamerverkiezingen", "Verkiezing van de kamer en de verkiezingen, vandaan"),
    "c.md": post("Van", "de"),
    "d.md": post("De", "van de van de van de, opvang van asielzoekers. Asielzoekersopvang!"),
    "e.md": post("Gemeente", "Een herverkiezing in de gemeente. E-mail van de Zwarte Piet-partij."),
    "f.md": post("Weg", "van de verkiezing van de kamer"),
    "g.md": post("Verkozen", "Wie is verkozen? Zij verkiezen de kamer."),  # by the same action
    "h.md": post(
        "Zijn", "Kamer: er is, er was, zij zijn er geweest; is zijn was, is er der, de der."
    ),
}
QUERIES = [
    *map(Word, ("de", "van", "kamer", "verkiezing", "asielzoekersopvang", "e-mail", "kamers")),
    *(Word("de", scope) for scope in (Scope.TITLE, Scope.BODY)),
    *(Phrase(text) for text in ("van de", "de van", "van de kamer", "van van", "de kamer van")),
    *(Phrase("van de " * 3, scope) for scope in Scope),
    *map(Phrase, ("zijn", "zijn er", "is zijn", "de der")),
    *map(Prefix, ("v", "ver", "k", "q", "e-m")),
    Prefix("ka", Scope.TITLE),
    ExactWord("kamer"),
    And((Word("van"), Word("de"), Word("kamer"))),
    Or((Word("de"), Prefix("de"))),
    Or((Phrase("van de"), Word("gemeente"), Word("partij"))),
    And((Word("de"), Not(Word("kamer")))),
    And((Word("de"), Not(Word("opvang")), Or((Word("van"), Word("weg"))))),
    And((Or((Word("de"), Word("weg"))), Word("Zwarte"), Word("Piet"))),
]
WITHOUT_WORDS = [Everything(), Not(Word("de")), Not(Everything()), Not(Phrase("van de"))]


@pytest.fixture(scope="module")
def snapshot():
    """Several segments, one of which has a post that is dead."""
    repository = MemoryRepository(dict([*POSTS.items()][:4]))
    build = brought_up(no_posts(), repository)
    build = brought_up(build, MemoryRepository(POSTS))
    build = brought_up(build, MemoryRepository({**POSTS, "b.md": post("Nieuw", "Van de kamer.")}))
    build = brought_up(build, MemoryRepository({one: POSTS[one] for one in POSTS if one != "f.md"}))
    snapshot = Snapshot(build.segments(), build.vocabulary)
    assert any(segment.deleted for segment in snapshot.segments)
    return snapshot, build.analysis


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_arrays_score_as_plain_loops_do(snapshot, query, monkeypatch):
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: False)
    monkeypatch.setattr(word_matches, "_MANY", 10**9)
    plain = Evaluator(*snapshot).scores(query)
    asked = []
    for name in ("most_starting", "phrase_counts", "word_counts", "scored"):
        counted = getattr(dense, name)
        monkeypatch.setattr(
            dense, name, lambda *given, counted=counted: asked.append(0) or counted(*given)
        )
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: True)
    monkeypatch.setattr(word_matches, "_MANY", -1)
    assert Evaluator(*snapshot).scores(query) == plain
    assert Evaluator(*snapshot).documents(query) == plain.keys()
    few = {*plain, *range(3)}.difference(range(1, 100, 2))
    assert Evaluator(*snapshot).scores_of(query, few) == {one: plain[one] for one in few & {*plain}}
    assert asked


@pytest.mark.parametrize("query", [*QUERIES, *WITHOUT_WORDS], ids=repr)
@pytest.mark.parametrize("sort", [Sort(), Sort("date"), Sort("date", descending=False)], ids=str)
def test_arrays_show_the_same_posts_in_the_same_order(snapshot, query, sort, monkeypatch):
    def shown():
        evaluator = Evaluator(*snapshot)
        requests = [Request(query, sort, limit=limit) for limit in (0, 1, 3, None)]
        pages = [search(evaluator, request) for request in requests]
        return [([*page.hits], page.total) for page in pages], dates(evaluator, query)

    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: False)
    monkeypatch.setattr(word_matches, "_MANY", 10**9)
    plain = shown()
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: True)
    monkeypatch.setattr(word_matches, "_MANY", -1)
    assert shown() == plain


def test_few_documents_of_words_that_many_have_are_no_arrays(snapshot, monkeypatch):
    monkeypatch.setattr(word_matches, "_MANY", 3)
    evaluator = Evaluator(*snapshot)
    assert isinstance(evaluator.documents(Word("de")), DenseSet)
    few = And((Word("de"), Not(Word("kamer"))))
    assert (type(evaluator.documents(few)), type(evaluator.scores(few))) == (set, dict)


def test_a_phrase_in_texts_that_are_too_long_for_arrays_is_counted_all_the_same(
    snapshot, monkeypatch
):
    plain = Evaluator(*snapshot).scores(Phrase("van de"))
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: True)
    monkeypatch.setattr(dense, "_MOST_PLACES", 1)
    assert Evaluator(*snapshot).scores(Phrase("van de")) == plain != {}


SETS = [set(), {0}, {1, 2}, {0, 2, 4}, {*range(5)}]


def dense_set(documents):
    return DenseSet(np.array([one in documents for one in range(5)]))


@pytest.mark.parametrize("operate", [operator.and_, operator.or_, operator.sub])
@pytest.mark.parametrize("one", SETS, ids=str)
@pytest.mark.parametrize("other", SETS, ids=str)
def test_a_dense_set_is_a_set_beside_all_others(one, other, operate):
    expected = operate(one, other)
    assert operate(dense_set(one), dense_set(other)) == expected
    assert operate(dense_set(one), other) == expected
    assert operate(one, dense_set(other)) == expected
    assert operate(dict.fromkeys(one).keys(), dense_set(other)) == expected
    assert (len(dense_set(one)), [*dense_set(one)]) == (len(one), sorted(one))


def test_a_dense_mapping_is_a_mapping():
    numbers = DenseMapping(np.array([np.nan, 0.0, 2.5, np.nan]))
    assert numbers == {1: 0.0, 2: 2.5}
    assert (numbers.keys(), len(numbers), numbers[1]) == ({1, 2}, 2, 0.0)
    assert numbers.get(0) is None
    assert numbers.of({0, 2}) == {2: 2.5}
    assert numbers.of({0}) == {}
