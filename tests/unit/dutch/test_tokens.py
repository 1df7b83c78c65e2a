import unicodedata

import pytest

from newsctl.dutch.tokens import forms, iter_tokens, token_pattern, words


@pytest.mark.parametrize(
    ("raw", "positions"),
    [
        ("Rutte", (("rutte",),)),
        ("Noord-Brabant", (("noord", "noordbrabant"), ("brabant",))),
        ("e-mail", (("e", "email"), ("mail",))),
        ("V.S.", (("vs",),)),
        ("d.w.z.", (("dwz",),)),
        ("1.000", (("1000",),)),
        ("12.500,50", (("12500,50",),)),
        ("3,5", (("3,5",),)),
        ("3.11", (("3.11",),)),
        ("19:30", (("19.30",),)),
        ("2-0", (("2",), ("0",))),
        ("'s-Hertogenbosch", (("hertogenbosch",),)),
        ("’s-Gravenhage", (("gravenhage",),)),
        ("zo'n", (("zo",),)),
        ("m’n", (("mijn",),)),
        ("'t", (("het",),)),
        ("foto's", (("foto's",),)),
        ("A4'tje", (("a4'tje",),)),
        ("l'Oréal", (("l'oreal", "oreal"),)),
        ("EU-top", (("eu", "eutop"), ("top",))),
        ("reclame-uitingen", (("reclame", "reclameuitingen"), ("uitingen",))),
        ("kant-en-klaar", (("kant", "kantenklaar"), ("en",), ("klaar",))),
        ("zorg\u00adpremie", (("zorgpremie",),)),
        ("Ĳsselmeer", (("ijsselmeer",),)),
        ("-", ()),
        ("'", ()),
        ("", ()),
    ],
)
def test_forms_of_a_raw_token(raw, positions):
    assert forms(raw) == positions


def test_words_keep_the_accents_that_forms_lose():
    assert words("ideeën") == (("ideeën",),)
    assert forms("ideeën") == (("ideeen",),)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("De V.S. en de EU.", ["De", "V.S.", "en", "de", "EU"]),
        ("Zo'n 1.000 foto’s!", ["Zo'n", "1.000", "foto’s"]),
        ("'s-Hertogenbosch wint", ["'s-Hertogenbosch", "wint"]),
        ("'s avonds om 12:30", ["'s", "avonds", "om", "12:30"]),
        ("'Dat was 't', zei hij", ["Dat", "was", "'t", "zei", "hij"]),
        ("een e-mail- of belactie", ["een", "e-mail", "of", "belactie"]),
        ("prijs: 3,5 procent.", ["prijs", "3,5", "procent"]),
        ("snake_case en/of", ["snake", "case", "en", "of"]),
        ("Tweede Kamer(verkiezingen)", ["Tweede", "Kamer", "verkiezingen"]),
        ("ver\u00adkie\u00adzing", ["ver\u00adkie\u00adzing"]),
        ("1.2.3", ["1.2.3"]),
        ("optie A.De rest", ["optie", "A", "De", "rest"]),
    ],
)
def test_raw_tokens_of_a_text(text, raw):
    assert token_pattern().findall(text) == raw


def test_composed_and_decomposed_text_give_the_same_tokens():
    text = "De reünie in Café Décor: één idee, coördinatoren én ideeën in de V.S.; 3,5 procent"
    apart = unicodedata.normalize("NFD", text)
    assert [forms(raw) for _, _, _, raw in iter_tokens(text)] == [
        forms(raw) for _, _, _, raw in iter_tokens(apart)
    ]


def test_a_hyphenated_word_takes_as_many_positions_as_it_has_parts():
    found = list(iter_tokens("In Noord-Brabant is het stil"))
    assert [(position, raw) for position, _, _, raw in found] == [
        (0, "In"),
        (1, "Noord-Brabant"),
        (3, "is"),
        (4, "het"),
        (5, "stil"),
    ]


def test_places_point_into_the_text():
    text = "«ĲS» en foto’s"
    assert [text[start:end] for _, start, end, _ in iter_tokens(text)] == ["ĲS", "en", "foto’s"]


def test_a_string_of_many_parts_is_several_tokens_of_a_bounded_number():
    parts = [f"deel{number}" for number in range(1000)]
    found = token_pattern().findall("-".join(parts))
    assert max(len(words(raw)) for raw in found) == 32
    assert [form for raw in found for position in forms(raw) for form in position] == parts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9.8", ["9.8"]),
        ("Python 3.11 en Bus 311", ["python", "3.11", "en", "bus", "311"]),
        ("om 19.30 of 19:30 uur", ["om", "19.30", "of", "19.30", "uur"]),
        ("1.000 = 1000", ["1000", "1000"]),
        ("1.250.000,50", ["1250000,50"]),
        ("0.125 en 0,125", ["0.125", "en", "0,125"]),
        ("1.2.3.", ["1.2.3"]),
        ("192.168.2.1:80", ["192.168.2.1.80"]),
        ("2019.1234", ["2019.1234"]),
        ("(3.11), 3,5; 2.0!", ["3.11", "3,5", "2.0"]),
        ("1.000.5", ["1.000.5"]),
        ("v3.11", ["v3", "11"]),
        ("eindigt met 2. Daarna", ["eindigt", "met", "2", "daarna"]),
        ("uitslag: 2-0", ["uitslag", "2", "0"]),
        ("covid-19", ["covid", "19"]),
    ],
)
def test_a_number_is_one_word_and_no_other_number(written, read):
    found = [place for _, _, _, raw in iter_tokens(written) for place in forms(raw)]
    assert [place[0] for place in found] == read
    assert {place[1] for place in found if place[1:]} <= {"covid19"}


def test_a_text_of_many_numbers_is_read_in_no_time():
    text = ".".join(map(str, range(20_000))) + "x"
    assert max(len(raw) for _, _, _, raw in iter_tokens(text)) < 200
