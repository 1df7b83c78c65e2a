"""A run of words: what a naive look at every word would find, bisection and search find too."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats import word_run
from newsctl.whoosh_index.formats.place import Memory
from newsctl.whoosh_index.formats.word_run import Entry, WordRun, run_bytes, summed, write_run
from newsctl.whoosh_index.formats.word_tables import WordTables, ending_table, key_table
from tests.unit.whoosh_index.opened import opened

law = settings(derandomize=True, database=None, max_examples=80)
words = st.text("abé'0", min_size=1, max_size=5)
keys = st.lists(words, max_size=3, unique=True).map(tuple)
entries = st.lists(
    st.builds(Entry, words, keys.filter(bool), keys, st.integers(0, 10**6)),
    max_size=12,
    unique_by=lambda entry: entry.word,
)


def run(first, later, rest=b""):
    """Return the run of two commits, with what a third left behind when it was killed."""
    start = run_bytes(first)
    data = start + run_bytes(later)[1:]
    tables = WordTables(Pages(key_table(first)), Pages(ending_table(first)))
    return WordRun(
        Pages(data + rest),
        length=len(data),
        sorted_length=len(start),
        digest=crc32(data[len(start) :]),
        tables=tables,
    )


@st.composite
def runs(draw):
    every = draw(entries)
    first = draw(st.integers(0, len(every)))
    rest = draw(st.sampled_from([b"", b"ab\t a \t  \t1\n", b"a\t b"]))
    return every, run(every[:first], every[first:], rest)


@given(runs(), words)
@law
def test_a_word_is_found_with_its_entry(made, word):
    every, known = made
    by_word = {entry.word: entry for entry in every}
    asked = {*by_word, word, word + "a", word[:-1]}
    for one in asked:
        assert known.find(one) == by_word.get(one)


@pytest.mark.parametrize("read_meanwhile", [0, 5_000], ids=["one by one", "in all lines"])
@given(runs(), words)
@law
def test_many_words_are_found_as_each_of_them_is(read_meanwhile, made, word):
    every, known = made
    asked = {word, word + "a", *(entry.word for entry in every[1:])}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word_run, "_READ_MEANWHILE", read_meanwhile)
        patched.setattr(word_run, "_READ_AT_ONCE", 9)
        found = known.find_all(asked)
    assert found == {one: entry for one in asked if (entry := known.find(one))}


@given(runs(), words)
@law
def test_the_words_under_a_key_have_it_as_their_own_or_as_a_part(made, key):
    every, known = made
    for one in {key, *(each for entry in every for each in (*entry.keys, *entry.parts))}:
        own, of_part = known.under(one)
        assert sorted(own) == sorted(entry.word for entry in every if one in entry.keys)
        assert sorted(of_part) == sorted(
            entry.word for entry in every if one in entry.parts and one not in entry.keys
        )


@given(runs(), words)
@law
def test_words_are_found_by_how_they_start_and_end(made, affix):
    every, known = made
    for one in {affix, *(entry.word for entry in every), *(entry.word[:1] for entry in every)}:
        starting = [entry.word for entry in every if entry.word.startswith(one)]
        ending = [entry.word for entry in every if entry.word.endswith(one)]
        assert sorted(known.starting(one)) == sorted(starting)
        assert sorted(known.ending(one)) == sorted(ending)


@given(runs())
@law
def test_all_words_are_listed_with_the_number_of_their_posts(made):
    every, known = made
    assert sorted(known.words()) == sorted(entry.word for entry in every)
    assert dict(known.counts()) == {entry.word: entry.posts for entry in every}


@given(runs())
@law
def test_the_entries_of_a_run_make_it_again(made):
    every, known = made
    assert run_bytes(known.entries()) == run_bytes(every)
    later = {entry.word for entry in known.later_entries()}
    assert [entry for entry in known.entries() if entry.word in later] == [*known.later_entries()]


@given(entries, st.integers(0, 12), st.integers(0, 12))
@law
def test_a_run_joined_of_others_is_that_of_all_their_words(every, first, second):
    start, end = sorted((first, second))
    new, joined = every[:start], [run(every[start:end], []), run(every[end:], [])]
    tables = [one.tables for one in joined]
    assert run_bytes(new, joined) == run_bytes(every)
    assert ending_table(new, tables) == ending_table(every)
    assert words_by_key(key_table(new, tables)) == words_by_key(key_table(every))


def words_by_key(table):
    """Return the lines of a table, the words of each cell in order."""
    lines = [line.split("\t") for line in table.decode().split("\n")]
    return [[sorted(cell.split()) for cell in line] for line in lines]


@given(entries)
@law
def test_a_run_that_was_written_is_opened_with_its_tables(every):
    place = Memory()
    written = write_run(place, "vocabulary-7", every)
    known = WordRun.open(opened(place, [written]), written)
    assert sorted(known.entries()) == sorted(every)
    assert all(entry.word in known.ending(entry.word) for entry in every)
    assert all(entry.word in known.under(key)[0] for entry in every for key in entry.keys)


@given(entries, entries)
@law
def test_posts_of_a_word_that_came_twice_are_added_up(first, later):
    total = Counter()
    for entry in (*first, *later):
        total[entry.word] += entry.posts
    found = summed([*first, *later])
    assert {entry.word: entry.posts for entry in found} == total
    assert len(found) == len(total)
