"""Where tokens stand: what is found run by run is what is found in the whole text."""

from __future__ import annotations

from array import array
from collections import defaultdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import token_pattern, words
from newsctl.whoosh_index.indexing.occurrences import (
    Occurrences,
    document_count,
    documents,
    joined,
    key_counts,
    moved,
    places,
)

SIGNS = "aBé1İß.,:'’-‐_`(\"!\u00ad\u200b\u0301\u00a0\u2028\x1c\x85 \n"
texts = st.text(st.sampled_from(SIGNS)) | st.text() | st.text(st.sampled_from(SIGNS + "€½²"))


def naive(several):
    """Return document and place of each token, by a look at every text as a whole."""
    found = defaultdict(list)
    for document, text in enumerate(several):
        place = 0
        for raw in token_pattern().findall(text):
            if words(raw):
                found[normalise(raw)].append((document, place))
            place += len(words(raw))
    return dict(found)


def taken_in(several):
    occurrences = Occurrences()
    for text in several:
        occurrences.add(text)
    return occurrences


@given(st.lists(texts, max_size=4))
@example(["V.S. d.w.z. 's-Gravenhage 1.000,50 3,5 e-mail foto's l'Oréal"])
@example(["(De) de. 'De' de... .de -de- a.b .a.b x_y 1.000.", "zo’n ‘t Hooft ’s avonds"])
@example([" ".join(f"woord{number}" for number in range(300)), "", "kort"])
def test_tokens_stand_where_they_stand_in_the_whole_text(several):
    tokens = taken_in(several).tokens()
    found = {
        token: list(zip(documents(codes), places(codes), strict=True))
        for token, codes in tokens.items()
    }
    assert found == naive(several)


@given(texts)
def test_a_token_is_analysed_as_it_is_written(text):
    for raw in token_pattern().findall(text):
        assert words(normalise(raw)) == words(raw)


@given(st.lists(texts, max_size=4))
def test_lengths_are_how_many_places_there_are(several):
    occurrences = taken_in(several)
    lengths = [sum(len(words(raw)) for raw in token_pattern().findall(text)) for text in several]
    assert occurrences.lengths == lengths
    assert occurrences.size == sum(lengths)


def test_a_run_without_end_is_not_remembered():
    occurrences = Occurrences()
    occurrences.add("-".join(["woord"] * 1000))
    assert not occurrences._runs
    assert occurrences.size == 1000


def test_documents_are_counted_once_for_each_key():
    counts = key_counts([taken_in(["Huis", "boom"]), taken_in(["Het huis, de huizen", "de"])])
    assert (counts["huis"], counts["boom"], counts["de"]) == (1, 1, 2)


@pytest.mark.parametrize("runs", [[[(0, 1)]], [[(0, 1), (7, 2)], [(0, 0), (3, 9)]]])
def test_runs_are_joined_in_order(runs):
    codes = [array("Q", [document << 32 | place for document, place in run]) for run in runs]
    together = sorted(pair for run in runs for pair in run)
    both = joined(codes)
    assert list(zip(documents(both), places(both), strict=True)) == together
    assert list(places(moved(both, 3))) == [place + 3 for _, place in together]
    assert document_count(codes) == len({document for document, _ in together})
