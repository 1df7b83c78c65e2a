"""Words that mark a text, and words that go together, by figures that were worked out by hand."""

from __future__ import annotations

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.hits import Cooccurrences, CountedWord
from newsctl.core.research.keywords import (
    Use,
    collocates,
    keywords,
    log_dice,
    log_likelihood,
    per_million,
)


def word(form, count, elsewhere, *, key=None, parts=(), is_stop_word=False):
    return CountedWord(form, key or form, parts, is_stop_word, (count, elsewhere))


def found(words, **options):
    rows = keywords(words, **options).words
    return {one.word: (one.count, one.elsewhere, one.log_likelihood) for one in rows}


def test_a_likelihood_is_that_of_the_formula():
    # 10 of 1,000 words beside 5 of 2,000: expected are 5 and 10, so 2 (10 ln 2 + 5 ln 0.5)
    assert log_likelihood(10, 1_000, 5, 2_000) == pytest.approx(10 * log(2))
    # a word of one side alone: 2 * 4 ln (4 / (4 * 1/4))
    assert log_likelihood(4, 100, 0, 300) == pytest.approx(8 * log(4))
    assert log_likelihood(0, 300, 4, 100) == pytest.approx(8 * log(4))
    assert log_likelihood(3, 100, 6, 200) == 0


def test_log_dice_is_fourteen_where_neither_is_without_the_other():
    assert log_dice(20, 20, 20) == 14
    # 14 + log2 (2 * 10 / 40), and again half as firm
    assert log_dice(10, 20, 20) == 13
    assert log_dice(5, 20, 20) == 12


@given(st.tuples(*[st.integers(0, 10**6)] * 2), st.tuples(*[st.integers(1, 10**6)] * 2))
def test_no_likelihood_is_below_nothing_and_sides_are_alike(counts, rest):
    sizes = [count + more for count, more in zip(counts, rest, strict=True)]
    if any(counts):
        one = log_likelihood(counts[0], sizes[0], counts[1], sizes[1])
        assert one >= 0
        assert one == pytest.approx(log_likelihood(counts[1], sizes[1], counts[0], sizes[0]))


WORDS = [
    word("wolf", 3, 1, key="wolf"),
    word("wolven", 5, 0, key="wolf"),
    word("de", 10, 40, is_stop_word=True),
    word("schaap", 2, 59),
]


def test_inflections_count_together_and_the_commonest_is_shown():
    # 8 of 20 words beside 1 of 100: expected 9 * 20 / 120 = 1.5 and 7.5
    likelihood = 2 * (8 * log(8 / 1.5) + 1 * log(1 / 7.5))
    assert found(WORDS) == {"wolven": (8, 1, pytest.approx(likelihood))}


def test_stop_words_are_listed_when_asked_for_and_count_among_all_words_always():
    assert found(WORDS, stop_words=True).keys() == {"wolven", "de"}
    assert keywords(WORDS).size == 20
    assert keywords(WORDS).size_elsewhere == 100


def test_what_is_rarer_is_told_apart():
    # 2 of 20 words beside 59 of 100: expected 61 / 6 and 305 / 6
    likelihood = 2 * (2 * log(12 / 61) + 59 * log(354 / 305))
    assert found(WORDS, use=Use.UNDER) == {"schaap": (2, 59, pytest.approx(likelihood))}


def test_a_word_that_is_as_common_elsewhere_marks_neither():
    words = [word("a", 1, 2), word("b", 1, 2)]
    assert found(words) == found(words, use=Use.UNDER) == {}


def test_a_least_likelihood_leaves_out_what_chance_may_have_done():
    words = [word("a", 3, 2), word("b", 90, 95), word("c", 7, 3)]
    assert found(words).keys() == {"a", "c"}
    assert found(words, least=1.5).keys() == {"c"}


def test_a_compound_counts_for_its_parts_when_asked():
    words = [
        word("huis", 1, 1),
        word("gemeentehuizen", 4, 0, key="gemeentehuis", parts=("gemeent", "huis", "huiz-en")),
        word("gemeenten", 0, 2, key="gemeent"),
        word("en", 5, 7, is_stop_word=True),
    ]
    assert found(words).keys() == {"gemeentehuizen"}
    with_parts = found(words, parts=True)
    assert {form: counts[:2] for form, counts in with_parts.items()} == {
        "gemeentehuizen": (4, 0),
        "huis": (5, 1),
        "gemeenten": (4, 2),
    }


def test_with_nothing_to_compare_words_have_their_counts_alone():
    assert found([word("a", 3, 0), word("b", 0, 0)]) == {"a": (3, 0, None)}
    assert found([]) == {}
    assert per_million(3, 0) is None
    assert per_million(3, 1_000) == 3_000


def test_the_words_near_a_word_have_both_measures():
    words = [word("bos", 4, 6), word("veld", 1, 29), word("in", 5, 55, is_stop_word=True)]
    (bos,) = collocates(Cooccurrences({"wolf": 6, "wolven": 2}, words))
    assert (bos.word, bos.count, bos.elsewhere) == ("bos", 4, 6)
    # 4 of 10 words near it, 6 of 90 that are not: expected 1 and 9
    assert bos.log_likelihood == pytest.approx(2 * (4 * log(4) + 6 * log(6 / 9)))
    assert bos.log_dice == pytest.approx(14 + log2(8 / 18))
    assert collocates(Cooccurrences({}, words)) == []
