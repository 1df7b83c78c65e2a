from __future__ import annotations

import pytest


def post(*lines):
    return "\n".join(("---", 'title: "Zon"', "date: 2019-09-05", *lines, "---", "Zon en zon.", ""))


def test_only_counts_that_are_there_are_checked(check):
    assert check(post()) == ()
    assert check(post("unieke: 3")) == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('aantal: "3"', "aantal is '3', not a whole number."),
        ("aantal: 3.5", "aantal is 3.5, not a whole number."),
        ("aantal: true", "aantal is True, not a whole number."),
        ("aantal:", "aantal is empty, not a whole number."),
        ("aantal: [3]", "aantal is [3], not a whole number."),
    ],
)
def test_a_count_has_to_be_a_whole_number(line, message, check):
    (problem,) = check(post(line))
    assert (problem.rule, problem.message) == ("count-not-whole", message)
    assert problem.hint == "Write aantal: 3"


def test_a_count_below_nought_is_wrong(check):
    (problem,) = check(post("aantal: -3"))
    assert problem.message == "aantal is -3, but the body has 3 words."


@pytest.mark.parametrize(
    ("body", "words", "different"),
    [("Zon.", "1 word", "1 different word"), ("zon zon", "2 words", "1 different word")],
)
def test_one_word_is_one_word(body, words, different, check):
    text = post("aantal: 9", "unieke: 9").replace("Zon en zon.", body)
    assert [problem.message for problem in check(text)] == [
        f"aantal is 9, but the body has {words}.",
        f"unieke is 9, but the body has {different}.",
    ]
