"""Heads that mostly end other words: found where they stand for themselves, and nowhere else."""

import pytest

from newsctl.dutch.compounds import part_keys
from newsctl.dutch.heads_like_suffixes import is_like_suffix
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lexicon import EMPTY

THEMSELVES = """
ster: filmster popster wereldster morgenster pornoster filmsterren
ring: trouwring verlovingsring sleutelring neusring halsring
oor: middenoor hondenoor ezelsoor
tand: melktand hoektand snijtand slagtand
aard: volksaard toonaard
list: krijgslist
"""
SUFFIXES = """
ster: minister venster gangster hamster zangster schrijfster werkster scholierster arbeidster
ring: regering keuring zekering groepering verandering verbetering haring lering besturing
oor: kantoor pastoor meteoor tenoor projectoren sponsoren
tand: toestand afstand bestand misstand waterstand opstand welstand
aard: dronkaard gierigaard grijsaard
list: aquarellist imperialist cellist
"""


def pairs(table):
    lines = (line.split(": ") for line in table.strip().splitlines())
    return [(head, word) for head, words in lines for word in words.split()]


@pytest.mark.parametrize(("head", "word"), pairs(THEMSELVES))
def test_a_compound_is_found_by_such_a_head(head, word):
    assert inflection_key(head) in part_keys(word, EMPTY)


@pytest.mark.parametrize(("head", "word"), pairs(SUFFIXES))
def test_a_suffix_or_the_end_of_a_loan_is_no_such_head(head, word):
    assert inflection_key(head) not in part_keys(word, EMPTY)


@pytest.mark.parametrize(("word", "is_one"), [("ster", True), ("tanden", True), ("huis", False)])
def test_such_heads_are_listed(word, is_one):
    assert is_like_suffix(word) is is_one
