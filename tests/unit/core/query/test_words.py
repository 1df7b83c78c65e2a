"""What is told of a query that found nothing."""

from __future__ import annotations

import pytest

from newsctl.core.query.describe import operators_in, plain_words, query_text


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("verkiezingen facebook", ()),
        ("a -facebook", ("NOT facebook",)),
        ("a OR b OR c", ("OR",)),
        ('a "tweede kamer"', ('"tweede kamer"',)),
        ("WEL OF NIET stemmen", ("OR", "NOT stemmen")),
        ("-(a b) verkiez* verkeizing~ +kamer", ("NOT (a b)", "verkiez*", "verkeizing~", "+kamer")),
        ("a title:facebook bron:NOS,x", ("title:facebook", "bron:NOS,x")),
        ('bron:"de Volkskrant" has:bron', ('bron:"de Volkskrant"', "has:bron")),
        ("date:2019 aantal:300..", ("date:2019-01-01..2019-12-31", "aantal:300..")),
    ],
)
def test_operators_are_told_in_the_language_of_queries(parser, text, operators):
    assert operators_in(parser.parse(text)) == operators


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Verkeizingen facebok", ("Verkeizingen", "facebok")),
        ('a "tweede kamer" a', ("a", "tweede", "kamer")),
        ("a -b verkiez* fout~ +exact", ("a", "exact")),
        ("Rutte: 'ik ga', bron:NOS", ("Rutte", "ik", "ga")),
        ("-5 C++ auto's 🎉", ("5", "C", "auto's")),
        ("*", ()),
    ],
)
def test_the_words_that_a_query_wants_are_told_bare(parser, text, words):
    assert plain_words(parser.parse(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "a b OR c",
        "a (b OR c) NOT (d e)",
        'title:"tweede kamer" body:verkiez* title:+x',
        'bron:"de Volkskrant",NOS has:bron',
        "date:2019-09-05..2019-09-05 aantal:262 aantal:..5",
        "date:2019-09-05T03:07:07+02:00..2019-09-05T03:07:07+02:00",
        "date:2019-10-27..",
        '„hij zei "ja"”',
    ],
)
def test_a_query_reads_back_as_itself(parser, text):
    query = parser.parse(text)
    assert parser.parse(query_text(query)) == query
