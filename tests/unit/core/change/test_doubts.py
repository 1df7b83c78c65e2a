"""What looks misspelt beside an archive is told of, and nothing else."""

from __future__ import annotations

import pytest

from newsctl.core.archive.hits import Facet
from newsctl.core.change.doubts import Doubts
from newsctl.core.query.fields import FieldNames

FACETS = {
    "bron": Facet("bron", 20, {"Trouw": 12, "RTV Utrecht": 7, "Trow": 1}),
    "auteur": Facet("auteur", 20),
    "tel": Facet("tel", 20, {"0612345678": 12}),
}


@pytest.fixture
def doubts():
    return Doubts(FACETS, FieldNames(tuple(FACETS)))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"bron": "Trouv"}, ["Trouv is new as bron. Did you mean Trouw?"]),
        ({"bron": "trouw"}, ["trouw is new as bron. Did you mean Trouw?"]),
        ({"bron": ["RTV Utrect"]}, ["RTV Utrect is new as bron. Did you mean RTV Utrecht?"]),
        ({"auteru": "x"}, ["auteru is new to this archive. Did you mean auteur?"]),
        ({"bron": "Trouw"}, []),
        ({"bron": "de Volkskrant"}, []),
        ({"auteur": "Jan"}, []),
        ({"bron": 3}, []),
        ({"tel": "06-12345678"}, []),
        ({"kleur": "rood"}, []),
    ],
)
def test_what_is_told_of(doubts, fields, told):
    assert [*doubts.of_fields(fields)] == told


def test_a_value_of_few_posts_may_be_a_slip_itself(doubts):
    assert [*doubts.of_value("bron", "Tro")] == []
