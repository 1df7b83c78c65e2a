"""Nouns of actions, agents and their verbs are told by form."""

import pytest

from newsctl.dutch.actions import are_relatives, keys_of_relatives
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
        ("opvolger", ["opvolgt", "opgevolgd"]),
        ("schrijver", ["schreef"]),
        ("kweker", ["kweekt", "gekweekt"]),
        ("kwekerij", ["kweekt"]),
        ("winnaar", ["wint", "gewonnen"]),
        ("handelaar", ["handelt"]),
        ("beheerder", ["beheert"]),
    ],
)
def test_a_noun_of_an_action_and_the_forms_of_its_verb_are_relatives(noun, forms):
    for form in forms:
        assert keys_of_relatives(search_keys(noun)) & {*search_keys(form)}
        assert inflection_key(noun) in keys_of_relatives(search_keys(form))


@pytest.mark.parametrize(
    ("agent", "action"),
    [
        ("opvolger", "opvolging"),
        ("leraar", "lering"),
        ("leraren", "leren"),  # the list has a verb like the plural
        ("handelaren", "handelde"),
        ("onderzoeker", "onderzoek"),
        ("kweker", "kwekerij"),
    ],
)
def test_an_action_and_who_does_it_are_relatives(agent, action):
    assert are_relatives(search_keys(agent), search_keys(action))


@pytest.mark.parametrize(
    ("noun", "verb"), [("val", "vallen"), ("bak", "bakken"), ("koning", "kennen"), ("ring", "ren")]
)
def test_a_noun_without_suffix_or_prefix_is_no_relative(noun, verb):
    assert not keys_of_relatives(search_keys(noun)) & {*search_keys(verb)}


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("letter", "letten"),  # short, and no woman is a letster
        ("koster", "kosten"),
        ("gevaar", "geven"),
        ("sneller", "snelde"),  # a comparative
        ("groeperen", "groepen"),  # has the key that who is of groepen would have
        ("beter", "beet"),
        ("rechter", "rechten"),
    ],
)
def test_a_word_that_ends_like_an_agent_is_no_relative(word, verb):
    assert not are_relatives(search_keys(word), search_keys(verb))


def test_a_stop_word_is_no_relative():
    assert "worden" not in keys_of_relatives(search_keys("wording"))
