"""The vocabulary: what a naive look at every word would find, bisection and search find too."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.whoosh_index.formats import vocabulary
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.formats.vocabulary import Vocabulary, WordEntry, WordRun, write_run
from tests.laws import law
from tests.unit.whoosh_index.opened import opened

words = st.text("abé'0", min_size=1, max_size=5)
keys = st.lists(words, max_size=3, unique=True).map(tuple)
entries = st.lists(
    st.builds(WordEntry, words, keys.filter(bool), keys, st.integers(0, 10**6)),
    max_size=12,
    unique_by=lambda entry: entry.word,
)


def run(entries, joined=()):
    directory = MemoryDirectory()
    write_run(directory, "vocabulary-7", entries, joined)
    return WordRun(opened(directory, ["vocabulary-7"])("vocabulary-7"), "vocabulary-7")


def entries_of(run):
    return [WordEntry.of(line) for line in bytes(run.words.joined()).decode().splitlines()]


runs = entries.map(lambda every: (every, run(every)))


@given(runs, words)
@law
def test_a_word_is_found_with_its_entry(made, word):
    every, known = made
    by_word = {entry.word: entry for entry in every}
    asked = {*by_word, word, word + "a", word[:-1]}
    for one in asked:
        assert known.find(one) == by_word.get(one)


@pytest.mark.parametrize("read_meanwhile", [0, 100], ids=["one by one", "in all lines"])
@given(runs, words)
@law
def test_many_words_are_found_as_each_of_them_is(read_meanwhile, made, word):
    every, known = made
    asked = {word, word + "a", *(entry.word for entry in every[1:])}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vocabulary, "_READ_MEANWHILE", read_meanwhile)
        found = known.find_all(asked)
    assert found == {one: entry for one in asked if (entry := known.find(one))}


@given(runs, words)
@law
def test_the_words_under_a_key_have_it_as_their_own_or_as_a_part(made, key):
    every, known = made
    for one in {key, *(each for entry in every for each in (*entry.keys, *entry.parts))}:
        own, of_part = known.under(one)
        assert sorted(own) == sorted(entry.word for entry in every if one in entry.keys)
        assert sorted(of_part) == sorted(
            entry.word for entry in every if one in entry.parts and one not in entry.keys
        )


@given(runs, words)
@law
def test_words_are_found_by_how_they_start_and_end(made, affix):
    every, known = made
    for one in {affix, *(entry.word for entry in every), *(entry.word[:1] for entry in every)}:
        starting = [entry.word for entry in every if entry.word.startswith(one)]
        ending = [entry.word for entry in every if entry.word.endswith(one)]
        assert sorted(known.starting(one)) == sorted(starting)
        assert sorted(known.ending(one)) == sorted(ending)


@given(runs)
@law
def test_the_entries_of_a_run_are_those_that_were_written(made):
    every, known = made
    assert sorted(entries_of(known)) == sorted(every)


@given(entries, st.integers(0, 12), st.integers(0, 12))
@law
def test_a_run_joined_of_others_is_that_of_all_their_words(every, first, second):
    start, end = sorted((first, second))
    joined = [run(every[start:end]), run(every[end:])]
    together, alone = run(every[:start], joined=joined), run(every)
    assert together.words.joined() == alone.words.joined()
    assert together.endings.joined() == alone.endings.joined()
    assert words_by_key(together.keys) == words_by_key(alone.keys)


def words_by_key(section):
    """Return the lines of a section, the words of each cell in order."""
    lines = [line.split("\t") for line in bytes(section.joined()).decode().split("\n")]
    return [[sorted(cell.split()) for cell in line] for line in lines]


# Several runs.


@st.composite
def vocabularies(draw):
    """Draw a vocabulary of up to four runs, and the one run of all its words."""
    every = draw(entries)
    cuts = sorted(draw(st.lists(st.integers(0, len(every)), max_size=3)))
    parts = [every[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    return Vocabulary([*map(run, parts)]), run(every), every


@given(vocabularies(), words)
@law
def test_words_are_found_in_whatever_run_they_are(made, word):
    vocabulary, whole, every = made
    for one in {word, *(entry.word for entry in every)}:
        assert vocabulary.find(one) == whole.find(one)
        assert sorted(vocabulary.starting(one[:1])) == sorted(whole.starting(one[:1]))
        assert sorted(vocabulary.ending(one[-1:])) == sorted(whole.ending(one[-1:]))


@given(vocabularies(), words)
@law
def test_words_under_a_key_are_found_in_all_runs(made, key):
    vocabulary, whole, every = made
    for one in {key, *(each for entry in every for each in (*entry.keys, *entry.parts))}:
        for found, expected in zip(vocabulary.under(one), whole.under(one), strict=True):
            assert sorted(found) == sorted(expected)


@given(vocabularies())
@law
def test_all_words_are_listed_with_the_number_of_their_posts(made):
    vocabulary, _, every = made
    assert sorted(vocabulary.words()) == sorted(entry.word for entry in every)
    assert dict(vocabulary.counts()) == {entry.word: entry.posts for entry in every}


@given(vocabularies(), entries)
@law
def test_entries_are_found_however_many_are_asked(made, asked):
    known, _, every = made
    wanted = {entry.word for entry in (*asked, *every[1:])}
    found = {entry.word: entry for entry in every if entry.word in wanted}
    assert known.find_all(wanted) == found
    assert known.find_all([*wanted] * 500) == found


def test_no_runs_are_no_words():
    assert Vocabulary(()).find("huis") is None
    assert Vocabulary(()).under("huis") == ([], [])
    assert [*Vocabulary([run([])]).words()] == []


# New words.


def numbered(numbers):
    return [WordEntry(f"woord{number}", (f"woord{number}",), (), number) for number in numbers]


def grown(directory, sizes):
    """Yield the runs after each commit of so many new words, and the words there are then."""
    runs, known = (), 0
    for generation, size in enumerate(sizes):
        new = numbered(range(known, known + size))
        before = Vocabulary.open(opened(directory, runs), runs)
        runs = before.with_new(directory, new, f"vocabulary-{generation}")
        known += size
        yield runs, numbered(range(known))


class Noting(MemoryDirectory):
    """A directory that notes how much is written into runs."""

    written = 0

    def write(self, name, data):
        self.written += 0 if name.endswith(".sums") else len(data)
        super().write(name, data)


@pytest.fixture
def _twenty_words_are_many(monkeypatch):
    monkeypatch.setattr(vocabulary, "_SMALL", 20)


new_words = pytest.mark.usefixtures("_twenty_words_are_many")


@given(st.lists(st.integers(0, 60), max_size=12))
@law
def test_all_words_are_there_once(sizes):
    directory = MemoryDirectory()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vocabulary, "_SMALL", 20)
        for runs, every in grown(directory, sizes):
            known = Vocabulary.open(opened(directory, runs), runs)
            assert sorted(known.words()) == sorted(entry.word for entry in every)
            assert all(known.find(entry.word) == entry for entry in every)


@new_words
def test_runs_stay_few_and_commits_write_little():
    directory = Noting()
    for runs, _ in grown(directory, [25] * 64):
        assert len(runs) <= 7
    assert directory.written <= 10 * sum(map(len, map(directory.read, runs)))


@pytest.mark.slow
@new_words
def test_no_large_run_is_written_again(monkeypatch):
    monkeypatch.setattr(vocabulary, "LARGEST", 250)
    directory = MemoryDirectory()
    for runs, _ in grown(directory, [100] * 50):
        sizes = [len(WordRun(opened(directory, [name])(name), name).words) for name in runs]
        assert max(sizes) <= 250
    assert len(runs) <= 2 * sum(sizes) / 250


@new_words
def test_a_small_run_is_written_again_with_new_words_and_a_large_one_is_not():
    *_, (runs, _every) = grown(MemoryDirectory(), [1_000, 10, 1])
    assert runs == ("vocabulary-0", "vocabulary-2")


def test_nothing_new_changes_nothing():
    assert Vocabulary(()).with_new(MemoryDirectory(), [], "vocabulary-0") == ()


@given(entries, entries)
@law
def test_posts_of_a_word_that_came_twice_are_added_up(first, later):
    total = Counter()
    for entry in (*first, *later):
        total[entry.word] += entry.posts
    directory = MemoryDirectory()
    runs = Vocabulary(()).with_new(directory, [*first, *later], "vocabulary-0")
    assert dict(Vocabulary.open(opened(directory, runs), runs).counts()) == total
