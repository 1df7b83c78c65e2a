"""Nouns that their suffix tells, and the compounds that are made of them."""

import pytest

from newsctl.dutch.compounds import part_keys, split
from newsctl.dutch.derivations import is_derived_noun, is_verbal_noun, verb_in
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lexicon import EMPTY, Lexicon


@pytest.mark.parametrize("word", ["geving", "wording", "bakkeling", "gevingen"])
def test_a_verb_in_a_noun_is_spelt_as_before_its_ending(word):
    assert verb_in(word) == word.removesuffix("en").removesuffix("ing") + "en"


@pytest.mark.parametrize("word", ["ening", "huis", "ing", "koninkje"])
def test_short_ends_and_other_words_hold_no_verb(word):
    assert verb_in(word) is None


@pytest.mark.parametrize(
    ("word", "is_noun"),
    [("geving", True), ("wording", True), ("xeving", False), ("peling", False)],
)
def test_a_noun_in_ing_is_one_of_a_listed_verb(word, is_noun):
    assert is_verbal_noun(word) is is_noun


@pytest.mark.parametrize(
    ("word", "is_noun"),
    [("metrologie", True), ("comptabiliteit", True), ("natie", False), ("wandelaar", False)],
)
def test_a_long_loan_is_a_noun_by_its_suffix(word, is_noun):
    assert is_derived_noun(word) is is_noun


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("wetgeving", "wet"),
        ("metrologielab", "lab"),
        ("robotiseringsgolf", "golf"),
        ("wordingsgeschiedenis", "geschiedenis"),
        ("doelgerichtheid", "doel"),
        ("milieuvriendelijkheid", "milieu"),
    ],
)
def test_a_compound_of_a_noun_that_no_list_has_comes_apart(compound, part):
    assert inflection_key(part) in part_keys(compound, EMPTY)


@pytest.mark.parametrize("word", ["belangrijkheid", "besturing", "vergadering", "stempeling"])
def test_a_suffix_alone_makes_no_compound(word):
    assert split(word, EMPTY).parts == ()


def test_a_noun_that_no_list_has_is_no_less_common_for_it():
    archive = Lexicon({inflection_key("wetgeving"): 400, inflection_key("wet"): 500}, 1000)
    assert split("wetgeving", archive).parts == ("wet", "geving")


def test_a_long_compound_may_be_far_commoner_than_its_parts():
    archive = Lexicon({inflection_key("kalenderjaar"): 400, inflection_key("jaar"): 800}, 1000)
    assert split("kalenderjaar", archive).parts == ("kalender", "jaar")
