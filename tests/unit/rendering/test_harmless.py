from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.rendering.harmless import (
    harmless,
    one_line,
    one_line_of_data,
    without_controls,
    without_surrogates,
)

TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Rutte: "ik ga" é ⚽', 'Rutte: "ik ga" é ⚽'),
        ("\x1b[31mrood\x1b[0m", "␛[31mrood␛[0m"),
        ("\x1b]0;titel\x07", "␛]0;titel␇"),
        ("a\x9b31mb", "a�31mb"),
        ("a\rb\x00\x7f", "a␍b␀␡"),
        ("\u202egpj.exe\u2066x\u2069", "�gpj.exe�x�"),
        ("ver\u00adkie\u200bzing\ufeff\u2060\u200f", "verkiezing"),
        ("een\u200dwoord", "eenwoord"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\ud83d los", "� los"),
        ("een\ntwee\tdrie\r\nvier\u2028vijf", "een\ntwee\tdrie\nvier\nvijf"),
        ("30\xa0euro", "30\xa0euro"),
    ],
)
def test_text_becomes_harmless(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\r\nb", "a\u2028b", "a\x85b", "a\vb", "a\fb"])
def test_one_line_has_blanks_for_line_ends_and_tabs(text):
    assert one_line(text) == "a b"


@given(TEXT)
@example("\u200d\u200b\u200da")
def test_harmless_text_has_no_control_characters_and_can_be_encoded(text):
    shown = harmless(text)
    assert not {unicodedata.category(letter) for letter in shown if letter not in "\n\t"} & {
        "Cc",
        "Cs",
        "Zl",
        "Zp",
    }
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
    )
    assert shown.encode().decode() == shown
    assert harmless(shown) == shown


@given(TEXT)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)
    assert len(one_line_of_data(text).splitlines()) <= 1


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_and_signs_stay_as_they_are(text):
    assert harmless(text) == text


def test_data_keeps_what_is_only_invisible():
    assert without_controls("ver\u00adkie\u200bzing\x1b\u202e") == "ver\u00adkie\u200bzing␛�"


def test_surrogates_are_replaced_one_for_one():
    assert without_surrogates("a\udcffb\ud800") == "a�b�"
