"""Names by their capitals: which words of a text look like one, and what that makes of them."""

import pytest

from newsctl.dutch.compounds import split
from newsctl.dutch.lexicon import Lexicon
from newsctl.dutch.names import names_in
from newsctl.whoosh_index.formats.lexicon import dump_lexicon


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hij ging naar Bergschot toe.", {"Bergschot": 1}),
        ("minister Roodborst, in Bergschot en Bergschot", {"Roodborst": 1, "Bergschot": 1}),
        ("Roodborst zei niets. Bergschot ook niet.\nBergschot", {}),
        ("bij de Waterraad en de Waterraad", {"Waterraad": -3}),
        ("over BERGSCHOT, McKinsey en Oost-Souburg", {}),
    ],
)
def test_a_name_has_a_capital_inside_a_sentence_and_no_article(text, names):
    assert dict(names_in(text)) == names


@pytest.mark.parametrize(
    ("inside", "seen", "whole"), [(3, 5, True), (3, 7, False), (2, 2, False), (-3, 3, False)]
)
def test_a_name_is_whole_where_the_archive_has_it_as_one_often_and_mostly(inside, seen, whole):
    lexicon = Lexicon({"bergschot": seen, "Bergschot": inside, "berg": 50, "schot": 50}, 1000)
    assert lexicon.is_name("bergschot") is whole
    assert (not split("bergschot", lexicon).parts) is whole


def test_what_is_a_name_too_seldom_is_not_kept():
    kept = dump_lexicon({"Bergschot": 2, "Waterraad": -1, "Roodborst": 3, "2020": 1, "berg": 0})
    assert [name in kept for name in (b"Bergschot", b"Waterraad")] == [False, False]
    assert [name in kept for name in (b"Roodborst", b"2020", b"berg")] == [True, True, True]
