"""The words judged for the relevance benchmark are sound, and newsctl finds their compounds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # benchmarks are no part of the installed package

from benchmarks.relevance.archives import read_archive, texts_by_word
from benchmarks.relevance.engines.newsctl_analysis import NewsctlAnalysis, Words
from benchmarks.relevance.engines.wildcard import Wildcard
from benchmarks.relevance.judgements import JUDGED, JudgedNoun, Verdict, read_judged
from benchmarks.relevance.material import read_nouns
from benchmarks.relevance.retrieval import (
    Collection,
    RetrievalScore,
    retrieval_score,
    sample_matches,
    sample_misses,
)
from benchmarks.relevance.unjudged import lines_to_judge
from newsctl.dutch.lexicon import EMPTY

SAMPLE_POSTS = Path(__file__).parents[2] / "sample_posts"

TEXTS = ("Het klimaatakkoord", "Klimaat", "Klimaatneutraler wonen", "De bus")
NOUN = JudgedNoun("klimaat", {"klimaatakkoord": Verdict.COMPOUND, "klimaatje": Verdict.INFLECTION})


def lines_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_every_line_is_a_noun_a_word_and_a_verdict_in_order(path):
    lines = lines_of(path)
    assert all(len(line) == 3 for line in lines)
    assert lines == sorted(lines)
    assert len({(noun, word) for noun, word, _ in lines}) == len(lines)


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_every_judged_word_holds_the_noun_or_an_inflection_of_it(path):
    for noun in read_judged(path):
        assert {word for word in noun.verdicts if not holds(noun, word)} == set()


def holds(noun, word):
    return any(spelling in word for spelling in noun.spellings())


def test_the_listed_nouns_are_of_the_list_and_the_drawn_ones_are_not():
    of_the_list = {"listed.tsv": True, "drawn.tsv": False, "fresh.tsv": False}
    for path in JUDGED:
        for noun in read_judged(path):
            assert (noun.noun in read_nouns()) is of_the_list[path.name], noun.noun


def test_no_noun_is_judged_in_two_lists():
    nouns = [noun.noun for path in JUDGED for noun in read_judged(path)]
    assert len(nouns) == len(set(nouns))


def test_a_word_without_a_verdict_is_named_to_be_judged_and_left_out_of_the_figures():
    collection = Collection.of(texts_by_word(TEXTS), [NOUN])
    assert collection.unjudged() == 1
    assert list(lines_to_judge([NOUN], collection.texts_with)) == ["klimaat\tklimaatneutraler\t\t1"]
    score = retrieval_score(Wildcard(), Wildcard().index(TEXTS), collection)
    assert (score.wanted, score.found, score.returned) == (1, 1, 3)


def test_an_inflection_with_other_letters_is_looked_for_too():
    noun = JudgedNoun("stad", {"steden": Verdict.INFLECTION, "stadje": Verdict.INFLECTION})
    assert noun.spellings() == {"stad", "steden"}
    assert noun.unjudged({"stadje", "steden", "stedentrip", "stadion", "bed"}) == {
        "stedentrip",
        "stadion",
    }


def test_a_compound_that_is_found_is_drawn_as_a_match_and_another_as_a_miss():
    noun = JudgedNoun("trein", dict.fromkeys(("treinreis", "xtrein"), Verdict.COMPOUND))
    texts = ("een treinreis", "een Xtrein")
    words = Words(NewsctlAnalysis(EMPTY, "").analysis, texts)
    draw = (words, Collection.of(texts_by_word(texts), [noun]), 10, 1)
    assert [(one.word, one.verdict) for one in sample_matches(*draw)] == [("treinreis", "+")]
    assert [one.word for one in sample_misses(*draw)] == ["xtrein"]


@pytest.fixture(scope="module")
def scores():
    archive = read_archive(SAMPLE_POSTS)
    nouns = [noun for path in JUDGED for noun in read_judged(path)]
    collection = Collection.of(texts_by_word(archive.texts), nouns)
    engines = (NewsctlAnalysis(archive.lexicon, "sample posts"), Wildcard())
    return [retrieval_score(engine, engine.index(archive.texts), collection) for engine in engines]


def test_newsctl_finds_the_sample_posts_that_hold_compounds(scores):
    newsctl, _ = scores
    assert newsctl.wanted >= 60
    assert newsctl.found >= 0.95 * newsctl.wanted
    assert newsctl.compounds_found >= 0.95 * newsctl.compounds


def test_newsctl_finds_few_words_that_only_hold_the_letters(scores):
    newsctl, wildcard = scores
    assert newsctl.others_found <= 0.15 * newsctl.others
    assert wildcard.others_found >= 0.95 * wildcard.others


def test_a_score_without_nouns_counts_nothing():
    engine = NewsctlAnalysis(EMPTY, "")
    score = retrieval_score(engine, engine.index(()), Collection.of({}, [NOUN]))
    assert score == RetrievalScore()
