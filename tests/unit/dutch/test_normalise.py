import unicodedata

import pytest

from newsctl.dutch.normalise import fold, normalise


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Ĳsland", "ijsland"),
        ("IJSLAND", "ijsland"),
        ("foto’s", "foto's"),
        ("fotoʼs", "foto's"),
        ("‘s", "'s"),
        ("Noord‑Brabant", "noord-brabant"),
        ("Noord‐Brabant", "noord-brabant"),
        ("ver\u00adkie\u00adzing", "verkiezing"),
        ("zorg\u200bpremie", "zorgpremie"),
        ("CAFÉ", "café"),
        ("cafe\u0301", "café"),
        ("ideee\u0308n", "ideeën"),
    ],
)
def test_one_spelling_for_what_typography_writes_in_several(written, normal):
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("café", "cafe"),
        ("ideeën", "ideeen"),
        ("beïnvloeding", "beinvloeding"),
        ("straße", "strasse"),
        ("københavn", "kobenhavn"),
        ("łódź", "lodz"),
        ("œuvre", "oeuvre"),
        ("señor", "senor"),
        ("curaçao", "curacao"),
        ("coördinatie", "coordinatie"),
    ],
)
def test_folding_takes_accents_off(word, folded):
    assert fold(word) == folded


def test_a_decomposed_word_equals_a_composed_one():
    for word in ("Curaçao", "reünie", "à propos", "Düsseldorf", "Škoda"):
        assert normalise(unicodedata.normalize("NFD", word)) == normalise(word)
