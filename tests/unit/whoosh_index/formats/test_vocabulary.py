"""The vocabulary: what its runs tell together is what one run of all words tells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.formats.word_run import WordRun, run_bytes
from tests.unit.whoosh_index.formats.test_word_run import entries, run, words

law = settings(derandomize=True, database=None, max_examples=80)


@st.composite
def vocabularies(draw):
    """Draw a vocabulary of up to four runs, and the one run of all its words."""
    every = draw(entries)
    cuts = sorted(draw(st.lists(st.integers(0, len(every)), max_size=3)))
    parts = [every[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    runs = [run(part[: len(part) // 2], part[len(part) // 2 :]) for part in parts]
    return Vocabulary(runs), run(every, []), every


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
    vocabulary, whole, _ = made
    assert sorted(vocabulary.words()) == sorted(whole.words())
    assert dict(vocabulary.counts()) == dict(whole.counts())


@given(vocabularies(), entries)
@law
def test_unknown_words_are_told_however_many_are_asked(made, asked):
    vocabulary, _, every = made
    known = {entry.word for entry in every}
    unknown = [entry for entry in asked if entry.word not in known]
    assert vocabulary.unknown(asked) == unknown
    assert vocabulary.unknown(asked * 500) == unknown * 500


def test_no_runs_are_no_words():
    assert Vocabulary(()).find("huis") is None
    assert Vocabulary(()).under("huis") == ([], [])
    assert [*Vocabulary([WordRun(Pages(run_bytes([])), length=1, sorted_length=1)]).words()] == []
