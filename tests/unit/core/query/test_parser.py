"""Text to Query: what each form means."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    ExactWord,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Slug,
    TwoWays,
    WholeTitle,
    Word,
    doubts_of,
)
from newsctl.core.query.describe import query_text

ZONE = ZoneInfo("Europe/Amsterdam")
YESTERDAY = DateRange("date", datetime(2019, 9, 4, tzinfo=ZONE), datetime(2019, 9, 5, tzinfo=ZONE))

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
        ("has:titel,datum", Or((FieldPresent("title"), DateRange("date", None, None)))),
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
        ("wie:", Word("wie")),
        ("Tags: bron", And((Word("Tags"), Word("bron")))),
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
        ("titel", "titel:x", Word("x", Scope.TITLE)),
        ("titel", 'titel:"x y"', Phrase("x y", Scope.TITLE)),
        ("titel", "titel:=x", WholeTitle(("x",))),
        ("Titel", "titel:x", Word("x", Scope.TITLE)),
        ("tekst", "tekst:x", Word("x", Scope.BODY)),
        ("body", "body:x", Word("x", Scope.BODY)),
        ("link", "link:x", FieldValue("externe_link", ("x",))),
        ("categorie", "categorie:x", FieldValue("category", ("x",))),
        ("categories", "category:x", FieldValue("category", ("x",))),
        ("category", "categories:x", FieldValue("categories", ("x",))),
        ("tag", "tags:x", FieldValue("tags", ("x",))),
        ("tags", "tag:x", FieldValue("tag", ("x",))),
        ("Bron", "bron:x", FieldValue("bron", ("x",))),
        ("has", "has:bron", FieldPresent("bron")),
        ("path", "path:x", InPath(("x",))),
        ("slug", "slug:x", Slug(("x",))),
    ],
)
def test_a_key_of_one_post_is_asked_beside_what_a_name_means(parser_with, keys, text, query):
    """Whatever key a post may have, a query finds what it finds without that post."""
    name, _, value = text.partition(":")
    own = FieldValue(keys, (value.strip('"'),))
    with_it = parser_with(
        keys=("bron", "externe_link", "category", "categories", "tags", "tag", keys)
    ).parse(text)
    assert with_it in {query, Or((query, own))} or isinstance(with_it, Or)
    parts = with_it.operands if isinstance(with_it, Or) else (with_it,)
    assert query in parts
    assert own in parts or name in {"slug", "has"}


@pytest.mark.parametrize(
    ("keys", "text", "query"),
    [
        (("categories",), "categorie:x", FieldValue("categories", ("x",))),
        (("categories",), "category:x", FieldValue("categories", ("x",))),
        (("tags",), "tag:x", FieldValue("tags", ("x",))),
        (("tag",), "tags:x", FieldValue("tag", ("x",))),
        (("categorie",), "categorie:x", FieldValue("categorie", ("x",))),
        (("Title",), "title:x", Word("x", Scope.TITLE)),
        (
            ("category", "categories"),
            "categories:x",
            Or((FieldValue("categories", ("x",)), FieldValue("category", ("x",)))),
        ),
        (
            ("category", "categories"),
            "has:category",
            Or((FieldPresent("category"), FieldPresent("categories"))),
        ),
        (("Bron", "bron"), "Bron:x", Or((FieldValue("Bron", ("x",)), FieldValue("bron", ("x",))))),
        (("datum",), "datum:gisteren", Or((YESTERDAY, FieldValue("datum", ("gisteren",))))),
        (("datum",), "datum:2019..", DateRange("date", datetime(2019, 1, 1, tzinfo=ZONE), None)),
        (("Aantal",), "aantal:5..", NumberRange("Aantal", 5, None)),
    ],
)
def test_keys_that_mean_the_same_are_asked_together(parser_with, keys, text, query):
    assert parser_with(keys=keys).parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("bron:RTV*", FieldPattern("bron", "RTV*")),
        ("bron:*Utrecht", FieldPattern("bron", "*Utrecht")),
        ('bron:"RTV U"*', FieldPattern("bron", "RTV U*")),
        ("bron:NOS,RTV*", Or((FieldValue("bron", ("NOS",)), FieldPattern("bron", "RTV*")))),
        ("bron:*", FieldPattern("bron", "*")),
        ("path:_posts/2019-*.md", InPath(("_posts/2019-*.md",))),
        ('path:"a, b.md"', InPath(("a, b.md",))),
        ("path:a..b.md", InPath(("a..b.md",))),
        ("slug:boeren*,wolf", Slug(("boeren*", "wolf"))),
        ("title:=facebook", WholeTitle(("facebook",))),
        ('title:="een hele titel"', WholeTitle(("een hele titel",))),
        ('titel:="a","b, c"', WholeTitle(("a", "b, c"))),
        ('title:="a" b', And((WholeTitle(("a",)), B))),
        ('-title:="a b"', Not(WholeTitle(("a b",)))),
    ],
)
def test_parts_of_values_paths_slugs_and_whole_titles(parser, text, query):
    assert parser.parse(text) == query
    assert parser.parse(query_text(query)) == query


def test_a_whole_title_needs_no_quotes_in_an_argument_of_its_own(parser):
    asked = parser.parse_arguments(["title:=Rutte (VVD) weg: wat nu?"])
    assert asked == WholeTitle(("Rutte (VVD) weg: wat nu?",))


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
        (["titel:tweede kamer", "x"], "titel:tweede kamer x"),
        (["bron:de Volkskrant"], 'bron:"de Volkskrant"'),
        (["-bron:RTV Utrecht"], '-bron:"RTV Utrecht"'),
        (["bron:NOS,de Volkskrant"], 'bron:NOS,"de Volkskrant"'),
        (["bron:Jansen, Piet"], 'bron:"Jansen, Piet"'),
        (["bron:RTV - Utrecht"], 'bron:"RTV - Utrecht"'),
        (["title:Rutte (VVD) weg: wat nu?"], "title:Rutte (VVD) weg: wat nu?"),
        (["-title:oranje spanje"], "-title:oranje spanje"),
        (["body:oranje spanje"], "body:oranje spanje"),
        (["-bron:NOS verkiezing"], "-bron:NOS verkiezing"),
        (["bron:Trouw verkiezing"], "bron:Trouw verkiezing"),
        (["bron:NOS,Trouw verkiezing"], "bron:NOS,Trouw verkiezing"),
        (["-bron:RTV Utrecht mooi weer"], '-bron:"RTV Utrecht" mooi weer'),
        (["bron:NOS,RTV Utrecht weer"], 'bron:NOS,"RTV Utrecht" weer'),
        (["title:=RTV Utrecht weer"], 'title:="RTV Utrecht" weer'),
        (["datum:3 maart 2019 verkiezing"], 'datum:"3 maart 2019" verkiezing'),
        (["-datum:2019 verkiezing"], "-datum:2019 verkiezing"),
        (["aantal:300.. wolf"], "aantal:300.. wolf"),
        (["has:bron wolf"], "has:bron wolf"),
        (["path:2019 wolf"], "path:2019 wolf"),
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


@pytest.mark.parametrize(
    ("argument", "meant", "other"),
    [
        ("title:tweede kamer", "kamer title:tweede", 'title:"tweede kamer"'),
        ("-body:tweede kamer", "kamer -body:tweede", '-body:"tweede kamer"'),
        ("bron:NOS Journaal", 'bron:"NOS Journaal"', "Journaal bron:NOS"),
        ("-bron:NU.nl,NOS Journaal", '-bron:NU.nl,"NOS Journaal"', "Journaal -bron:NU.nl,NOS"),
    ],
)
def test_an_argument_with_two_readings_tells_both(parser_with, argument, meant, other):
    parser = parser_with(values=frozenset({"NOS", "NOS Journaal"}))
    asked = parser.parse_arguments([argument])
    assert doubts_of(asked) == {TwoWays(argument, meant, other)}
    read = parser.parse(meant)
    assert {*asked.operands} == ({*read.operands} if isinstance(read, And) else {read})


@pytest.mark.parametrize("argument", ["bron:NOS wolf", "bron:RTV Utrecht", "datum:3 maart 2019"])
def test_an_argument_with_one_reading_has_no_doubts(parser, argument):
    assert not doubts_of(parser.parse_arguments([argument]))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.000..", 1_000, None),
        ("..10.000", None, 10_000),
        ("1.000.000", 1_000_000, 1_000_000),
        ("-2.500..1.5", -2_500, 1.5),
        ("0.500", 0.5, 0.5),
        ("1.5", 1.5, 1.5),
        ("1.0000", 1, 1),
        ("1000.250", 1_000.25, 1_000.25),
    ],
)
def test_points_between_groups_of_three_digits_stand_between_thousands(parser, text, low, high):
    for key in ("aantal", "bron")[: 2 if ".." in text else 1]:
        assert parser.parse(f"{key}:{text}") == NumberRange(key, low, high)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a/b:q", FieldValue("a/b", ("q",))),
        ("-a/b:q r", And((Not(FieldValue("a/b", ("q",))), Word("r")))),
        ('"mijn veld":"rood wit",x', FieldValue("mijn veld", ("rood wit", "x"))),
        ("Mijn Veld:x", FieldValue("mijn veld", ("x",))),
        ("x:y:1..2", NumberRange("x:y", 1, 2)),
        ("3d:ja", FieldValue("3d", ("ja",))),
        ("12:30", Word("12:30")),
        ("mijn veld", And((Word("mijn"), Word("veld")))),
        ('"mijn veld": x', And((Phrase("mijn veld"), Word("x")))),
    ],
)
def test_a_key_with_signs_in_it_is_a_field_where_posts_have_it(parser_with, text, query):
    parser = parser_with(keys=("a/b", "mijn veld", "mijn", "x:y", "3d", "12"))
    assert parser.parse(text) == query
    assert parser.parse(query_text(query)) == query


def test_a_value_with_spaces_in_one_argument_is_one_of_a_key_with_spaces_too(parser_with):
    parser = parser_with(keys=("mijn veld",))
    found = parser.parse_arguments(["mijn veld:rood wit", "x"])
    assert found == And((FieldValue("mijn veld", ("rood wit",)), Word("x")))
