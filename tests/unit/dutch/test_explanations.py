"""Each rule that gives a word a key, or finds it otherwise, is told in words."""

import pytest

from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.lexicon import EMPTY

ANALYSIS = DutchAnalysis(EMPTY)


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("uitspraken", "uitspreken: the verb that it is a form of"),
        ("uitspraken", "uitsprak: what its inflections share"),
        ("mijnen", "mijn-: never the stop word mijn"),
        ("vieren", "vier-: never the number vier"),
        ("produkten", "product: as it is spelt today, producten"),
        ("wandelen", "wandelen: a verb, which is a key itself"),
        ("loste", "los: the adjective that it may be a superlative of"),
        ("van", "van: a stop word, optional beside others"),
        ("gestreamd", "stream: a verb that no list has, of which it may be a form"),
        ("bessesap", "bessensap: as it is spelt today, bessensap"),
        ("neem", "nemen: the verb that it is a form of"),
        ("gas- en stroomprijzen", "gas-: stands for gasprijzen"),
        ("e-mail", "e-mail: its parts in a row, or email"),
        ("verkocht", "verkocht: as a query also forms of verkoop / verkoping, for the same action"),
        ("GroenLinks", "GroenLinks: as a query also groen links"),
        (
            "vogelopvang",
            "vogelopvang: as a query also forms of vogel opvang, and of opvang van vogel",
        ),
    ],
)
def test_a_rule_is_told(word, rule):
    assert rule in ANALYSIS.explain(word).rules


@pytest.mark.parametrize("word", ["uitspraken", "mijnen", "beter", "accijnzen", "huizen", "koos"])
def test_every_key_has_its_rule(word):
    rules = ANALYSIS.explain(word).rules
    assert [rule.partition(":")[0] for rule in rules][: len(search_keys(word))] == [
        *search_keys(word)
    ]
