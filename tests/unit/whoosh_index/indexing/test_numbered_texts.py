"""Texts by number come to what they come to by token, and stock Whoosh reads both."""

from __future__ import annotations

from itertools import count, cycle, islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.util.numeric import length_to_byte

from newsctl.dutch.analysis import AnalysedWord
from newsctl.dutch.tokens import forms, words
from newsctl.whoosh_index.indexing.blocks import BlockCodec
from newsctl.whoosh_index.indexing.numbered_texts import NumberedTexts
from newsctl.whoosh_index.indexing.sources import Together
from newsctl.whoosh_index.indexing.token_texts import TokenTexts
from newsctl.whoosh_index.indexing.whoosh_schema import schema

SIGNS = "abé1.,'-’ \n"
texts = st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=10)
posts = st.lists(st.tuples(texts, texts), min_size=1, max_size=6)
STRETCH = 300  # postings
TWO_WORDS = list(islice(cycle(["een twee", "twee", "een twee twee", ""]), 400))
HYPHENS = "e-mail E-mail's l'Oréal 's-Gravenhage d.w.z. a-b-c-d-e-f 1.000,50"


class Prefixes:
    """An analysis under which words share their keys, and some have two."""

    def terms(self, raw):
        return tuple(map(self._analysed, forms(raw), words(raw)))

    def _analysed(self, surfaces, spelt):
        keys = dict.fromkeys(word[:length] for word in spelt for length in (1, 3))
        parts = dict.fromkeys(word[1:] for word in spelt if len(word) > 3)
        return AnalysedWord(surfaces, tuple(keys), tuple(parts))


def taken_in(made, several):
    for title, body in several:
        made.add(title, body)
    return made


def read(made, step=None):
    """Return all that stock Whoosh reads of the postings of texts, with lengths and counts.

    With a step, all terms are there, and of one in so many both ends of the postings.
    """
    sources, lengths, posts_with = made.inverted(Prefixes())
    storage, codec = RamStorage(), BlockCodec()
    segment = codec.new_segment(storage, "posts")
    writer = codec.field_writer(storage, segment)
    encoded = {field: bytes(map(length_to_byte, found)) for field, found in lengths.items()}
    writer.add_postings(encoded, Together(sources))
    writer.close()
    reader, formats = W3Codec().terms_reader(storage, segment), schema()
    terms = dict.fromkeys(reader.terms())
    terms |= {
        (field, term): (
            told(reader.term_info(field, term)),
            [*postings(reader, formats, field, term, most=STRETCH if step else None)],
        )
        for field, term in [*terms][::step]
    }
    written = {term.decode() for field, term in terms if field.endswith("word")}
    counts = dict(posts_with(written)), dict(posts_with({*sorted(written)[::2]}))
    return terms, {field: [*found] for field, found in lengths.items()}, counts


def told(info):
    return (
        info.weight(), info.doc_frequency(), info.min_length(), info.max_length(),
        info.max_weight(), info.min_id(), info.max_id(),
    )  # fmt: skip


def postings(reader, formats, field, term, most):
    matcher = reader.matcher(field, term, formats[field].format)
    last = reader.term_info(field, term).max_id()
    for number in count():
        if number == most:
            matcher.skip_to(last - most)
        if not matcher.is_active():
            return
        block = matcher.block_max_weight(), matcher.block_min_length(), matcher.block_max_length()
        yield matcher.id(), matcher.weight(), matcher.value(), block
        matcher.next()


@given(posts)
@example([("", ""), ("", HYPHENS), (HYPHENS, HYPHENS)])
@example([(text, text) for text in TWO_WORDS])
@example([("", " ".join(f"w{number % 50}" for number in range(n % 70))) for n in range(1000)])
@example([("", "" if n % 300 else "een") for n in range(3000)])
@example([("x " * 127, "x " * 128), ("een", "x " * 300 + "twee")])
def test_both_ways_come_to_the_same(several):
    by_token, by_number = (taken_in(made(), several) for made in (TokenTexts, NumberedTexts))
    assert set(by_number.tokens()) == set(by_token.tokens())
    assert by_number.key_counts() == by_token.key_counts()
    assert by_number.key_counts().keys() == by_token.key_counts().keys()
    assert read(by_number) == read(by_token)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("several", "step"),
    [
        ([("", "een " * 65_534 + "voor twee drie een"), ("", "een twee")], 1),
        ([("", "een")] * 65_530 + [("een", "een"), ("twee", "drie")] * 6, 1),
        ([("", " ".join(f"w{number}" for number in range(70_000)))], 997),
    ],
    ids=["places", "documents", "words"],
)
def test_numbers_beyond_two_bytes_are_written_too(several, step):
    by_token, by_number = (
        read(taken_in(made(), several), step) for made in (TokenTexts, NumberedTexts)
    )
    assert by_number == by_token


def test_size_grows_with_the_words():
    made = taken_in(NumberedTexts(), [("Een titel", "Een woord of tien. " * 100)])
    assert 200 <= made.size <= 500
