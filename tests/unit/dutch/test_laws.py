"""What holds for any text whatever."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.dutch import word_lists
from newsctl.dutch.affixes import affix_matches
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.compounds import split
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import keys_by_inflection, search_keys
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.suggestions import fuzzy_matches, suggest
from newsctl.dutch.tokens import forms, iter_tokens, token_pattern, words

ANALYSIS = DutchAnalysis(EMPTY)
text = st.text(max_size=40) | st.text("aeioubdkmnrst'-.ëïĳé’\u00ad", max_size=20)
word = st.text("abcdefghijklmnopqrstuvwxyzëïé'", min_size=1, max_size=24)


@given(text)
def test_normalising_and_folding_are_idempotent(some):
    once = normalise(some)
    assert normalise(once) == once
    assert fold(fold(once)) == fold(once)


@given(text)
@example("A.Ù‘K")
def test_composed_and_decomposed_text_have_the_same_forms(some):
    together, apart = unicodedata.normalize("NFC", some), unicodedata.normalize("NFD", some)
    assert [forms(raw) for *_, raw in iter_tokens(together)] == [
        forms(raw) for *_, raw in iter_tokens(apart)
    ]


@given(text | st.text("aéʼ’s1½²_", max_size=6))
def test_a_text_has_the_tokens_that_the_pattern_finds(some):
    found = [raw for *_, raw in iter_tokens(some)]
    assert found == [raw for raw in token_pattern().findall(some) if words(raw)]


@given(text)
def test_a_token_with_a_letter_has_forms_and_keys(some):
    for raw in token_pattern().findall(some):
        assert forms(raw)
        assert all(all(position) for position in forms(raw))
        assert all(search_keys(one) for position in words(raw) for one in position)
        assert all(term.keys for term in ANALYSIS.terms(raw))


@given(text)
def test_words_and_forms_are_parallel(some):
    assert len(words(some)) == len(forms(some))


@given(text)
def test_no_text_crashes_anything(some):
    inflection_key(some)
    search_keys(some)
    split(some, EMPTY)
    ANALYSIS.explain(some)
    suggest(some, [(some, 2), ("verkiezing", 3)])
    fuzzy_matches(some, [some, "verkiezing"])
    affix_matches(some, ending=lambda _: [some], starting=lambda _: [some], lexicon=EMPTY)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a", "en", "huis", "s'", "e-", "V.", "1.", "e\u0301", "\u0301\u00ad"]
)
def test_a_very_long_string_takes_no_time(piece):
    long = "x" + piece * 20_000
    ANALYSIS.explain(long)
    assert inflection_key(long)
    assert [raw for *_, raw in iter_tokens(long)]


@given(word)
def test_a_key_does_not_depend_on_capitals_or_composition(some):
    assert inflection_key(some.upper()) == inflection_key(some)
    assert inflection_key(unicodedata.normalize("NFD", some)) == inflection_key(some)


@given(word | st.sampled_from(sorted(word_lists.words("stop_words"))).map(lambda one: one + "en"))
@example("bijen")
def test_only_a_stop_word_has_the_keys_of_one(some):
    if not is_stop_word(fold(normalise(some))):
        assert not any(map(is_stop_word, (*search_keys(some), *keys_by_inflection(some))))


@given(word)
def test_keys_do_not_depend_on_composition(some):
    assert search_keys(unicodedata.normalize("NFD", some)) == search_keys(some)


@given(word, st.sampled_from(["'s", "’s"]))
def test_a_word_and_its_s_after_an_apostrophe_share_the_key(some, ending):
    stem = some.replace("'", "")
    if stem:
        assert inflection_key(stem + ending) == inflection_key(stem)
