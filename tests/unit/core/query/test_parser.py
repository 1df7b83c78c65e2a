"""Text to Query: what each form means."""

from __future__ import annotations

import pytest

from newsctl.core.query import (
    And,
    Everything,
    ExactWord,
    FieldPresent,
    FieldValue,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Word,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("*", Everything()),
        ("a * b", And((A, B))),
        ("verkiezingen facebook", And((Word("verkiezingen"), Word("facebook")))),
        ("a AND b", And((A, B))),
        ("a EN b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a OF b OF c", Or((A, B, C))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("(a (b)) c", And((A, B, C))),
        ("NOT a", Not(A)),
        ("NIET a -b", And((Not(A), Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT NOT a", Not(Not(A))),
        ("NOT a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ("NOT(a OR b)", Not(Or((A, B)))),
        ("EN a", And((Word("EN"), A))),
        ("a OR EN", Or((A, Word("EN")))),
        ('"tweede kamer"', Phrase("tweede kamer")),
        ("verkiez*", Prefix("verkiez")),
        ("verkeizing~", Fuzzy("verkeizing")),
        ("+verkiezingen", ExactWord("verkiezingen")),
    ],
)
def test_words_and_operators(parser, text, query):
    assert parser.parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("bron:NOS", FieldValue("bron", ("NOS",))),
        ("BRON:NOS", FieldValue("bron", ("NOS",))),
        ("thema:zorg", FieldValue("Thema", ("zorg",))),
        ("bron:NOS,NU.nl", FieldValue("bron", ("NOS", "NU.nl"))),
        ('bron:"de Volkskrant",NOS', FieldValue("bron", ("de Volkskrant", "NOS"))),
        ('bron:"a,b"', FieldValue("bron", ("a,b",))),
        ('bron:"a..b"', FieldValue("bron", ("a..b",))),
        ('bron:"N*"', FieldValue("bron", ("N*",))),
        ("bron:NOS...", FieldValue("bron", ("NOS...",))),
        ("-bron:NOS", Not(FieldValue("bron", ("NOS",)))),
        ("categorie:tech", FieldValue("category", ("tech",))),
        ("link:https://nos.nl/l/1", FieldValue("externe_link", ("https://nos.nl/l/1",))),
        ("tags:x", FieldValue("tags", ("x",))),
        ("has:feature_image", FieldPresent("feature_image")),
        ('has:"feature_image"', FieldPresent("feature_image")),
        ("has:titel,datum", Or((FieldPresent("title"), FieldPresent("date")))),
        ("NOT has:bron", Not(FieldPresent("bron"))),
        ("aantal:262", NumberRange("aantal", 262, 262)),
        ("aantal:300..", NumberRange("aantal", 300, None)),
        ("aantal:..500", NumberRange("aantal", None, 500)),
        ("aantal:-5..1.5", NumberRange("aantal", -5, 1.5)),
        ("aantal:1,3..4", Or((NumberRange("aantal", 1, 1), NumberRange("aantal", 3, 4)))),
        ("Thema:2010..2015", NumberRange("Thema", 2010, 2015)),
        ("Thema:2010", FieldValue("Thema", ("2010",))),
    ],
)
def test_fields_and_their_values(parser, text, query):
    assert parser.parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("title:facebook", Word("facebook", Scope.TITLE)),
        ("titel:facebook", Word("facebook", Scope.TITLE)),
        ("body:facebook?", Word("facebook", Scope.BODY)),
        ("tekst:verkiez*", Prefix("verkiez", Scope.BODY)),
        ("title:verkeizing~", Fuzzy("verkeizing", Scope.TITLE)),
        ("title:+kamer", ExactWord("kamer", Scope.TITLE)),
        ("title:-5", Word("-5", Scope.TITLE)),
        ("title:wat...", Word("wat...", Scope.TITLE)),
        ("title:wat..nu", Word("wat..nu", Scope.TITLE)),
        ('title:"tweede kamer"', Phrase("tweede kamer", Scope.TITLE)),
        ("title:a,b", Or((Word("a", Scope.TITLE), Word("b", Scope.TITLE)))),
        ("title:(a -b)", And((Word("a", Scope.TITLE), Not(Word("b", Scope.TITLE))))),
        ("title:(a) b", And((Word("a", Scope.TITLE), B))),
    ],
)
def test_title_and_body_are_places_for_words(parser, text, query):
    assert parser.parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ('Rutte: "ik ga"', And((Word("Rutte"), Phrase("ik ga")))),
        ("Rutte: 'ik ga'", And((Word("Rutte"), Word("'ik"), Word("ga'")))),
        ("(wat nu?)", And((Word("wat"), Word("nu")))),
        ("bron: NOS", And((Word("bron"), Word("NOS")))),
        ("bron:", Word("bron")),
        ("Ajax - PSV", And((Word("Ajax"), Word("PSV")))),
        ("wat nu ?", And((Word("wat"), Word("nu")))),
        ("Feest 🎉 – live", And((Word("Feest"), Word("live")))),
        ("het ” ” Paard", And((Word("het"), Word("Paard")))),
        ("🎉", Word("🎉")),
        ("–", Word("–")),
        ("vandaag 12:30 :-)", And((Word("vandaag"), Word("12:30")))),
        (
            "Programmeer(oefen)wedstrijd",
            And(tuple(map(Word, ["Programmeer", "oefen", "wedstrijd"]))),
        ),
        ("-5 graden -facebook", And((Word("-5"), Word("graden"), Not(Word("facebook"))))),
    ],
)
def test_text_copied_from_a_headline_works_as_typed(parser, text, query):
    assert parser.parse(text) == query


@pytest.mark.parametrize(
    ("keys", "text", "query"),
    [
        (("titel",), "titel:x", FieldValue("titel", ("x",))),
        (("categorie",), "categorie:x", FieldValue("categorie", ("x",))),
        (("link",), "link:x", FieldValue("link", ("x",))),
        (("datum",), "datum:2019", FieldValue("datum", ("2019",))),
        (("body",), "body:x", FieldValue("body", ("x",))),
        (("has",), "has:x", FieldValue("has", ("x",))),
        (("categories",), "categorie:x", FieldValue("categories", ("x",))),
        (("categories",), "category:x", FieldValue("categories", ("x",))),
        (("Title",), "title:x", Word("x", Scope.TITLE)),
        (("Bron", "bron"), "Bron:x", FieldValue("Bron", ("x",))),
    ],
)
def test_a_real_key_of_the_archive_wins_over_an_alias(parser_with, keys, text, query):
    assert parser_with(keys=keys).parse(text) == query


def test_saved_queries_are_groups(parser_with):
    parser = parser_with(saved={"pers": "bron:NOS OR bron:NU.nl", "kort": "@pers aantal:..100"})
    pers = Or((FieldValue("bron", ("NOS",)), FieldValue("bron", ("NU.nl",))))
    assert parser.parse("a @pers") == And((A, pers))
    assert parser.parse("-@pers") == Not(pers)
    assert parser.parse("@kort") == And((pers, NumberRange("aantal", None, 100)))
    assert parser.parse("@pers @pers") == And((pers, pers))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["verkiezingen facebook"], "verkiezingen facebook"),
        (["titel:tweede kamer", "x"], 'titel:"tweede kamer" x'),
        (["bron:de Volkskrant"], 'bron:"de Volkskrant"'),
        (["-bron:RTV Utrecht"], '-bron:"RTV Utrecht"'),
        (["bron:NOS,de Volkskrant"], 'bron:NOS,"de Volkskrant"'),
        (["bron:Jansen, Piet"], 'bron:"Jansen, Piet"'),
        (["bron:RTV - Utrecht"], 'bron:"RTV - Utrecht"'),
        (["title:Rutte (VVD) weg: wat nu?"], 'title:"Rutte (VVD) weg: wat nu?"'),
        (["datum:vorige week"], 'datum:"vorige week"'),
        (["datum:3 maanden geleden..gisteren"], 'datum:"3 maanden geleden"..gisteren'),
        (["datum:2018,vorige week"], 'datum:2018,"vorige week"'),
        (["bron:NOS OR facebook"], "bron:NOS OR facebook"),
        (["bron:NOS date:2019"], "bron:NOS date:2019"),
        (["bron:NOS -facebook"], "bron:NOS -facebook"),
        (['title:"tweede kamer" x'], 'title:"tweede kamer" x'),
        (['"tweede', 'kamer"'], '"tweede kamer"'),
        (["title:(a OR b)"], "title:(a OR b)"),
        (["bron: de Volkskrant"], "bron: de Volkskrant"),
        ([], ""),
    ],
)
def test_arguments_mean_what_they_meant_before_the_shell(parser, arguments, text):
    assert parser.parse_arguments(arguments) == parser.parse(text)
