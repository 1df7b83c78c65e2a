"""What rules mend in their own examples, with the editor and the reader that newsctl has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.check.repairs import Repairs
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker
from newsctl.validation.rule import ArchiveRule
from newsctl.validation.rules import RULES

SETTINGS = Settings(
    fields={
        "bron": FieldSettings(required=True),
        "leestijd": FieldSettings(FieldType.INTEGER),
        "regio": FieldSettings(allowed=("stad", "dorp")),
    }
)
CHECKER = Checker(
    SETTINGS, clock=lambda: datetime(2025, 11, 1, tzinfo=UTC), select=[rule.id for rule in RULES]
)
SAMPLES = sorted((Path(__file__).parents[2] / "sample_posts").glob("*.md"))
MENDED = [rule for rule in RULES if rule.fixable and rule.bad]


def read(path, data):
    return parse(path, data, SETTINGS)


def repaired(path, data, *, unsafe=True):
    repairs = Repairs(edited=edited, parse=read, check=CHECKER.check, unsafe=unsafe)
    return repairs.of(read(path, data))


def beside(rule):
    """Return what a rule of the archive finds in its bad example, beside its other one."""
    examples = filter(None, (rule.beside, rule.bad))
    posts = [read(example.name, example.data) for example in examples]
    kept = [CHECKER.gather(post) for post in posts]
    return CHECKER.conclude([one for one in kept if one], [post.path for post in posts])


@pytest.mark.parametrize("rule", MENDED, ids=lambda rule: rule.id)
def test_a_rule_that_mends_leaves_nothing_of_its_own_in_its_example(rule):
    if isinstance(rule, ArchiveRule):
        assert any(problem.fix for problem in beside(rule))
        return
    after = repaired(rule.bad.name, rule.bad.data)
    left = CHECKER.check(read(after.path, after.data))
    assert after.fixed
    assert rule.id not in {problem.rule for problem in left}
    assert not after.refused


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.bad], ids=lambda rule: rule.id)
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_second_time_changes_nothing_in_any_example(rule, unsafe):
    once = repaired(rule.bad.name, rule.bad.data, unsafe=unsafe)
    twice = repaired(once.path, once.data, unsafe=unsafe)
    assert (twice.path, twice.data, twice.fixed) == (once.path, once.data, 0)


DAMAGE = st.sampled_from(
    [
        (b"\n", b"\r\n"),
        (b"aantal: ", b"aantal: 1"),
        (b"\nunieke: ", b"\nunieke: x"),
        (b"\ncategory: ", b"\nCategory: "),
        (b"\ntitle: ", b"\n# newsctl\ntitle: "),
        (b"</p>", b"\xe2\x80\x8b</p>"),
        (b"---\nlayout", b"\xef\xbb\xbf---\nlayout"),
        (b" +0", b" -0"),
        (b"date: ", b"date: Mon, "),
        (b"https://", b"https://x.example/?utm_source=a&id=1#"),
        (b" de ", b" d\xc3\x83\xc2\xa9 "),
        (b"title: ", b"titel: "),
        (b".\n", b"."),
    ]
)


@settings(max_examples=60)
@given(st.sampled_from(SAMPLES), st.lists(DAMAGE, max_size=6), st.booleans())
def test_whatever_is_done_to_a_post_one_run_settles_it(path, damages, unsafe):
    data = path.read_bytes()
    for old, new in damages:
        data = data.replace(old, new, 3)
    once = repaired(path.name, data, unsafe=unsafe)
    twice = repaired(once.path, once.data, unsafe=unsafe)
    assert (twice.path, twice.data, twice.fixed) == (once.path, once.data, 0)
    fixable = [one for one in CHECKER.check(read(once.path, once.data)) if one.fix]
    assert once.refused or not [one for one in fixable if one.fix.safe or unsafe]
