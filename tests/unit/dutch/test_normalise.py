import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("ﬁets", "fiets"),
        ("eﬀect", "effect"),
        ("Ｖｅｒｋｉｅｚｉｎｇ", "verkiezing"),
        ("𝐕𝐞𝐫𝐤𝐢𝐞𝐳𝐢𝐧𝐠", "verkiezing"),
        ("𝔷𝔬𝔫", "zon"),
        ("ﬆad", "stad"),
        ("zeeſter", "zeester"),
        ("CO₂", "co2"),
        ("m²", "m2"),
        ("①", "1"),
        ("２０１９", "2019"),
        ("ŉ", "'n"),
        ("1½", "1½"),
        ("foto´s", "foto's"),
        ("ｉｄｅｅë\u0301ｎ", "ideeë\u0301n"),
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


@given(st.text(max_size=8))
def test_normalising_twice_is_normalising_once(word):
    assert normalise(normalise(word)) == normalise(word)
    assert unicodedata.is_normalized("NFC", normalise(word))


def test_a_decomposed_word_equals_a_composed_one():
    for word in ("Curaçao", "reünie", "à propos", "Düsseldorf", "Škoda"):
        assert normalise(unicodedata.normalize("NFD", word)) == normalise(word)
