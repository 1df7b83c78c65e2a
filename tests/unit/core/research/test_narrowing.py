"""The text of a query that is narrowed by a clause, and is read as it is meant."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import And, all_of
from newsctl.core.query.lexer import has_word
from newsctl.core.research.narrowing import Narrower


def narrowed(text, clause, parser):
    return Narrower(text, parser).narrowed(clause)


PIECES = st.sampled_from(
    [
        *("storm", "ijs", "OR", "OF", "AND", "EN", "NOT", "-", "(", ")", "*", "–", ":)", "ijs*"),
        *("bron:NOS", "bron:Trouw", 'bron:"de Volkskrant"', "date:2019", "title:(storm OR ijs)"),
        *('"storm op zee"', "@weer", "„ijs”", "„ijs", "12:30"),
    ]
)
TEXTS = st.lists(PIECES, max_size=7).map(" ".join)
CLAUSES = st.sampled_from(["bron:NOS", 'bron:"de Volkskrant"', "date:2019", "date:..2016"])


@pytest.fixture(scope="module")
def weather(parser_with):
    return parser_with(saved={"weer": "storm OR ijs"})


@pytest.mark.parametrize(
    ("text", "clause", "wanted"),
    [
        ("", "bron:NOS", "bron:NOS"),
        ("wolf ", "bron:NOS", "wolf bron:NOS"),
        ("wolf bron:NOS", "bron:NOS", "wolf"),
        ("bron:NOS", "bron:NOS", ""),
        ("subbron:NOS", "bron:NOS", "subbron:NOS bron:NOS"),
        ("bron:NOS wolf", "bron:NOS", "wolf"),
        ("storm OR ijs", "bron:NOS", "(storm OR ijs) bron:NOS"),
        ("storm OF ijs", "date:2019", "(storm OF ijs) date:2019"),
        ("(storm OR ijs)", "bron:NOS", "(storm OR ijs) bron:NOS"),
        ("(storm OR ijs) bron:NOS", "bron:NOS", "(storm OR ijs)"),
        ("storm OR ijs bron:NOS", "bron:NOS", "(storm OR ijs bron:NOS) bron:NOS"),
        ("bron:Trouw OR bron:NOS", "bron:NOS", "(bron:Trouw OR bron:NOS) bron:NOS"),
        ("wolf NOT bron:NOS", "bron:NOS", "wolf NOT bron:NOS bron:NOS"),
        ("wolf AND bron:NOS", "bron:NOS", "wolf"),
        ("bron:NOS wolf bron:NOS", "bron:NOS", "wolf"),
        ("storm bron:NOS AND EN bron:NOS ijs", "bron:NOS", "storm (EN) ijs"),
        ("ijs title:EN bron:NOS bron:NOS", "bron:NOS", "ijs title:(EN)"),
        ("title:(storm OR ijs)", "bron:NOS", "title:(storm OR ijs) bron:NOS"),
        ("@weer", "bron:NOS", "@weer bron:NOS"),
        ("storm OR :)", "bron:NOS", "(storm OR :) ) bron:NOS"),
    ],
)
def test_a_clause_is_added_and_taken_away_again(parser_with, text, clause, wanted):
    keys = ("title", "date", "bron", "subbron")
    reader = parser_with(keys=keys, saved={"weer": "storm OR ijs"})
    assert narrowed(text, clause, reader) == wanted


def test_a_word_by_itself_alone_is_narrowed_by_nothing(parser):
    assert narrowed("–", "bron:NOS", parser) is None


@settings(max_examples=300)
@given(TEXTS, CLAUSES)
def test_what_is_narrowed_asks_for_both_and_else_takes_the_clause_away(weather, text, clause):
    try:
        query = weather.parse(text)
    except QuerySyntaxError:
        assume(False)
    asked = weather.parse(clause)
    operands = query.operands if isinstance(query, And) else (query,)
    others = all_of(one for one in operands if one != asked)
    wanted = others if asked in operands else all_of([query, asked])
    form = narrowed(text, clause, weather)
    if form is None:
        assert not has_word(text.replace("„ijs", ""))
    else:
        assert weather.parse(form) == wanted
