import pytest

from newsctl.dutch.phonetics import phonetic_key
from newsctl.dutch.suggestions import fuzzy_matches, suggest

KNOWN = """
verkiezing 900, verkeer 500, president 400, gemeente 800, burgemeester 200, elektriciteit 40
politie 700, onmiddellijk 30, enthousiast 20, interessant 60, professioneel 30, restaurant 80
agenda 100, vakantie 90, onderwijs 300, apparaat 20, gebeurtenis 40, minister 900, regering 800
geit 10, goud 40, vlees 30, feest 60, huis 900, hulp 300, hond 90, wedstrijd 400
manifestatie 30, procedure 60, parlement 90
"""
ENTRIES = [entry.split() for entry in KNOWN.strip().replace("\n", ",").split(",")]
CANDIDATES = [(word, int(frequency)) for word, frequency in ENTRIES]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("verkeizing", "verkiezing"),
        ("presedent", "president"),
        ("gemeete", "gemeente"),
        ("burgermeester", "burgemeester"),
        ("electriciteit", "elektriciteit"),
        ("poltie", "politie"),
        ("onmiddelijk", "onmiddellijk"),
        ("entousiast", "enthousiast"),
        ("intresant", "interessant"),
        ("profesioneel", "professioneel"),
        ("restorant", "restaurant"),
        ("vakansie", "vakantie"),
        ("onderweis", "onderwijs"),
        ("aparaat", "apparaat"),
        ("gebeurtenes", "gebeurtenis"),
        ("regereing", "regering"),
        ("gijt", "geit"),
        ("gaud", "goud"),
        ("wetstrijt", "wedstrijd"),
        ("parlament", "parlement"),
        ("minsiter", "minister"),
        ("prosedure", "procedure"),
    ],
)
def test_a_misspelling_suggests_the_word_that_was_meant(typed, meant):
    assert suggest(typed, CANDIDATES) == meant


@pytest.mark.parametrize("typed", ["", "x", "qwertyuiop", "zzzzzz"])
def test_no_word_is_suggested_where_none_is_near(typed):
    assert suggest(typed, CANDIDATES) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mond", None),
        ("hont", "hond"),
        ("ohnd", "hond"),
        ("huips", "huis"),
        ("vinister", "minister"),
        ("parlimunt", None),
    ],
)
def test_for_a_word_that_is_found_another_has_to_be_nearer(typed, meant):
    assert suggest(typed, CANDIDATES, is_found=True) == meant


def test_another_for_a_short_word_begins_alike():
    assert suggest("peel", [("veel", 900)]) is None
    assert suggest("eevl", [("eevel", 9), ("veel", 900)]) == "eevel"


@pytest.mark.parametrize(
    ("typed", "other", "meant"),
    [
        ("peel", "perl", None),
        ("pelr", "perl", "perl"),
        ("idee", "ideen", "ideen"),
        ("hont", "hond", "hond"),
        ("boeek", "boeel", "boeel"),
    ],
)
def test_another_for_the_shortest_words_has_the_same_letters(typed, other, meant):
    assert suggest(typed, [(other, 900)]) == meant


def test_no_candidates_no_suggestion():
    assert suggest("verkeizing", []) is None


def test_fuzzy_matches_come_nearest_first():
    terms = ["verkiezing", "verkeizing", "verkiezingen", "verlichting", "kiezen"]
    assert fuzzy_matches("verkeizing", terms) == ["verkeizing", "verkiezing"]
    assert fuzzy_matches("hond", ["hand", "hond", "mand"]) == ["hond", "hand"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ijs", "eis"),
        ("kou", "kau"),
        ("lach", "lag"),
        ("hond", "hont"),
        ("zee", "see"),
        ("vee", "fee"),
        ("cirkel", "sirkel"),
        ("foto", "photo"),
        ("thee", "tee"),
    ],
)
def test_words_that_sound_alike_share_a_phonetic_key(one, other):
    assert phonetic_key(one) == phonetic_key(other)
