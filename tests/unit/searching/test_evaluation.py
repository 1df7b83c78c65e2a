"""What a query costs: each different clause once, and nothing where a filter leaves no post."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from newsctl.core.archive.hits import Request, Sort
from newsctl.core.deadline import ended_when
from newsctl.core.errors import TookTooLong
from newsctl.core.query.ast import (
    And,
    Everything,
    ExactWord,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    Or,
    Phrase,
    Prefix,
    Slug,
    Word,
)
from newsctl.searching import evaluation, index
from newsctl.searching.evaluation import Evaluator
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.snapshot import Snapshot
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, post
from tests.unit.whoosh_index.indexing.test_update_laws import brought_up, no_posts

POSTS = {
    "a.md": post("Tweede Kamer", "Een verkiezing van de kamer.", bron="NOS"),
    "b.md": post("Presidentsverkiezingen", "Een president.", bron="NU.nl"),
}


WEIGHED = {
    "both.md": post("A", "De email is een e-mail."),
    "joined.md": post("A", "De email is er."),
    "parts.md": post("A", "De e-mail is er."),
    "title.md": post("Zon", "Het regent."),
    "long-title.md": post("Zon boven een stad aan een rivier in het verre oosten", "Het regent."),
    "short.md": post("A", "De maan is er."),
    "long.md": post("A", "De maan is er." + " Het regent." * 200),
}


@pytest.fixture(scope="module")
def scores_of():
    """Return the scores of the posts that answer a query, by path."""
    build = brought_up(no_posts(), MemoryRepository(WEIGHED))
    snapshot = Snapshot(build.segments(), build.vocabulary)

    def _scores_of(query):
        scores = Evaluator(snapshot, build.analysis).scores(query)
        return {snapshot.path(document): score for document, score in scores.items()}

    return _scores_of


def test_a_word_counts_by_the_best_of_its_readings(scores_of):
    joined, parts = scores_of(Word("email")), scores_of(Phrase("e-mail"))
    best = {path: max(joined.get(path, 0), parts.get(path, 0)) for path in {*joined, *parts}}
    assert {"both.md", "joined.md", "parts.md"} == best.keys()
    assert scores_of(Word("e-mail")) == best
    assert any(joined.get(path, 0) < score for path, score in best.items())


@pytest.mark.parametrize(
    ("word", "short", "long"),
    [("zon", "title.md", "long-title.md"), ("maan", "short.md", "long.md")],
)
def test_a_word_weighs_more_in_a_short_text(scores_of, word, short, long):
    scores = scores_of(Word(word))
    assert scores[short] > 1.1 * scores[long] > 0


@pytest.fixture
def asked(monkeypatch):
    """Count how often segments are asked for postings, by an evaluator of two posts."""
    build = brought_up(no_posts(), MemoryRepository(POSTS))
    snapshot = Snapshot(build.segments(), build.vocabulary)
    (segment,) = snapshot.segments
    calls = []
    for name in ("weights", "most_starting", "with_any_sought", "with_all", "places"):
        answer = getattr(segment, name)
        monkeypatch.setattr(
            segment, name, lambda *what, answer=answer: calls.append(what) or answer(*what)
        )

    def _asked(query):
        calls.clear()
        scores = Evaluator(snapshot, build.analysis).scores(query)
        return len(calls), scores

    return _asked


@pytest.mark.parametrize(
    "clause",
    [Word("verkiezing"), ExactWord("kamer"), Prefix("v"), Fuzzy("kamr"), Or((Prefix("k"),))],
)
@pytest.mark.parametrize("operation", [And, Or])
def test_a_clause_that_stands_there_two_hundred_times_is_one(asked, operation, clause):
    once, scores = asked(operation((clause, FieldValue("bron", ("NOS",)))))
    often, again = asked(operation((*[clause] * 200, FieldValue("bron", ("NOS",)))))
    assert again == scores
    assert often - once in range(5)  # once more for the words as they were typed


@pytest.mark.parametrize("words", [("de",), ("van", "de")])
def test_words_that_recur_in_a_phrase_are_looked_up_once(asked, words):
    few, _ = asked(Phrase(" ".join(words * 4)))
    many, scores = asked(Phrase(" ".join(words * 200)))
    assert (many, scores) == (few, {})


@pytest.mark.parametrize("text", ["een zwembad", "een een een zwembad", "zwembad een"])
def test_a_phrase_looks_up_its_rarest_word_first_and_no_other_without_a_post(asked, text):
    alone, _ = asked(Phrase("zwembad zwembad"))
    assert asked(Phrase(text)) == (alone, {})


def test_words_are_not_looked_up_where_no_post_passes_the_filters(asked):
    words = (Word("verkiezing"), Prefix("k"), Phrase("tweede kamer"))
    few, scores = asked(And((*words, FieldValue("bron", ("Trouw",)))))
    assert (few, scores) == (1, {})


def test_what_stands_behind_a_word_without_a_post_is_not_looked_up(asked):
    alone, _ = asked(And((Word("zwembad"),)))
    both, scores = asked(And((Word("zwembad"), Prefix("k"), ExactWord("kamer"))))
    assert (both, scores) == (alone, {})


@pytest.mark.slow
def test_what_is_scored_of_some_documents_is_what_they_score_among_all():
    build = brought_up(no_posts(), MemoryRepository(WEIGHED | POSTS))
    snapshot = Snapshot(build.segments(), build.vocabulary)
    words = [Word("kamer"), Word("e-mail"), Word("maan"), Word("verkiezing"), Word("regent")]
    for query in (
        *words,
        *(kind(pair) for kind in (And, Or) for pair in combinations(words, 2)),
        And((Word("de"), Word("maan"), Not(Word("email")))),
        Phrase("een president"),
        Everything(),
    ):
        every = Evaluator(snapshot, build.analysis).scores(query)
        assert Evaluator(snapshot, build.analysis).documents(query) == every.keys()
        for some in combinations(snapshot.documents(), 2):
            asked = Evaluator(snapshot, build.analysis).scores_of(query, {*some})
            assert asked == {one: every[one] for one in some if one in every}


def test_a_page_by_date_has_the_scores_of_one_by_relevance():
    made = SearchableIndex(IndexFolder(Path("/nowhere"), Path("/x")), reading="", notice=print)
    repository = MemoryRepository(WEIGHED | POSTS)
    made.read_into_memory(repository.scan(), repository.read, quiet)
    query = Or((Word("regent"), Word("maan"), Word("kamer")))
    every = made.search(Request(query))
    scores = {hit.summary.path: hit.score for hit in every.hits}
    made.forget_answers()
    page = made.search(Request(query, Sort("date"), limit=3))
    found = {hit.summary.path: hit.score for hit in page.hits}
    assert (len(found), page.total) == (3, len(scores))
    assert found.items() <= scores.items()


def test_compounds_that_are_found_by_a_key_are_not_looked_up_one_by_one(asked):
    none, _ = asked(Word("zwaluw"))
    one, scores = asked(Word("verkiezing"))
    assert len(scores) == 2
    assert one == none


def test_what_an_index_was_asked_is_remembered_until_that_is_much(monkeypatch):
    repository = MemoryRepository(WEIGHED)
    made = SearchableIndex(IndexFolder(Path("/nowhere"), Path("/x")), reading="", notice=print)
    made.read_into_memory(repository.scan(), repository.read, quiet)
    made.dates(Word("maan"))
    first = made._evaluator
    made.dates(Word("zon"))
    assert made._evaluator is first
    monkeypatch.setattr(index, "MOST_REMEMBERED", 1)
    made.dates(Word("maan"))
    assert made._evaluator is not first


@pytest.mark.parametrize(
    "query",
    [Word("maan"), Prefix("m"), Fuzzy("maam"), Phrase("de maan"), ExactWord("maan"),
     Not(Word("maan")), InPath(("*.md",)), Slug(("*a*",)), FieldValue("bron", ("NOS",))],
    ids=lambda query: type(query).__name__,
)  # fmt: skip
def test_every_kind_of_query_looks_at_the_deadline(query):
    build = brought_up(no_posts(), MemoryRepository(WEIGHED))
    evaluator = Evaluator(Snapshot(build.segments(), build.vocabulary), build.analysis)
    with ended_when(lambda: True), pytest.raises(TookTooLong):
        evaluator.scores(query)
    assert evaluator.size == 0


def test_a_query_of_many_words_is_ended_within_it():
    build = brought_up(no_posts(), MemoryRepository(WEIGHED))
    evaluator = Evaluator(Snapshot(build.segments(), build.vocabulary), build.analysis)
    looks = iter([False] * 10)
    with ended_when(lambda: next(looks, True)), pytest.raises(TookTooLong):
        evaluator.scores(Or(tuple(Word(f"woord{number}") for number in range(100))))
    with ended_when(lambda: False):
        assert evaluator.scores(Word("maan"))


def test_what_is_remembered_of_one_query_is_bounded(monkeypatch):
    monkeypatch.setattr(evaluation, "MOST_REMEMBERED", 3)
    build = brought_up(no_posts(), MemoryRepository(WEIGHED))
    evaluator = Evaluator(Snapshot(build.segments(), build.vocabulary), build.analysis)
    words = tuple(map(Word, ("maan", "regent", "email", "zon", "stad")))
    assert len(evaluator.scores(Or(words))) == len(WEIGHED)
    assert evaluator.size < 3 + len(WEIGHED)
