"""Every rule shows itself: its bad example breaks it, its good one does not."""

from __future__ import annotations

import re

import pytest

from newsctl.core.errors import UsageError
from newsctl.core.settings.rule_names import RULES_OF
from newsctl.validation.rules import RULES, explain, named

SHOWN = [rule for rule in RULES if rule.bad and rule.good]
OF_THE_DISK = {"file-unreadable", "file-too-large", "file-left-out"}


def files_of(rule, example):
    """Return an example as the last file of the archive that it is shown in."""
    shown = (rule.beside, example) if rule.beside else (example,)
    return [(one.name, one.data) for one in shown]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_a_bad_example_breaks_its_rule(rule, check_beside, example_settings):
    asked = {"select": [rule.id]} if rule.default is None else {}
    broken = check_beside(*files_of(rule, rule.bad), settings=example_settings, **asked)
    assert rule.id in {problem.rule for problem in broken}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_a_bad_example_breaks_no_rule_as_badly_as_its_own(rule, check_beside):
    broken = check_beside(*files_of(rule, rule.bad))
    assert {problem.rule for problem in broken if problem.severity == "error"} <= {rule.id}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_a_good_example_breaks_no_rule_at_all(rule, check_beside):
    assert check_beside(*files_of(rule, rule.good)) == ()


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_a_rule_that_is_fixable_has_a_fix_for_its_bad_example(rule, check_beside, example_settings):
    chosen = [rule.id]
    broken = check_beside(*files_of(rule, rule.bad), settings=example_settings, select=chosen)
    fixes = [problem.fix for problem in broken if problem.rule == rule.id and problem.fix]
    assert {"safe" if fix.safe else "unsafe" for fix in fixes} == {rule.fixable} - {None}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_sentences(rule):
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule.id)
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")
    assert len(rule.what) < len(rule.why) < 300


def test_only_rules_about_the_disk_have_no_examples():
    assert {rule.id for rule in RULES if rule not in SHOWN} == OF_THE_DISK


def test_rules_have_names_of_their_own():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert not {rule.id for rule in RULES} & set(RULES_OF)


def test_a_rule_is_explained_by_its_name():
    assert explain("date-weekday").id == "date-weekday"


def test_an_unknown_rule_is_an_error_with_a_suggestion():
    with pytest.raises(UsageError) as raised:
        explain("date-weekdag")
    assert raised.value.hint == "Did you mean 'date-weekday'?"


def test_a_name_like_no_rule_tells_how_to_list_the_rules():
    with pytest.raises(UsageError) as raised:
        explain("qqq")
    assert raised.value.hint == "Try: newsctl validate --rules"


def test_a_family_is_all_its_rules():
    assert named(["counts"]) == {rule.id for rule in RULES if rule.id.startswith("count-")}
    assert named(["counts", "title-missing"]) == named(["counts"]) | {"title-missing"}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_differ_to_the_eye(rule):
    assert rule.bad.text.strip() != rule.good.text.strip()
    assert rule.bad.text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("rule_id", "shown"),
    [
        ("file-bom", "[BOM]---\n"),
        ("file-line-ends", "---[CR]\n"),
        ("file-final-newline", "</p>[no line end]\n"),
        ("file-not-utf8", "[saved as cp1252]\n---\n"),
        ("file-name-undated", "[_posts/zon-in-zutphen.md]\n---\n"),
        ("front-matter-tab", "bron: RTV[TAB]Utrecht\n"),
    ],
)
def test_what_cannot_be_seen_in_an_example_is_named(rule_id, shown):
    assert shown in explain(rule_id).bad.text


def test_every_rule_is_listed_in_its_family_in_the_order_of_the_documentation():
    of_families = [rule for rules in RULES_OF.values() for rule in rules]
    assert sorted(of_families) == sorted(rule.id for rule in RULES)
    for family, rules in RULES_OF.items():
        assert [rule.id for rule in RULES if rule.family == family] == list(rules)
