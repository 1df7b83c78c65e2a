"""Words that several processes have met: one analyses each, and the others are told."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import EMPTY
from newsctl.whoosh_index.indexing.batch_readers import dump_analyses, load_analyses, shared_tokens
from newsctl.whoosh_index.indexing.word_register import WordRegister

RAWS = ("verkiezing", "Tweede-Kamerlid", "oliën", "'s-Gravenhage", "presidentsverkiezingen")
ANALYSIS = DutchAnalysis(EMPTY)


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=4))
def test_what_several_have_met_is_given_to_one_of_them_in_even_shares(met):
    times = Counter(token for tokens in met for token in tokens)
    parted = shared_tokens(met)
    given_out = [token for share in parted for token in share]
    assert sorted(given_out) == sorted(token for token, number in times.items() if number > 1)
    assert len(parted) == len(met)
    assert max(map(len, parted)) - min(map(len, parted)) <= 1


def test_what_is_told_is_as_if_analysed_here():
    here, told = WordRegister(ANALYSIS), WordRegister(ANALYSIS)
    data = dump_analyses({raw: here.terms(raw) for raw in RAWS})
    for raw, analysed in load_analyses(data).items():
        told.learn(raw, analysed)
    assert told.unknown([*RAWS, "nieuw"]) == ["nieuw"]
    assert [told.terms(raw) for raw in RAWS] == [here.terms(raw) for raw in RAWS]
    assert list(told.entries({})) == list(here.entries({}))
