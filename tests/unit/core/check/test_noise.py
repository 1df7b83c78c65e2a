"""Rules that would drown the others are found by how many posts break them."""

from __future__ import annotations

import pytest

from newsctl.core.archive.settings_draft import NoisyRule
from newsctl.core.check.noise import noisy_rules
from newsctl.core.problems import Problem, Severity


def problems(rule, posts, times=1, severity=Severity.WARNING):
    return [
        Problem(f"{number}.md", rule, "", severity=severity)
        for number in range(posts)
        for _ in range(times)
    ]


@pytest.mark.parametrize(
    ("found", "noisy"),
    [
        ([], []),
        (problems("a", 9), []),
        (problems("a", 10), [("a", 10)]),
        (problems("a", 20) + problems("b", 12), [("a", 20), ("b", 12)]),
        (problems("a", 20) + problems("b", 3), [("a", 20)]),
        # 3 posts with 4 each are more than a finding for two of 20
        (problems("a", 3, times=4) + problems("b", 2), [("a", 3)]),
        (
            problems("a", 8, severity=Severity.ERROR) + problems("b", 7),
            [("b", 7)],
        ),
        (problems("a", 9, times=2, severity=Severity.ERROR), [("a", 9)]),
    ],
)
def test_a_rule_that_most_posts_break_is_noise(found, noisy):
    assert noisy_rules(found, 20) == [NoisyRule(*one, 20) for one in noisy]


def test_of_a_few_posts_each_finding_is_worth_a_line():
    assert noisy_rules(problems("a", 9), 9) == []
