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
