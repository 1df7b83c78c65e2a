"""The lexicon of a build: where it lies it says what it says as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats import lexicon
from newsctl.whoosh_index.formats.lexicon import KeyCounts, dump_lexicon
from newsctl.whoosh_index.indexing.inversion import Texts, invert
from tests.laws import law

words = st.text("abeijknrstvzë'-", min_size=1, max_size=7)


@given(st.dictionaries(words, st.integers(0, 10**6), max_size=20), words)
@law
def test_a_lexicon_tells_what_was_counted(counts, word):
    few = KeyCounts(Pages(dump_lexicon(counts)))
    for form in (*counts, word):
        assert few.get(form) == counts.get(form)
        assert (form in few.forms) == (form in counts)


def test_a_lexicon_is_read_as_a_whole_when_much_is_asked(monkeypatch):
    monkeypatch.setattr(lexicon, "_FEW_LOOK_UPS", 3)
    counts = {"verkiezing": 4, "verkiezingen": 0}
    many = KeyCounts(Pages(dump_lexicon(counts)))
    for _ in range(4):
        assert many.get("verkiezing") == 4
    assert many.forms == counts
    assert [many.get(form) for form in ("verkiezing", "verkiezingen", "verkies")] == [4, 0, None]


def test_a_lexicon_is_read_as_a_whole_when_asked_to():
    counts = {"verkiezing": 4, "verkiezingen": 0}
    loaded = KeyCounts(Pages(dump_lexicon(counts)))
    loaded.load()
    assert loaded.forms == counts
    assert loaded.get("verkiezing") == 4


@pytest.mark.parametrize(
    ("form", "number"), [("verkiezing", 2), ("verkiezingen", 0), ("ideeen", 0), ("verkies", None)]
)
def test_keys_are_counted_and_other_words_noted(form, number):
    texts = Texts(invert)
    texts.add("", "Verkiezingen en ideeën")
    texts.add("", "een verkiezing")
    assert texts.key_counts().get(form) == number
