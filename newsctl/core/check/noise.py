"""Noisy rules: those that hide other findings because the archive follows another convention."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsctl.core.archive.settings_draft import NoisyRule
from newsctl.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem

_FEWEST = 10
"""Posts that show what is usual; of fewer, each finding is worth a line."""

_A_POST = 0.5
"""Findings for each post that are few enough to be read."""


def noisy_rules(problems: Iterable[Problem], posts: int) -> list[NoisyRule]:
    """Return the rules that half of the posts or more break, the noisiest first.

    The rules with the most findings are added, until no more than one finding for two posts is
    left; rules of errors come last, since an error means that something is broken.
    """
    if posts < _FEWEST:
        return []
    found: Counter[str] = Counter()
    broken_in: defaultdict[str, set[PostPath]] = defaultdict(set)
    severities: dict[str, Severity] = {}
    for problem in problems:
        found[problem.rule] += 1
        broken_in[problem.rule].add(problem.path)
        severities[problem.rule] = problem.severity

    def noisy() -> Iterator[str]:
        left = found.total()
        usual = [rule for rule in found if 2 * len(broken_in[rule]) >= posts]
        others = sorted(
            (rule for rule in found if rule not in usual),
            key=lambda rule: (severities[rule] is Severity.ERROR, -found[rule]),
        )
        for rule in (*usual, *others):
            if rule in usual or left > _A_POST * posts:
                left -= found[rule]
                yield rule

    rules = (NoisyRule(rule, len(broken_in[rule]), posts) for rule in noisy())
    return sorted(rules, key=lambda noise: (-noise.posts, noise.rule))
