"""Nouns of actions and their verbs are told by form."""

import pytest

from newsctl.dutch.actions import keys_of_relatives
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import search_keys


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("verhuizing", ["verhuizen", "verhuist", "verhuisde"]),
        ("stijging", ["stijgt", "gestegen"]),
        ("evaluatie", ["evalueren", "geëvalueerd"]),
        ("productie", ["produceert"]),
        ("selectie", ["geselecteerd"]),
        ("bezoek", ["bezoekt", "bezochten"]),
        ("verlies", ["verloor", "verloren"]),
        ("verkoop", ["verkoopt", "verkocht"]),
        ("aankoop", ["aangekocht"]),
    ],
)
def test_a_noun_of_an_action_and_the_forms_of_its_verb_are_relatives(noun, forms):
    for form in forms:
        assert keys_of_relatives(search_keys(noun)) & {*search_keys(form)}
        assert inflection_key(noun) in keys_of_relatives(search_keys(form))


@pytest.mark.parametrize(
    ("noun", "verb"), [("val", "vallen"), ("bak", "bakken"), ("koning", "kennen"), ("ring", "ren")]
)
def test_a_noun_without_suffix_or_prefix_is_no_relative(noun, verb):
    assert not keys_of_relatives(search_keys(noun)) & {*search_keys(verb)}


def test_a_stop_word_is_no_relative():
    assert "worden" not in keys_of_relatives(search_keys("wording"))
