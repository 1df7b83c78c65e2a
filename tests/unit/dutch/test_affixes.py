import pytest

from newsctl.dutch.affixes import affix_matches
from newsctl.dutch.inflection import inflection_key, inflections
from newsctl.dutch.lexicon import Lexicon

TERMS = [
    "overwinning",
    "toeslagenaffaire",
    "xenonverkiezingen",
    "xenonverkiezing",
    "verkiezingsxenon",
    "verkiezingen",
    "verkiezing",
    "herverkiezing",
    "xqverkiezing",
    "xenonverhalen",
    "verkiezingheid",
    "xenonverlening",
]
ARCHIVE = Lexicon(
    {"xenon": 5, "xenonver": 5, "toeslag": 5, "over": 99, "heid": 3, inflection_key("her"): 9}, 100
)


def matches(word):
    return affix_matches(
        word,
        ending=lambda suffix: [term for term in TERMS if term.endswith(suffix)],
        starting=lambda prefix: [term for term in TERMS if term.startswith(prefix)],
        lexicon=ARCHIVE,
    )


def test_a_term_that_holds_an_inflection_at_an_end_matches():
    assert matches("verkiezing") == ["verkiezingsxenon", "xenonverkiezing", "xenonverkiezingen"]
    assert matches("verkiezingen") == matches("verkiezing")


@pytest.mark.parametrize(
    ("word", "term"),
    [("winning", "overwinning"), ("verkiezing", "herverkiezing"), ("lening", "xenonverlening")],
)
def test_a_particle_or_prefix_is_no_modifier(word, term):
    assert term not in matches(word)


def test_what_remains_must_be_a_word_of_the_archive_and_no_suffix():
    assert not {"xqverkiezing", "verkiezingheid"} & set(matches("verkiezing"))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("leesbaarheid", ["leesbaar", "leesbare"]),
        ("leesbare", ["leesbaarheid"]),
        ("duurzaamheden", ["duurzame"]),
        ("duurzaam", ["duurzaamheid"]),
        ("overheid", []),
    ],
)
def test_an_adjective_and_its_noun_in_heid_match_either_way(word, found):
    terms = ["leesbaar", "leesbare", "leesbaarheid", "duurzame", "duurzaamheid", "over"]
    matched = affix_matches(
        word,
        ending=lambda suffix: [term for term in terms if term.endswith(suffix)],
        starting=lambda prefix: [term for term in terms if term.startswith(prefix)],
        lexicon=ARCHIVE,
    )
    assert matched == found


def test_a_short_word_has_no_affix_matches():
    assert matches("xenon") == []


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("verhaal", "verhalen"),
        ("verhalen", "verhaal"),
        ("president", "presidenten"),
        ("bedrijf", "bedrijven"),
        ("bedrijven", "bedrijf"),
        ("gemeente", "gemeentes"),
        ("gemeentes", "gemeente"),
        ("programma", "programma's"),
        ("minister", "ministers"),
        ("balletten", "ballet"),
        ("ballet", "balletten"),
        ("verlies", "verliezen"),
    ],
)
def test_inflections_of_a_word(word, form):
    assert form in inflections(word)


def test_a_word_that_is_listed_as_one_is_not_found_by_its_end():
    archive = Lexicon({"rijk": 9}, 100)
    found = affix_matches(
        "belang", ending=lambda _: [], starting=lambda _: ["belangrijk"], lexicon=archive
    )
    assert found == []


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("stelling", "samenstelling"),
        ("keuring", "goedkeuringen"),
        ("rijden", "bestrijden"),
    ],
)
def test_a_verb_and_the_noun_of_one_are_not_found_by_their_ends(word, term):
    parts = Lexicon({"samen": 9, "goed": 9, "best": 9}, 100)
    found = affix_matches(
        word,
        ending=lambda end: filter(None, [term.endswith(end) and term]),
        starting=lambda _: [],
        lexicon=parts,
    )
    assert found == []


def test_the_noun_of_a_verb_is_found_by_the_end_that_is_a_noun():
    found = affix_matches(
        "stelling",
        ending=lambda end: ["xenonstelling"] * (end == "stelling"),
        starting=lambda _: [],
        lexicon=ARCHIVE,
    )
    assert found == ["xenonstelling"]


def test_only_inflections_that_exist_are_looked_for():
    terms = ["xenonstrate", "xenonstraten", "geborxenon"]
    lexicon = Lexicon({"xenon": 5}, 100)
    found = [
        affix_matches(
            word,
            ending=lambda suffix: [term for term in terms if term.endswith(suffix)],
            starting=lambda prefix: [term for term in terms if term.startswith(prefix)],
            lexicon=lexicon,
        )
        for word in ("straat", "geboren")
    ]
    assert found == [["xenonstraten"], []]
