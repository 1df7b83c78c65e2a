"""What is told of a query that found nothing."""

from __future__ import annotations

import pytest

from newsctl.core.query.describe import has_operators, plain_words, query_text


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("verkiezingen facebook", False),
        ("*", False),
        ("a -facebook", True),
        ("a OR b OR c", True),
        ('a "tweede kamer"', True),
        ("+kamer", True),
        ("a title:facebook", True),
        ("a has:bron", True),
    ],
)
def test_a_query_of_more_than_plain_words_has_operators(parser, text, has):
    assert has_operators(parser.parse(text)) is has


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
