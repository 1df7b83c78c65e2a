"""The register of words: what the vocabulary remembers of a word is what its analysis says."""

from __future__ import annotations

import pytest

from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import Lexicon
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.indexing.word_register import WordRegister
from tests.unit.whoosh_index.opened import opened

RAWS = (
    *("verkiezing", "Verkiezingen", "presidentsverkiezingen", "gemeenteraadsverkiezingen", "koos"),
    *("oliën", "olien", "e-mail", "Kamer-verkiezingen", "Tweede-Kamerlid", "foto's", "baby'tje"),
    *("V.S.", "1.000", "l'Oréal", "'s-Gravenhage", "'t", "café-bezoek", "Straße", "CO₂", "de"),
    *("doel-gericht-heid", "A4'tje", "x" * 80),
)
ANALYSIS = DutchAnalysis(Lexicon({"verkiez": 9, "president": 9, "kamer": 40}, 100))


NOTHING = Vocabulary(())


class OnceEach:
    """A count for any word."""

    def get(self, _word, _otherwise):
        return 1


once_each = OnceEach()


def register_of(raws, known=NOTHING):
    register = WordRegister(ANALYSIS)
    register.begin(raws, known.find_all)
    for raw in raws:
        register.terms(raw)
    return register


def vocabulary_of(raws):
    return vocabulary_with(register_of(raws).entries(once_each))


def vocabulary_with(entries):
    directory = MemoryDirectory()
    runs = NOTHING.with_new(directory, entries, "vocabulary-1")
    return Vocabulary.open(opened(directory, runs), runs)


def entries_in(vocabulary):
    return vocabulary.find_all(set(vocabulary.words()))


class Never:
    """An analysis that must not be asked."""

    def terms(self, raw):
        raise AssertionError(f"{raw} was analysed again")


@pytest.mark.parametrize("raw", RAWS)
def test_a_word_that_is_remembered_is_what_its_analysis_says(raw):
    remembered = WordRegister(Never())
    remembered.begin([raw], vocabulary_of(RAWS).find_all)
    assert remembered.unknown([raw]) == []
    assert remembered.terms(raw) == ANALYSIS.terms(raw)
    assert list(remembered.entries(once_each)) == []


@pytest.mark.parametrize("raw", RAWS)
def test_a_word_of_which_a_part_is_new_is_analysed(raw):
    half = vocabulary_of([raw.partition("-")[0]])
    assert register_of([raw], half).terms(raw) == ANALYSIS.terms(raw)


def test_a_raw_token_is_analysed_once():
    register = register_of(["huisarts"])
    assert register.terms("huisarts") is register.terms("huisarts")


def test_words_of_two_commits_are_those_of_one():
    first, later = RAWS[::2], RAWS[1::2]
    known = vocabulary_of(first)
    new = register_of(later, known).entries(once_each)
    together = {**entries_in(known), **{entry.word: entry for entry in new}}
    assert together == entries_in(vocabulary_of(RAWS))


def test_a_register_that_begins_again_is_a_new_one_that_looks_nothing_up_again():
    register = register_of(RAWS[::2])
    known = vocabulary_with(register.entries(once_each))
    asked = []
    register.begin(RAWS, lambda words: asked.extend(words) or known.find_all(words))
    for raw in RAWS:
        assert register.terms(raw) == ANALYSIS.terms(raw)
    assert list(register.entries(once_each)) == list(
        register_of(RAWS[1::2], known).entries(once_each)
    )
    assert not {word for raw in RAWS[::2] for word in ANALYSIS.terms(raw)[0].surfaces} & set(asked)


def test_a_register_forgets_what_the_commit_before_had_alone():
    register = register_of(RAWS)
    register.begin(RAWS[:2], NOTHING.find_all)
    assert register.unknown(RAWS) == list(RAWS[2:])
