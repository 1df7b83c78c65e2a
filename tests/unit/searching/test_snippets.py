"""Snippets: short pieces of the text around what was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsctl.searching.expansion import MatchKind
from newsctl.searching.snippets import LENGTH, MOST, Mark, running, snippets
from tests.laws import law

texts = st.lists(st.sampled_from(["zon", "maan", "sterren", ".", "!", "\n", "x" * 70]), max_size=80)


@st.composite
def marked(draw):
    text = running(" ".join(draw(texts)))
    starts = draw(st.lists(st.integers(0, max(len(text) - 1, 0)), max_size=12, unique=True))
    marks, end = [], 0
    for start in sorted(starts):
        if start >= end and start < len(text):
            end = min(len(text), start + draw(st.integers(1, 12)))
            marks.append(Mark(start, end, draw(st.sampled_from("ab")), MatchKind.EXACT))
    return text, marks


@given(marked())
@law
def test_highlights_are_in_order_apart_and_within_the_snippet(made):
    for snippet in snippets(*made):
        end = 0
        for start, stop in snippet.highlights:
            assert end <= start < stop <= len(snippet.value)
            end = stop


@given(marked())
@law
def test_highlights_are_the_very_words_that_were_marked(made):
    text, marks = made
    spelt = [text[mark.start : mark.end].replace("\n", " ") for mark in marks]
    for snippet in snippets(text, marks):
        for start, end in snippet.highlights:
            assert snippet.value[start:end] in spelt


@given(marked())
@law
def test_a_snippet_is_a_piece_of_the_text(made):
    text, marks = made
    whole = text.replace("\n", " ")
    for snippet in snippets(text, marks):
        assert snippet.value.strip("…") in whole


@given(marked())
@law
def test_snippets_are_few_and_short(made):
    found = snippets(*made)
    assert len(found) <= MOST
    assert all(len(snippet.value) <= LENGTH + 2 + 12 for snippet in found)


@given(marked())
@law
def test_a_text_with_marks_has_one_in_every_snippet(made):
    text, marks = made
    assert bool(snippets(text, marks)) == bool(text)
    if marks:
        assert all(snippet.highlights for snippet in snippets(text, marks))


def test_the_snippet_with_the_most_different_words_is_shown():
    filler = "En verder niets. " * 30
    text = f"Zon zon zon. {filler}Zon en maan. {filler}Zon."
    marks = [
        Mark(start, start + len(word), word, MatchKind.EXACT)
        for word in ("zon", "maan")
        for start in range(len(text))
        if text[start : start + len(word)].lower() == word
    ]
    shown = snippets(text, sorted(marks))
    assert any("Zon en maan." in snippet.value for snippet in shown)


def test_a_snippet_begins_at_its_sentence():
    text = "Niets. " * 40 + "De zon schijnt."
    start = text.index("zon")
    (snippet,) = snippets(text, [Mark(start, start + 3, "zon", MatchKind.EXACT)])
    assert "De zon schijnt." in snippet.value
    assert not snippet.value.startswith("…")


def test_a_piece_out_of_the_middle_has_an_ellipsis_on_both_sides():
    text = "woord " * 100 + "zon " + "woord " * 100
    start = text.index("zon")
    (snippet,) = snippets(text, [Mark(start, start + 3, "zon", MatchKind.EXACT)])
    assert snippet.value.startswith("…")
    assert snippet.value.endswith("…")
    ((start, end),) = snippet.highlights
    assert snippet.value[start:end] == "zon"
