"""Text to tokens: what is a mark, what is a word, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.lexer import TokenKind as Kind
from newsctl.core.query.lexer import tokenize

QUERY_TEXT = st.text(alphabet=st.sampled_from("ab1 \"„”'()+-*~@:.,OR NOT|é🎉\\/"), max_size=60)


def cut(text: str) -> list[tuple[Kind, str]]:
    return [(token.kind, token.text) for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("verkiezingen", [(Kind.WORD, "verkiezingen")]),
        ("a AND b", [(Kind.WORD, "a"), (Kind.AND, "AND"), (Kind.WORD, "b")]),
        ("a OF b", [(Kind.WORD, "a"), (Kind.OR, "OF"), (Kind.WORD, "b")]),
        ("NIET a", [(Kind.NOT, "NIET"), (Kind.WORD, "a")]),
        (
            "of en niet and or not",
            [(Kind.WORD, w) for w in ["of", "en", "niet", "and", "or", "not"]],
        ),
        ("Of NOTaris", [(Kind.WORD, "Of"), (Kind.WORD, "NOTaris")]),
        ("OR(a)", [(Kind.OR, "OR"), (Kind.OPEN, "("), (Kind.WORD, "a"), (Kind.CLOSE, ")")]),
        ("-facebook", [(Kind.NOT, "-"), (Kind.WORD, "facebook")]),
        ("-5G", [(Kind.NOT, "-"), (Kind.WORD, "5G")]),
        ("-NOT", [(Kind.NOT, "-"), (Kind.WORD, "NOT")]),
        ("--facebook", [(Kind.WORD, "--facebook")]),
        ('-"tweede kamer"', [(Kind.NOT, "-"), (Kind.PHRASE, "tweede kamer")]),
        ("+verkiezingen", [(Kind.EXACT, "verkiezingen")]),
        ("+verkiezingen,", [(Kind.EXACT, "verkiezingen")]),
        ("verkiez*", [(Kind.PREFIX, "verkiez")]),
        ("verkiez*,", [(Kind.PREFIX, "verkiez")]),
        ("verkeizing~", [(Kind.FUZZY, "verkeizing")]),
        ("*", [(Kind.ALL, "*")]),
        ("@naam", [(Kind.SAVED, "naam")]),
        ("bron:NOS", [(Kind.FIELD, "bron")]),
        ('bron:"de Volkskrant",NOS x', [(Kind.FIELD, "bron"), (Kind.WORD, "x")]),
        ('datum:"3 maanden geleden"..gisteren', [(Kind.FIELD, "datum")]),
        (
            "title:(a)",
            [(Kind.FIELD, "title"), (Kind.OPEN, "("), (Kind.WORD, "a"), (Kind.CLOSE, ")")],
        ),
        ("nu?", [(Kind.WORD, "nu")]),
        ("V.S.", [(Kind.WORD, "V.S.")]),
    ],
)
def test_marks_operators_and_fields_are_recognised(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "word",
    [
        *("12:30", "https://nos.nl/l/2300391", "5G-netwerk", "C++", "AT&T", "auto's", "50%"),
        *("'s-Hertogenbosch", "-5", "-5,5", "-5°C", "-50%", "-€5", "+5", "+1,5%", "wie/wat"),
        *("~50", "~~codenight~~", "**LIVE**", "**let", "op**", "f**k", "–", "-", "+", "🎉", "#2"),
        *("info@nos.nl", "@12urenloop", '5"', '9,7"-scherm', "C::D", "https://x.nl/~a1*b", ":-)"),
        *("‘s-Gravenhage", "„ik", "Yahoo", "--", "...", ".NET", "-'", "10-0", "w?t"),
    ],
)
def test_what_headlines_hold_stays_one_word(word):
    assert cut(word) == [(Kind.WORD, word)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"tweede kamer"', "tweede kamer"),
        ("„tweede kamer”", "tweede kamer"),
        ("„tweede kamer“", "tweede kamer"),
        ("“tweede kamer”", "tweede kamer"),
        ("”tweede kamer”", "tweede kamer"),
        ("«tweede kamer»", "tweede kamer"),
        ('"hij zei “ja”"', "hij zei “ja”"),
        ('"  ruim  "', "ruim"),
        ('"a OR -b*"', "a OR -b*"),
    ],
)
def test_double_quotes_of_all_kinds_make_a_phrase(text, inside):
    assert cut(text) == [(Kind.PHRASE, inside)]


def test_a_hyphen_behind_a_phrase_or_parenthesis_is_a_hyphen():
    assert cut('"Zwarte Piet"-debat')[1] == (Kind.WORD, "-debat")
    assert cut("(VVD)-leider")[-1] == (Kind.WORD, "-leider")


def test_an_address_keeps_its_parentheses_and_commas_in_a_value():
    text = "link:https://nl.wikipedia.org/wiki/Mercurius_(planeet),1 x"
    field, word = tokenize(text)
    assert text[field.value : field.end] == "https://nl.wikipedia.org/wiki/Mercurius_(planeet),1"
    assert word.text == "x"


def test_a_value_in_a_group_ends_before_the_parenthesis():
    assert cut("(bron:NOS)")[-1] == (Kind.CLOSE, ")")


@pytest.mark.parametrize(
    ("text", "piece", "message"),
    [
        ('Rutte: "ik ga', '"', "This quote is not closed."),
        ('bron:"NOS', '"', "This quote is not closed."),
        ('a "" b', '""', "There is nothing between these quotes."),
        ('"tweede kamer"*', "*", "A phrase takes no *: it stands behind one word."),
        ('"tweede kamer"~2', "~", "A phrase takes no ~: it stands behind one word."),
        ("een *kamer", "*", "A * stands at the end of a word: verkiez*"),
        ("ver*ing", "*", "A * stands at the end of a word: verkiez*"),
        ("verkeizing~2", "~2", "A ~ takes no number: verkeizing~"),
        ('a +"b c"', "+", "A + stands before one plain word: +verkiezingen"),
        ("+(b c)", "+", "A + stands before one plain word: +verkiezingen"),
        ("+bron:NOS", "+", "A + stands before one plain word: +verkiezingen"),
        ("+verkiez*", "+", "A + stands before one plain word: +verkiezingen"),
    ],
)
def test_a_mark_out_of_place_is_an_error_under_a_caret(text, piece, message):
    with pytest.raises(QuerySyntaxError) as caught:
        tokenize(text)
    assert caught.value.message == message
    assert text[caught.value.start : caught.value.end] == piece


@given(QUERY_TEXT)
def test_tokens_stand_in_order_and_leave_only_spaces_out(text):
    try:
        found = tokenize(text)
    except QuerySyntaxError:
        return
    at = 0
    for token in found:
        assert at <= token.start < token.end
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()
