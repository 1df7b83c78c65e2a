"""Words as they were spelt before the reforms of 1954 and 1995."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.dutch.lemmas import lemma, search_keys
from newsctl.dutch.spelling_reforms import present_spelling, with_linking_n
from newsctl.dutch.tokens import words


@pytest.mark.parametrize(
    ("older", "present"),
    [
        ("pannekoek", "pannenkoek"),
        ("pannekoeken", "pannenkoek"),
        ("paardebloem", "paardenbloem"),
        ("ruggegraat", "ruggengraat"),
        ("produkt", "product"),
        ("produkten", "product"),
        ("aktie", "actie"),
        ("projektbureau", "projectbureau"),
        ("kontroleren", "controleren"),
        ("dokumentatiedienst", "documentatiedienst"),
        ("kontakt", "contact"),
        ("konflikten", "conflict"),
        ("kollektie", "collectie"),
        ("mensch", "mens"),
        ("Nederlandsche", "Nederlandse"),
        ("bessesap", "bessensap"),
        ("sigaretteautomaat", "sigarettenautomaat"),
        ("kippesoep", "kippensoep"),
    ],
)
def test_an_older_spelling_has_a_key_of_the_present_one(older, present):
    assert set(search_keys(older)) & set(search_keys(present))


@pytest.mark.parametrize(
    "word",
    [
        "kanon",
        "kool",
        "markt",
        "dekking",
        "aflezen",
        "elektrisch",
        "groeten",
        "afweken",
        "betegelt",
    ],
)
def test_a_word_of_today_is_no_older_spelling_of_another(word):
    assert present_spelling(word, {word, "canon", "cool", "aflenzen"}.__contains__) is None


@pytest.mark.parametrize("word", ["zonnebank", "hittebron", "groepering", "tabelleren"])
def test_an_e_that_is_no_link_or_is_so_today_stays(word):
    assert with_linking_n(word, lemma) is None


@given(st.text("abcdefhiklmnoprstu", min_size=1, max_size=14))
def test_a_present_spelling_is_a_listed_one(word):
    assert present_spelling(word, lambda _: False) is None


@pytest.mark.parametrize(("adverb", "noun"), [("avonds", "avond"), ("nachts", "nacht")])
def test_the_adverb_after_an_article_is_found_by_its_noun(adverb, noun):
    assert set(search_keys(adverb)) & set(search_keys(noun))


def test_a_place_is_found_without_the_apostrophe_that_a_shell_takes():
    assert words("s-Hertogenbosch") == words("'s-Hertogenbosch") == (("hertogenbosch",),)
    assert words("s-bocht") == (("s", "sbocht"), ("bocht",))
