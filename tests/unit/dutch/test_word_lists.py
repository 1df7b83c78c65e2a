"""Entries of word lists that hold for the ends of words."""

import pytest

from newsctl.dutch import word_lists
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.word_lists import ending_of


def ends(name):
    return [line[0] for line in word_lists.lines(name) if line[0].startswith("-")]


def test_an_entry_with_a_hyphen_is_found_at_the_end_of_a_word_too():
    assert ending_of("bus", "final_s") == "bus"
    assert ending_of("omnibus", "final_s") == "bus"


def test_an_entry_without_one_is_found_as_a_whole_word_alone():
    assert ending_of("gras", "final_s") == "gras"
    assert ending_of("siergras", "final_s") is None


def test_two_letters_at_least_stand_before_an_ending():
    assert ending_of("abus", "final_s") is None


def test_of_two_endings_the_longer_is_found():
    assert ending_of("legergelederen", "irregular_forms") == "gelederen"


@pytest.mark.parametrize("name", ["final_s", "irregular_forms", "long_vowel_and_t"])
def test_every_ending_is_found(name):
    assert ends(name)
    for entry in ends(name):
        assert ending_of("xy" + entry[1:], name) == entry[1:]


def test_every_irregular_form_has_the_key_of_its_singular():
    listed = [*word_lists.pairs("irregular_forms").items(), ("-heden", "-heid"), ("-ici", "-icus")]
    for form, singular in listed:
        begin = "kolo" if form.startswith("-") else ""
        keys = [inflection_key(begin + one.removeprefix("-")) for one in (form, singular)]
        assert keys[0] == keys[1], form
