"""What is not understood is an error that names the thing, with a caret under it."""

from __future__ import annotations

import pytest

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.limits import MAX_DEPTH, MAX_LENGTH, MAX_PATTERNS, MAX_RANGES, MAX_WORDS


def error_of(read, text):
    with pytest.raises(QuerySyntaxError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "piece", "message"),
    [
        ("a brn:NOS", "brn", "Unknown field 'brn'. Did you mean 'bron'?"),
        ("-categry:x", "categry", "Unknown field 'categry'. Did you mean 'category'?"),
        ("xyzzy:x", "xyzzy", "Unknown field 'xyzzy'."),
        ('Rutte:"ik ga"', "Rutte", "Unknown field 'Rutte'."),
        ("cat:tech", "cat", "Unknown field 'cat'. Did you mean 'category'?"),
        ("has:bro", "bro", "Unknown field 'bro'. Did you mean 'bron'?"),
        ("(a", "(", "This parenthesis is not closed."),
        ("((a)", "(", "This parenthesis is not closed."),
        ("a) b", ")", "This parenthesis closes nothing."),
        ("a ( ) b", "( )", "There is nothing between these parentheses."),
        ("a OR", "OR", "OR needs something on both sides."),
        ("OF b", "OF", "OF needs something on both sides."),
        ("(a AND) b", "AND", "AND needs something on both sides."),
        ("a OR OR b", "OR", "OR needs something on both sides."),
        ("a NOT", "NOT", "NOT needs something behind it."),
        ("NIET", "NIET", "NIET needs something behind it."),
        ("NOT OR a", "NOT", "NOT needs something behind it."),
        ("x bron:NOS, y", ",", "A value is missing here."),
        ("bron:NOS,,x", ",", "A value is missing here."),
        ("bron:,x", ",", "A value is missing here."),
        ('bron:""', '""', "A value is missing here."),
        ("date:..", "..", "A value is missing here."),
        *((f"{text}bron:", "bron:", "A value is missing here.") for text in ("", "a ", "-", "+a ")),
        ("(a OR Bron:) b", "Bron:", "A value is missing here."),
        ("a aantal: ", "aantal:", "A value is missing here."),
        ("a has:", "has:", "A value is missing here."),
        *((word, "*", "A * stands at the end of a word: verkiez*") for word in ("*x*", "*x*y*")),
        ("title:*night*", "*", "A * stands at the end of a word: verkiez*"),
        ("+*werk*", "+", "A + stands before one plain word: +verkiezingen"),
        ("+w*rk", "+", "A + stands before one plain word: +verkiezingen"),
        ("has:path", "path", "has: asks for a key of front matter, and path is none."),
        ("bron:(NOS OR x)", "bron", "'bron' takes no parentheses."),
        ("title:(a bron:b)", "bron:b", "Only words stand between the parentheses of title:(…)."),
        ("title:-x", "-x", "A minus stands before the field, not in its value."),
        ("title:*", "*", "A * stands at the end of a word: verkiez*"),
        ("title:a,ver*ing b", "*", "A * stands at the end of a word: verkiez*"),
        ("title:+a*", "+", "A + stands before one plain word: +verkiezingen"),
        ("date:ooit", "ooit", "Not a date: 'ooit': it has no form that newsctl knows."),
        ("date:2019..31-9-2019", "31-9-2019", "Not a date: '31-9-2019': there is no such date."),
        ("date:2019..2018", "2019..2018", "This range ends before it begins."),
        ("date:1..2..3", "1..2..3", "A range has two ends: 2019..2020"),
        ("aantal:veel", "veel", "Not a number: 'veel'."),
        ("aantal:>300", ">300", "Not a number: '>300'."),
        ("aantal:9..3", "9..3", "This range ends before it begins."),
        ("bron:a..b", "a", "Not a number: 'a'."),
        ("a @weekoverzct", "@weekoverzct", "Unknown saved query '@weekoverzct'."),
    ],
)
def test_the_message_names_the_thing_and_the_caret_is_under_it(parser, text, piece, message):
    error = error_of(parser.parse, text)
    assert error.message == message
    assert error.text == text
    assert error.text[error.start : error.end] == piece


def test_an_unknown_field_says_how_to_find_the_fields_and_how_to_mean_words(parser):
    hint = error_of(parser.parse, "brn:x").hint
    assert "newsctl facets" in hint
    assert "space after the colon" in hint


def test_an_operator_that_dangles_says_how_it_is_a_word(parser):
    assert error_of(parser.parse, "WEL OF").hint == "In small letters it is a word: of"


def test_a_date_that_is_none_shows_two_examples(parser):
    assert error_of(parser.parse, "date:ooit").hint == "Try 2019-09 or 'vorige week'."


def test_an_error_in_arguments_points_into_their_joined_text(parser):
    error = error_of(parser.parse_arguments, ["titel:tweede kamer", "datum:vorige eeuw"])
    assert error.text == "titel:tweede kamer datum:vorige eeuw"
    assert error.text[error.start : error.end] == "vorige eeuw"


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["bron:", "wolf"], "bron:"),
        (["wolf bron:", "x"], "bron:"),
        (["-aantal:", "x"], "aantal:"),
        (["bron:NOS aantal:"], "aantal:"),
    ],
)
def test_a_field_without_a_value_at_the_end_of_an_argument_is_an_error(parser, arguments, piece):
    error = error_of(parser.parse_arguments, arguments)
    assert error.message == "A value is missing here."
    assert error.text[error.start : error.end] == piece


def test_an_unknown_saved_query_has_a_suggestion(parser_with):
    parser = parser_with(saved={"weekoverzicht": "date:2019"})
    error = error_of(parser.parse, "@weekoverzct")
    assert error.message.endswith("Did you mean '@weekoverzicht'?")


def test_a_saved_query_that_cannot_be_named_is_not_suggested(parser_with):
    error = error_of(parser_with(saved={"met spatie": "date:2019"}).parse, "@met spatie")
    assert error.message == "Unknown saved query '@met'."
    assert error.hint.startswith("'met spatie' cannot be asked")


def test_an_error_inside_a_saved_query_is_shown_in_its_own_text(parser_with):
    parser = parser_with(saved={"buiten": "a @binnen", "binnen": "b brn:x"})
    error = error_of(parser.parse, "c @buiten")
    assert error.message.startswith("In the saved query '@binnen': Unknown field 'brn'.")
    assert (error.text, error.text[error.start : error.end]) == ("b brn:x", "brn")


def test_saved_queries_that_go_round_are_found(parser_with):
    parser = parser_with(saved={"a": "x @b", "b": "@c", "c": "@b", "zelf": "@zelf"})
    assert "@b -> @c -> @b" in error_of(parser.parse, "@a").message
    assert "@zelf -> @zelf" in error_of(parser.parse, "@zelf").message


def test_an_empty_saved_query_is_an_error_and_not_everything(parser_with):
    error = error_of(parser_with(saved={"leeg": " "}).parse, "a @leeg")
    assert error.message == "The saved query '@leeg' is empty."


def test_length_depth_and_number_of_words_are_bounded(parser):
    assert "10,000 characters" in error_of(parser.parse, "a" * (MAX_LENGTH + 1)).message
    deep = MAX_DEPTH + 1
    assert "deeper" in error_of(parser.parse, "(" * deep + "a" + ")" * deep).message
    assert "deeper" in error_of(parser.parse, "NOT " * deep + "a").message
    parser.parse("(" * 20 + "a" + ")" * 20)


@pytest.mark.parametrize(
    ("unit", "most", "what"),
    [
        ("a ", MAX_WORDS, "1,000 words"),
        ("de-en ", MAX_WORDS // 2, "1,000 words"),
        ("title:a,b ", MAX_WORDS // 2, "1,000 words"),
        ('"de van" ', MAX_WORDS // 2, "1,000 words"),
        ("a* ", MAX_PATTERNS, "20 words with"),
        ("a~ ", MAX_PATTERNS, "20 words with"),
        ("title:a*,b* ", MAX_PATTERNS // 2, "20 words with"),
        ("date:2019.. ", MAX_RANGES, "100 ranges"),
        ("date:2019,2020 ", MAX_RANGES // 2, "100 ranges"),
        ("aantal:5 ", MAX_RANGES, "100 ranges"),
        ("thema:1..5,7 ", MAX_RANGES, "100 ranges"),
    ],
)
def test_what_takes_time_is_counted_and_bounded(parser, unit, most, what):
    parser.parse(unit * most)
    assert what in error_of(parser.parse, unit * (most + 1)).message


@pytest.mark.parametrize("text", ['"' + "de " * 3_200 + '"', "bron:" + "a," * 1_000 + "a"])
def test_words_of_phrases_and_values_count_as_words(parser, text):
    assert error_of(parser.parse, text).message == "More than 1,000 words in one query."


def test_values_of_options_are_bounded_too(parser):
    values = ["a"] * 1_001
    error = error_of(lambda key: parser.field(key, *values), "bron")
    assert error.message == "More than 1,000 words in one query."


def test_saved_queries_that_multiply_are_bounded(parser_with):
    saved = {f"q{i}": f"@q{i + 1} @q{i + 1}" for i in range(30)} | {"q30": "a"}
    assert "1,000 words" in error_of(parser_with(saved=saved).parse, "@q0").message
