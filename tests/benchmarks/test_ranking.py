"""Judged queries are sound, their measures are right, and newsctl ranks well by them."""

from __future__ import annotations

import pytest

from benchmarks.relevance.ranking import (
    SETS,
    JudgedQuery,
    gain,
    newsctl,
    precision,
    read_queries,
    unjudged,
)

QUERY = JudgedQuery("zon", "noun", {"a.md": 2, "b.md": 1, "c.md": 0})


def test_no_query_is_in_two_sets_and_there_are_sixty():
    texts = [one.text for name in SETS for one in read_queries(name)]
    assert len(texts) == len(set(texts)) >= 60


@pytest.mark.parametrize("name", SETS)
def test_every_query_has_a_right_post_and_grades_from_0_to_2(name):
    for query in read_queries(name):
        assert {1, 2} & set(query.grades.values()), query.text
        assert set(query.grades.values()) <= {0, 1, 2}


def test_precision_is_of_as_many_posts_as_are_right():
    assert precision(QUERY, ["b.md", "c.md", "a.md"]) == 1
    assert precision(QUERY, ["c.md", "b.md", "x.md"]) == 0.5


def test_gain_is_one_in_the_best_order_and_less_in_any_other():
    assert gain(QUERY, ["a.md", "b.md", "c.md"]) == 1
    assert gain(QUERY, ["b.md", "a.md", "c.md"]) == pytest.approx(0.797, abs=0.001)


def test_a_post_that_nobody_judged_counts_as_wrong_and_is_named():
    assert unjudged(QUERY, ["x.md", "a.md"]) == ["x.md"]
    assert gain(QUERY, ["x.md", "a.md"]) < gain(QUERY, ["a.md", "x.md"])


def test_newsctl_puts_right_posts_first(judged_posts):
    _, index = judged_posts
    rank = newsctl(index)
    queries = read_queries("held_out")
    answers = [rank(one.text) for one in queries]
    assert sum(map(precision, queries, answers)) / len(queries) >= 0.93
    assert sum(map(gain, queries, answers)) / len(queries) >= 0.91
