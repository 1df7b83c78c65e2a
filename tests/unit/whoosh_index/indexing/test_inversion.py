"""Texts to postings: both ways come to what a look at every text as a whole comes to."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import cycle, islice, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.dutch.analysis import AnalysedWord
from newsctl.dutch.normalise import normalise
from newsctl.dutch.numbering import Numbering
from newsctl.dutch.tokens import forms, token_pattern, words
from newsctl.whoosh_index.indexing import array_inversion, inversion
from newsctl.whoosh_index.indexing.inversion import Texts
from newsctl.whoosh_index.schema import IN_BODY, IN_TITLE

SIGNS = "aBé1İß.,:'’-‐_`(\"!\u00ad\u200b\u0301\u00a0\u2028\x1c\x85 \n"
texts = st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=10)
posts = st.lists(st.tuples(texts, texts), min_size=1, max_size=6)
TWO_WORDS = list(islice(cycle(["een twee", "twee", "een twee twee", ""]), 400))
HYPHENS = "e-mail E-mail's l'Oréal 's-Gravenhage d.w.z. a-b-c-d-e-f 1.000,50"
QUOTES = "(De) de. 'De' de... .de -de- a.b .a.b x_y 1.000. zo’n ‘t Hooft ’s avonds"
WAYS = [inversion.invert, array_inversion.invert]


class Prefixes:
    """An analysis under which words share their keys, and some have two."""

    def __init__(self, *lengths):
        self.lengths = lengths or (1, 3)

    @cache  # noqa: B019 -- for the few that a test makes
    def terms(self, raw):
        return tuple(map(self._analysed, forms(raw), words(raw)))

    def _analysed(self, surfaces, spelt):
        keys = dict.fromkeys(word[:length] for word in spelt for length in self.lengths)
        parts = dict.fromkeys(word[1:] for word in spelt if len(word) > 3)
        return AnalysedWord(surfaces, tuple(keys), tuple(parts))


def taken_in(invert, several):
    made = Texts(invert)
    for title, body in several:
        made.add(title, body)
    return made


def read(made):
    """Return the postings as places by field, term and document; lengths, and words counted."""
    found = made.inverted(Prefixes())
    postings = {
        (field, term.decode()): {
            document: (count, places) for document, count, places in each(field_postings, number)
        }
        for field, field_postings in found.postings.items()
        for number, term in enumerate(field_postings.terms)
    }
    for field_postings in found.postings.values():
        assert field_postings.terms == sorted(field_postings.terms)
    return postings, {field: [*one] for field, one in found.lengths.items()}, found.word_counts


def each(postings, number):
    start, end = postings.bounds[number : number + 2]
    place = None if postings.place_bounds is None else postings.place_bounds[number]
    for document, count in zip(
        postings.documents[start:end], postings.counts[start:end], strict=True
    ):
        if place is None:
            yield document, count, None
        else:
            yield document, count, list(postings.places[place : place + count])
            place += count


def naive(several):
    """Return what `read` does, by a look at every text as a whole."""
    postings, holders = defaultdict(lambda: defaultdict(list)), defaultdict(set)
    lengths = {text.keys: [0] * len(several) for text in (IN_TITLE, IN_BODY)}
    for document, post in enumerate(several):
        for names, text in zip((IN_TITLE, IN_BODY), post, strict=True):
            place = 0
            for raw in token_pattern().findall(text):
                for word in Prefixes().terms(normalise(raw)):
                    for field, terms in zip(
                        names, (word.keys, word.surfaces, word.parts), strict=True
                    ):
                        for term in terms:
                            postings[field, term][document].append(place)
                    for surface in word.surfaces:
                        holders[surface].add(document)
                    lengths[names.keys][document] += len(word.keys)
                    place += 1
    with_places = (IN_TITLE.keys, IN_BODY.keys)
    counted = {
        (field, term): {
            document: (len(places), places if field in with_places else None)
            for document, places in found.items()
        }
        for (field, term), found in postings.items()
    }
    return counted, lengths, {word: len(found) for word, found in holders.items()}


@pytest.mark.slow
@pytest.mark.parametrize("invert", WAYS)
def test_postings_are_those_of_the_whole_texts(invert):
    @given(posts)
    @example([("", ""), ("", HYPHENS), (HYPHENS, QUOTES)])
    @example([(text, text) for text in TWO_WORDS])
    @example([("", "" if n % 300 else "een") for n in range(3000)])
    @example([("x " * 127, "x " * 128), ("een", "x " * 300 + "twee")])
    def holds(several):
        made = taken_in(invert, several)
        assert read(made) == naive(several)
        assert read(made) == naive(several)  # as often as it is asked

    holds()


@given(posts)
@example([("Huis", "Het huis, de huizen"), ("boom", "de")])
def test_both_ways_count_the_same_keys(several):
    counts = [taken_in(invert, several).key_counts() for invert in WAYS]
    assert counts[0] == counts[1]
    assert counts[0].keys() == counts[1].keys()


def test_documents_are_counted_once_for_each_key():
    counts = taken_in(
        inversion.invert, [("Huis", "Het huis, de huizen"), ("boom", "de")]
    ).key_counts()
    assert (counts["huis"], counts["boom"], counts["de"]) == (1, 1, 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    "several",
    [
        [("", "een " * 65_534 + "voor twee drie een"), ("", "een twee")],
        [("", "een")] * 65_530 + [("een", "een"), ("twee", "drie")] * 6,
        [("", " ".join(f"w{number}" for number in range(70_000)))],
    ],
    ids=["places", "documents", "words"],
)
def test_numbers_beyond_two_bytes_are_inverted_too(several):
    analysis = Prefixes(1, 9)
    by_loops, by_arrays = (as_lists(taken_in(way, several).inverted(analysis)) for way in WAYS)
    for column, numbers in by_loops.items():
        assert by_arrays[column] == numbers, column


def as_lists(inverted):
    """Return each column of postings as a list of numbers, without a look at what they mean."""
    columns = {
        (field, name): [*column]
        for field, postings in inverted.postings.items()
        for name, column in postings._asdict().items()
        if column is not None
    }
    return columns | {field: [*one] for field, one in inverted.lengths.items()}


@given(texts)
def test_a_token_is_analysed_as_it_is_written(text):
    for raw in token_pattern().findall(text):
        assert words(normalise(raw)) == words(raw)


def test_a_run_without_end_is_not_remembered():
    numbering = Numbering()
    assert len(numbering["-".join(["woord"] * 1000)]) == 1000
    assert not numbering


def test_words_of_texts_that_wait_are_numbered_together(monkeypatch):
    monkeypatch.setattr("newsctl.dutch.numbering._LETTERS_AT_ONCE", 20)
    made = taken_in(inversion.invert, [("", f"woord{n} twee drie") for n in range(9)])
    (_, body) = made._placed()
    assert [end - start for start, end in pairwise(body.bounds)] == [3] * 9


def test_size_grows_with_the_words():
    made = taken_in(inversion.invert, [("Een titel", "Een woord of tien. " * 100)])
    assert 200 <= made.size <= 500
