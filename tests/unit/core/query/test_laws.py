"""Laws of the query language, for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import And, Or, Word, left_out_of, walk
from newsctl.core.query.describe import plain_words, query_text
from newsctl.core.query.limits import MAX_LENGTH
from tests.clock import takes_less_than

SAMPLE_POSTS = Path(__file__).parents[3] / "sample_posts"
PIECES = st.sampled_from(
    [
        *("a", "b", "tweede kamer", "AND", "EN", "OR", "OF", "NOT", "NIET", "-", "+", "*", "~"),
        *("(", ")", '"', "„", "”", ":", ",", "..", "@", "@q", " ", " ", "–", "🎉", "12:30"),
        *("bron:", "title:", "date:", "aantal:", "has:", "2019", "vorige week", "x:", "http://"),
    ]
)
SOUP = st.lists(PIECES, max_size=12).map("".join)


def outcome(read, given_text):
    try:
        return read(given_text)
    except QuerySyntaxError as error:
        return error


def told(result):
    return vars(result) if isinstance(result, QuerySyntaxError) else result


@settings(max_examples=300)
@given(st.one_of(SOUP, st.text(max_size=80)))
def test_no_text_crashes_the_parser_and_it_never_changes_its_mind(parser, text):
    first, second = (told(outcome(parser.parse, text)) for _ in range(2))
    assert first == second


@given(st.lists(st.one_of(SOUP, st.text(max_size=30)), max_size=4))
def test_no_arguments_crash_the_parser(parser, arguments):
    assert outcome(parser.parse_arguments, arguments) is not None


@given(SOUP)
def test_an_error_has_its_place_in_its_own_text(parser, text):
    error = outcome(parser.parse, text)
    if isinstance(error, QuerySyntaxError):
        assert error.text == text
        assert 0 <= error.start < error.end <= len(text)
        assert error.message


@given(SOUP)
def test_a_query_told_in_words_again_is_the_same_query(parser, text):
    query = outcome(parser.parse, text)
    if isinstance(query, QuerySyntaxError):
        return
    texts = [getattr(part, "text", "a") for part in walk(query)]
    if not left_out_of(query) and all(text.isalnum() and text.islower() for text in texts):
        assert parser.parse(query_text(query)) == query


@given(st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=2, max_size=8))
def test_small_letters_are_always_words(parser, words):
    assert parser.parse(" ".join(words)) == And(tuple(map(Word, words)))
    assert parser.parse(" OR ".join(words)) == Or(tuple(map(Word, words)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("(a OR -b) ", "a", "(", ")", "-", "“", '"', "a:", "bron:„", "http://(", "a(", "..", ","),
        *("title:a,", "-(", "@a ", "NOT ", "\\", "link:a.", "a*", "é~1", "+", "° ", "((a) ", "*~"),
    ],
)
def test_a_long_text_is_read_or_refused_at_once(parser, piece):
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    with takes_less_than(3):
        outcome(parser.parse, text)
        outcome(parser.parse, "bron:" + text[:-5])
        outcome(parser.parse_arguments, ["bron:x " + text[:-7]])


@pytest.mark.parametrize("path", sorted(SAMPLE_POSTS.glob("*.md")), ids=lambda path: path.stem)
def test_the_title_of_every_sample_post_is_a_query_as_typed(parser, path):
    lines = path.read_text("utf-8").splitlines()
    written = next(line for line in lines if line.startswith("title: "))[7:]
    title = json.loads(written) if written.startswith('"') else written
    assert plain_words(parser.parse(title))
