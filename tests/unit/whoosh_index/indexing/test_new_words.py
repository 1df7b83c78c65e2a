"""New words: whatever comes in, all are there once, in few runs, and no large one is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.place import Memory
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.formats.word_run import Entry
from newsctl.whoosh_index.indexing import new_words
from newsctl.whoosh_index.indexing.new_words import with_new_words
from tests.unit.whoosh_index.opened import opened

law = settings(derandomize=True, database=None, max_examples=60)


def entries(numbers):
    return [Entry(f"woord{number}", (f"woord{number}",), (), number) for number in numbers]


class Trusted:
    """The files of a place, with no checksums of their pages."""

    def __init__(self, place):
        self._place = place

    def pages(self, name):
        return Pages(self._place.view(name))


def grown(place, sizes):
    """Yield the runs after each commit of so many new words, and the words there are then."""
    runs, known = (), 0
    for generation, size in enumerate(sizes):
        new = entries(range(known, known + size))
        runs = with_new_words(place, Trusted(place), runs, new, f"vocabulary-{generation}")
        known += size
        yield runs, entries(range(known))


class Noting(Memory):
    """A place that notes how much is written into runs."""

    written = 0

    def write(self, name, data):
        self.written += len(data) if name.startswith("vocabulary") else 0
        super().write(name, data)


@pytest.fixture(autouse=True)
def _twenty_words_are_many(monkeypatch):
    monkeypatch.setattr(new_words, "_OUT_OF_ORDER", 500)


@given(st.lists(st.integers(0, 60), max_size=12))
@law
def test_all_words_are_there_once(sizes):
    place = Memory()
    for runs, every in grown(place, sizes):
        vocabulary = Vocabulary.open(opened(place, runs), runs)
        assert sorted(vocabulary.words()) == sorted(entry.word for entry in every)
        assert all(vocabulary.find(entry.word) == entry for entry in every)
        vocabulary.check()


def test_runs_stay_few_and_commits_write_little():
    place = Noting()
    for runs, _ in grown(place, [100] * 128):
        assert len(runs) <= 8
    assert place.written <= 10 * sum(run.size for run in runs)


def test_no_large_run_is_written_again(monkeypatch):
    monkeypatch.setattr(new_words, "LARGEST", 5_000)
    for runs, _ in grown(Memory(), [100] * 50):
        assert all(run.size <= 5_000 for run in runs)
    assert len(runs) <= 2 * sum(run.size for run in runs) / 5_000


def test_a_few_words_are_written_behind_the_last_run():
    place = Memory()
    *_, (runs, every) = grown(place, [1_000, 1, 1])
    assert [run.name for run in runs] == ["vocabulary-0"]
    assert sorted(Vocabulary.open(opened(place, runs), runs).words()) == sorted(
        entry.word for entry in every
    )


def test_nothing_new_changes_nothing():
    runs = with_new_words(Memory(), opened(Memory(), ()), (), [], "vocabulary-0")
    assert runs == ()
