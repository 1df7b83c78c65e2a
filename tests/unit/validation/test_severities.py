"""What rules weigh: the settings of the archive and of its folders, and what was asked for."""

from __future__ import annotations

import pytest

from newsctl.core.errors import SettingsError, UsageError
from newsctl.core.problems import Problem, Severity
from newsctl.core.settings import Settings
from newsctl.validation.rules import RULES, named
from newsctl.validation.severities import Severities

HERE = "_posts/2019/2019-09-05-zon.md"
COUNTS = named(["counts"])
ON_REQUEST = {rule.id for rule in RULES if rule.default is None}


def weights(path=HERE, *, rules=None, folders=(), **asked):
    return Severities(Settings(rules=rules or {}, folder_rules=folders), **asked).at(path)


def test_nothing_said_is_each_rules_own():
    assert weights() == {rule.id: rule.default for rule in RULES}


def test_a_rule_and_a_family_are_switched_off_or_weigh_otherwise():
    said = weights(rules={"counts": None, "title-markup": Severity.INFO})
    assert {rule for rule, severity in said.items() if severity is None} == COUNTS | ON_REQUEST
    assert said["title-markup"] is Severity.INFO


@pytest.mark.parametrize("rule", sorted(ON_REQUEST))
def test_what_nobody_notices_is_told_when_it_or_its_family_is_asked_for(rule):
    family = next(one.family for one in RULES if one.id == rule)
    assert weights()[rule] is None
    assert weights(select=[rule])[rule] is Severity.INFO
    assert weights(select=[family])[rule] is Severity.INFO
    assert weights(rules={rule: Severity.WARNING})[rule] is Severity.WARNING
    assert weights(rules={family: Severity.ERROR})[rule] is Severity.ERROR


@pytest.mark.parametrize("turned", [False, True])
def test_a_rule_counts_before_its_family_whichever_comes_first(turned):
    levels = [("counts", None), ("count-aantal", Severity.INFO)]
    said = weights(rules=dict(reversed(levels) if turned else levels))
    assert said["count-aantal"] is Severity.INFO
    assert said["count-unieke"] is None


@pytest.mark.parametrize(
    ("path", "severity"),
    [
        ("2019-09-05-zon.md", Severity.WARNING),
        ("_posts/2018-09-05-zon.md", None),
        (HERE, Severity.INFO),
    ],
)
def test_the_last_folder_that_says_something_decides(path, severity):
    folders = (
        ("_posts/**", {"count-aantal": None}),
        ("_posts/2019/**", {"counts": Severity.INFO}),
        ("_posts/2019/**", {"date-future": None}),
    )
    said = weights(path, rules={"counts": Severity.WARNING}, folders=folders)
    assert said["count-aantal"] is severity


def test_what_is_selected_is_on_though_the_settings_switch_it_off():
    said = weights(rules={"counts": None, "title": None}, select=["count-aantal", "date"])
    on = {rule for rule, severity in said.items() if severity}
    assert on == {"count-aantal", *named(["date"])}
    assert said["count-aantal"] is Severity.ERROR


@pytest.mark.parametrize("folders", [(), (("_posts/**", {"counts": None}),)])
def test_what_is_selected_weighs_what_the_settings_say(folders):
    said = weights(rules={"counts": Severity.INFO}, folders=folders, select=["counts"])
    assert {said[rule] for rule in COUNTS} == {Severity.INFO}


def test_what_is_ignored_is_off_though_it_is_selected():
    said = weights(select=["counts"], ignore=["count-aantal"])
    assert {rule for rule, severity in said.items() if severity} == COUNTS - {"count-aantal"}


def test_a_rule_that_only_a_folder_wants_is_on_somewhere():
    settings = Settings(rules={"counts": None}, folder_rules=(("oud", {"counts": Severity.INFO}),))
    assert Severities(settings).on_somewhere >= COUNTS
    assert not Severities(Settings(rules={"counts": None})).on_somewhere & COUNTS


def test_problems_are_weighed_where_they_were_found():
    folders = (("oud/**", {"counts": None}), ("nieuw/**", {"counts": Severity.INFO}))
    problems = [Problem(f"{folder}/a.md", "count-aantal", "") for folder in ("oud", "nieuw", "x")]
    weighed = Severities(Settings(folder_rules=folders)).weighed(problems)
    assert [(one.path, one.severity) for one in weighed] == [
        ("nieuw/a.md", Severity.INFO),
        ("x/a.md", Severity.ERROR),
    ]


def test_a_rule_asked_for_that_there_is_not_is_the_askers_mistake():
    with pytest.raises(UsageError, match="There is no rule") as no:
        Severities(Settings(), select=["count-antal"])
    assert not isinstance(no.value, SettingsError)


def test_files_are_checked_by_the_settings_of_their_folder(check):
    post = '---\ntitle: "Zon"\ndate: 2019-09-05\naantal: 9\n---\nZon.\n'
    settings = Settings(
        rules={"count-aantal": Severity.WARNING}, folder_rules=(("oud/**", {"counts": None}),)
    )
    (problem,) = check(post, "nieuw/2019-09-05-zon.md", settings=settings)
    assert (problem.rule, problem.severity) == ("count-aantal", Severity.WARNING)
    assert check(post, "oud/2019-09-05-zon.md", settings=settings) == ()
    (selected,) = check(post, "oud/2019-09-05-zon.md", settings=settings, select=["counts"])
    assert selected.severity is Severity.WARNING


def test_what_the_reader_finds_is_weighed_too(check):
    settings = Settings(rules={"front-matter-missing": Severity.INFO})
    (problem,) = check("<p>Zon.</p>\n", settings=settings, select=["front-matter-missing"])
    assert problem.severity is Severity.INFO
