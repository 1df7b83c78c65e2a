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


@pytest.mark.parametrize(
    ("lines", "safe"),
    [
        (("aantal: 9", "unieke: 9"), True),
        (("aantal: 9", 'unieke: "9"'), True),
        (("aantal: 9", "unieke:"), True),
        (("aantal: 9", "unieke: ja"), False),
        (("aantal: 9", "unieke: 2.5"), False),
        (("aantal: 9",), False),
    ],
)
def test_a_number_beside_what_is_no_count_may_be_the_number_of_anything(lines, safe, check):
    (problem,) = (one for one in check(post(*lines)) if one.position.line == 4)
    assert problem.fix.safe is safe
