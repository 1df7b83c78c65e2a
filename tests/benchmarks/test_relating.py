"""Likeness of posts is measured: right posts are counted, and a small run tells its figures."""

from __future__ import annotations

import pytest

from benchmarks import relating
from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from benchmarks.relevance.related import (
    HALVES,
    JudgedPost,
    key_terms,
    newsctl,
    precision,
    read_judged_posts,
    right_of_shown,
    tf_idf,
)

JUDGED = JudgedPost("a.md", {"b.md": 2, "c.md": 1})
TEXTS = {
    "a.md": "De wolf doodt schapen",
    "b.md": "Een wolf bij de schapen",
    "c.md": "De bank sluit",
    "d.md": "De bank opent",
}


def test_forty_posts_are_judged_each_in_one_half_and_none_is_like_itself():
    halves = {half: read_judged_posts(half) for half in HALVES}
    paths = [one.path for judged in halves.values() for one in judged]
    assert len(paths) == len({*paths}) == 40
    assert all(one.path not in one.grades for judged in halves.values() for one in judged)
    grades = {
        grade for judged in halves.values() for one in judged for grade in one.grades.values()
    }
    assert grades == {1, 2}


def test_precision_is_of_the_first_five_or_as_many_as_are_right():
    assert precision(JUDGED, ["b.md", "x.md", "c.md"]) == 1
    assert precision(JUDGED, ["x.md", "c.md"]) == 0.5
    none = JudgedPost("x.md")
    assert right_of_shown([JUDGED, none], [["b.md", "x.md"], ["y.md"]]) == (1, 3)


@pytest.mark.parametrize("relates", [tf_idf, key_terms])
def test_the_baselines_find_what_shares_rare_words(relates):
    assert relates(TEXTS)("a.md")[0] == "b.md"


@pytest.mark.slow
def test_a_small_run_tells_its_figures(tmp_path, dictionary):
    write_site(tmp_path / "archive", MadeTexts(), posts=12, seed=1)
    dictionary.write(tmp_path / "cache")
    told = relating.measured(tmp_path / "archive", tmp_path / "cache", 3)
    assert told[0] == "12 posts, 3 asked"
    assert [line.split()[0] for line in told[2:4]] == ["first", "again"]


@pytest.mark.slow
def test_most_of_the_first_five_are_on_the_subject(judged_posts):
    relate = newsctl(*judged_posts)
    judged = [one for one in read_judged_posts("held_out") if one.grades]
    found = [precision(one, relate(one.path)) for one in judged]
    assert sum(found) / len(found) >= 0.8
