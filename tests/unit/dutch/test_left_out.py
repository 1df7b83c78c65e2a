"""What a hyphen leaves out is indexed as the word that it stands for, where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.dutch.left_out import SIGN, as_written, may_leave_out, spelt_out
from newsctl.dutch.numbering import NumberedText, Numbering
from newsctl.dutch.tokens import iter_tokens, words


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("de gas- en stroomprijzen", "gas-", "gasprijzen"),
        ("elektriciteits- of gasprijzen", "elektriciteits-", "elektriciteitsprijzen"),
        ("in- en uitvoer van vee", "in-", "invoer"),
        ("de voor- en nadelen", "voor-", "voordelen"),
        ("op- en aanmerkingen", "op-", "opmerkingen"),
        ("hard- en software", "hard-", "hardware"),
        ("coördinatie- en controletaken", "coördinatie-", "coördinatietaken"),
        ("vijftien- tot zestienjarigen", "vijftien-", "vijftienjarigen"),
        ("basisscholen en -leraren", "leraren", "basisleraren"),
        ("natuurgebieden of\n-parken", "parken", "natuurparken"),
    ],
)
def test_a_word_is_found_by_what_it_stands_for(text, written, meant):
    for form in ("NFC", "NFD"):
        spelt = unicodedata.normalize(form, text)
        found = [
            (unicodedata.normalize("NFC", spelt[start:end]), words(raw))
            for _, start, end, raw in iter_tokens(spelt)
            if SIGN in raw
        ]
        assert found == [(written, ((written.strip("-"), meant),))]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("land- en tuinbouwbeleid", {"landbouwbeleid"}),
        ("honden- en kattenvoerfabriek", {"hondenvoerfabriek", "hondenfabriek"}),
        ("gas- en elektriciteitsnetbeheer", {"gasnetbeheer"}),
        ("in- en uitvoerrechten", {"invoerrechten"}),
        ("op- en afbouwplannen", {"opbouwplannen"}),
        ("aan- en verkoopbemiddeling", {"aankoopbemiddeling"}),
        ("zee- en luchthavenbedrijven", {"zeehavenbedrijven"}),
        ("gemeenteraadsleden en -vergadering", {"gemeenteraadsvergadering"}),
        ("mond- en klauwzeeruitbraak", {"mondzeeruitbraak", "monduitbraak"}),
    ],
)
def test_before_a_long_word_it_stands_for_the_word_with_each_tail(text, meant):
    (token,) = [raw for *_, raw in iter_tokens(text) if SIGN in raw]
    ((_, *found),) = words(token)
    assert set(found) == meant


def test_of_several_each_takes_the_head_of_the_last():
    tokens = [words(raw) for *_, raw in iter_tokens("gas-, water- en stroomprijzen")]
    assert tokens == [
        (("gas", "gasprijzen"),),
        (("water", "waterprijzen"),),
        (("en",),),
        (("stroomprijzen",),),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "een - en een streep",
        "rood- en blauw",
        "mee- en eten",
        "x- en stroomprijzen",
        "-en -leraren",
    ],
)
def test_a_hyphen_that_leaves_nothing_out_tells_nothing(text):
    assert SIGN not in spelt_out(text)


def test_a_word_whose_rest_nobody_can_tell_is_as_written():
    (token,) = [raw for *_, raw in iter_tokens("knor- en blafgroep") if SIGN in raw]
    assert as_written(token) == "knor-"
    (token,) = [raw for *_, raw in iter_tokens("zwieperd- en kwabbeling") if SIGN in raw]
    assert words(token) == (("zwieperd",),)


pieces = st.sampled_from(
    [
        "gas-",
        "in-",
        "en",
        "of",
        ",",
        " ",
        "\n",
        "-",
        "-leraren",
        "stroomprijzen",
        "uitvoer",
        "(",
        "x",
    ]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_a_text_that_is_spelt_out_has_the_tokens_of_the_text(text):
    expected = [raw for *_, raw in iter_tokens(text)]
    assert [raw for *_, raw in iter_tokens(spelt_out(text))] == expected
    assert may_leave_out(text) or not any(SIGN in raw for raw in expected)
    numbering = Numbering()
    numbered = NumberedText(numbering)
    numbered.add(text)
    numbered.placed()
    assert set(numbering.tokens) == set(expected)
