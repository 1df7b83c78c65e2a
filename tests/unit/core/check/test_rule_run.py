from __future__ import annotations

from functools import partial

import pytest

from newsctl.core.check.rule_run import POSTS_IN_A_BATCH, RuleRun, batch_checker
from newsctl.core.problems import Problem
from tests.fakes import MemoryRepository, post


class Titles:
    """Two rules: of the title of a post, and of posts with the same one."""

    compares = True

    def __init__(self):
        self.concluded = None

    def check(self, reading):
        return [Problem(reading.path, "title", reading.post.summary.title)]

    def gather(self, reading):
        title = reading.post.summary.title
        return None if title == "Los" else (title, reading.path)

    def conclude(self, gathered, paths):
        self.concluded = sorted(paths)
        told = sorted(gathered)
        return [
            Problem(path, "same", "Twice.")
            for title, path in told
            if [other for other, _ in told].count(title) > 1
        ]


@pytest.fixture
def repository():
    titles = {"a.md": "Zon", "b.md": "Maan", "c.md": "Zon", "d.md": "Los"}
    return MemoryRepository({path: post(title) for path, title in titles.items()})


@pytest.fixture
def rules():
    return Titles()


@pytest.fixture
def found(repository, rules):
    """Check posts: `(path, rule)` of each finding, and the progress that was told."""

    def _found(*chosen, compare=True, whole=False):
        told = []
        look = batch_checker(rules, repository.read, compare=compare)
        looks = partial(map, look)
        checking = RuleRun(repository, rules, looks, compare=compare, whole=whole)
        problems = checking.problems(chosen, lambda *done: told.append(done))
        return [(problem.path, problem.rule) for problem in problems], told

    return _found


def test_each_post_is_told_of_by_path_and_then_posts_beside_one_another(found):
    problems, told = found("a.md", "b.md", "c.md", "d.md")
    alone = [(path, "title") for path in ("a.md", "b.md", "c.md", "d.md")]
    assert problems == [*alone, ("a.md", "same"), ("c.md", "same")]
    assert told == [(4, 4)]


def test_a_chosen_post_is_compared_with_all_and_alone_told_of(found, rules):
    assert found("c.md")[0] == [("c.md", "title"), ("c.md", "same")]
    assert rules.concluded == ["a.md", "b.md", "c.md", "d.md"]


def test_without_comparing_no_other_post_is_read(found, repository):
    assert found("c.md", compare=False) == ([("c.md", "title")], [(1, 1)])
    assert repository.reads == ["c.md"]


def test_rules_that_compare_nothing_make_no_other_post_be_read(found, repository, rules):
    rules.compares = False
    found("c.md")
    assert repository.reads == ["c.md"]


def test_nothing_is_looked_for_when_all_is_chosen(found, repository, monkeypatch):
    monkeypatch.delattr(type(repository), "scan")
    assert ("a.md", "same") in found("a.md", "b.md", "c.md", "d.md", whole=True)[0]


def test_a_file_that_is_no_post_of_the_archive_can_be_chosen(found, repository, rules):
    repository.put("e.md", post("Weg"))
    del repository.stamps["e.md"]
    assert found("e.md")[0] == [("e.md", "title")]
    assert "e.md" in rules.concluded


def test_a_post_is_read_once_and_progress_told_after_each_batch(found, repository):
    paths = [f"{number:04}.md" for number in range(2 * POSTS_IN_A_BATCH + 1)]
    for path in paths:
        repository.put(path, post("Zon"))
    problems, told = found(*paths)
    assert len(problems) == 2 * len(paths)
    assert len(repository.reads) == len(repository.files) == told[-1][0]
    assert [done for done, _ in told[:2]] == [POSTS_IN_A_BATCH, 2 * POSTS_IN_A_BATCH]
