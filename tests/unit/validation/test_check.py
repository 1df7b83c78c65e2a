"""The rules together: order, switches, comments, and files that are no posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.ports import Reading
from newsctl.core.errors import SettingsError, UsageError
from newsctl.core.post.post import Post, PostSummary
from newsctl.core.problems import Problem, ReplaceText, Severity
from newsctl.core.settings import FieldSettings, Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker
from newsctl.validation.rules import BY_ID

SEED = """\
---
layout: post
title: "Raad van Zutphen praat met provincie over strategie voor dijken in de Achterhoek"
date: Thu, 05 Sep 2019 03:07:07 +0200
category: politiek
externe_link: "https://nieuws.example/l/2300391"
feature_image: "https://nieuws.example/data/image/2019/08/14/570117/1008x567.jpg?w=8&h=5"
aantal: 14
unieke: 13
bron: NOS
---

<p>De dijk is dicht, en de dijk blijft dicht.</p>
<h2>'Wij letten op'</h2>
<p>Meer volgt.</p>
"""
NOW = datetime(2025, 11, 1, tzinfo=UTC)
NAME = "2019-09-05-raad-van-zutphen-praat-met-provincie.md"


def test_a_post_like_the_model_is_clean(check):
    assert check(SEED, NAME) == ()


def test_one_word_more_in_the_body_is_two_wrong_counts(check):
    problems = check(SEED.replace("Meer volgt", "Veel meer volgt"), NAME)
    assert [(p.rule, p.position.line, p.position.column, p.message) for p in problems] == [
        ("count-aantal", 8, 9, "aantal is 14, but the body has 15 words."),
        ("count-unieke", 9, 9, "unieke is 13, but the body has 14 different words."),
    ]
    assert [problem.hint for problem in problems] == ["Write aantal: 15", "Write unieke: 14"]
    assert {problem.severity for problem in problems} == {Severity.ERROR}


def test_a_word_repeated_in_place_of_another_is_one_different_word_less(found):
    assert found(SEED.replace(" blijft ", " is "), NAME) == [("count-unieke", 9, 9)]


def test_findings_come_by_place_and_then_by_rule(found):
    text = SEED.replace("Thu", "Wed").replace("05 Sep", "04 Sep").replace("aantal: 14", "aantal: 1")
    text = text.replace("Wed, 04", "Thu, 04").replace("bron: NOS", "titel: N\tOS")
    assert found(text, NAME) == [
        ("date-weekday", 4, 7),
        ("count-aantal", 8, 9),
        ("front-matter-tab", 10, 9),
    ]


def test_a_rule_or_a_family_can_be_selected(found):
    text = SEED.replace("Meer volgt", "Veel meer volgt").rstrip()
    assert found(text, NAME, select=["file-final-newline"]) == [("file-final-newline", 15, 24)]
    assert {rule for rule, *_ in found(text, NAME, select=["counts"])} == {
        "count-aantal",
        "count-unieke",
    }


def test_a_rule_or_a_family_can_be_ignored(found):
    text = SEED.replace("Meer volgt", "Veel meer volgt").rstrip()
    assert found(text, NAME, ignore=["counts", "file"]) == []
    assert found(text, NAME, select=["counts"], ignore=["count-aantal"]) == [("count-unieke", 9, 9)]


def test_what_the_reader_found_can_be_ignored_too(found):
    assert found("geen voorblad\n", ignore=["front-matter-missing"]) == []


def test_a_name_that_is_no_rule_is_refused():
    with pytest.raises(UsageError, match="count-antal"):
        Checker(Settings(), clock=lambda: None, ignore=["count-antal"])


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(SettingsError):
        Checker(Settings(time_zone="Europe/Zutphen"), clock=lambda: None)


@pytest.mark.parametrize(
    "comment",
    [
        "# newsctl: ignore count-aantal count-unieke",
        "# newsctl: ignore count-aantal, count-unieke, no-such-rule",
        "#newsctl:ignore count-unieke count-aantal",
        "bron: NOS # newsctl: ignore counts",
        "# newsctl: ignore count-aantal\n# newsctl: ignore count-unieke",
    ],
)
def test_a_comment_in_the_front_matter_ignores_rules_for_that_post(comment, found):
    text = SEED.replace("Meer volgt", "Veel meer volgt").replace("bron: NOS", comment)
    assert found(text, NAME) == []


def test_a_comment_in_the_body_ignores_nothing(found):
    text = SEED.replace("<p>Meer", "# newsctl: ignore counts <p>Meer")
    assert {rule for rule, *_ in found(text, NAME)} == {"count-aantal", "count-unieke"}


def test_an_empty_file_is_one_finding(found):
    assert found("\n") == [("file-empty", 1, 1)]


@pytest.mark.parametrize("rule", ["file-unreadable", "file-too-large"])
def test_a_file_that_was_not_read_is_not_called_empty(rule):
    problem = Problem("a.md", rule, "Not read.")
    checker = Checker(Settings(), clock=lambda: None)
    assert checker.check(Reading("a.md", b"", None, (problem,))) == (problem,)


def test_a_problem_of_no_known_rule_is_passed_on():
    problem = Problem("a.md", "reader-news", "New.", Severity.INFO)
    checker = Checker(Settings(), clock=lambda: None)
    assert checker.check(Reading("a.md", b"x\n", None, (problem,))) == (problem,)


def test_a_file_made_to_have_many_findings_gives_a_hundred_of_each(check):
    lines = "".join(f"k{number}: &a{number} x\n" for number in range(1000))
    assert len(check(f"---\ntitle: Zon\n{lines}---\nZon.\n")) == 100


FENCES = ["---\n", "---\r\n", "...\n", "\ufeff", "\0", "\x85", "\u2028", "\r", "\n", "\t"]
YAML = [
    ": ",
    "- ",
    "|\n ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!str ",
    "<<",
    '"',
    "'",
    "# newsctl: ignore ",
]
WORDS = [
    "title",
    "date",
    "aantal",
    "10",
    "yes",
    "é",
    "<b>",
    "&amp;",
    "Thu, ",
    "05 Sep 2019",
    " 03:07",
]
BODY = [
    *("</b>", "<naam x='", "<script>", "<img width=1 height=1>", "`", "```\n", "<!--", "{% raw %}"),
    *("\u200b", "\u00ad", "\ufffd", "Ã©", "ï¿½", "â€", "{% post_url 2019-01-01-a %}", "](a.md)"),
    *("externe_link: ", "https://nu.nl/a?utm_source=b", "bron: NOS"),
]
PIECES = st.sampled_from([*FENCES, *YAML, *WORDS, *BODY, "0001-01-01", "9999-12-31 23:59 -0100"])
NAMES = st.sampled_from(
    ["a.md", "_posts/x.md", "2019-02-30-a.md", "\udce9/con.md", "", "2019-09-05-a.md"]
)


@given(st.lists(PIECES, max_size=40), NAMES, st.booleans())
def test_no_file_stops_the_rules(pieces, name, bare):
    settings = Settings(
        fields=dict.fromkeys(("bron", "date"), FieldSettings(required=True)),
        without_front_matter=bare,
    )
    data = "---\n" + "".join(pieces) + "\n---\n"
    _check_any(name, data.encode(), settings)


@given(st.binary(max_size=300), NAMES)
def test_no_bytes_stop_the_rules(data, name):
    _check_any(name, data, Settings())


def _check_any(name, data, settings):
    checker = Checker(settings, clock=lambda: NOW)
    reading = parse(name, data, settings)
    problems = checker.check(reading)
    if kept := checker.gather(reading):
        beside = checker.conclude([kept, kept._replace(path="b.md")], [name, "b.md"])
        assert {problem.path for problem in beside} <= {name, "b.md"}
    for problem in problems:
        for repair in problem.fix.repairs if problem.fix else ():
            if isinstance(repair, ReplaceText):
                assert 0 <= repair.start <= repair.end <= len(data.decode())
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(
        problem.rule in BY_ID and 1 <= problem.position.line <= lines for problem in problems
    )
    assert list(problems) == sorted(problems, key=lambda p: (p.position, p.rule, p.message))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["title", "date", "aantal", "unieke", "bron", "titel"]) | st.text(max_size=8)


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.text(max_size=40), st.none() | st.datetimes())
def test_no_reading_stops_the_rules(front_matter, body, moment):
    settings = Settings(fields={"bron": FieldSettings(required=True)})
    date = moment.astimezone() if moment and 1 < moment.year < 9999 else None
    post = Post(
        PostSummary("a.md", "Titel", date.isoformat() if date else "", front_matter), body, str
    )
    checker = Checker(settings, clock=lambda: NOW)
    assert {problem.rule for problem in checker.check(Reading("a.md", b"", post))} <= BY_ID.keys()


def test_a_wrong_day_is_one_finding_and_what_is_off_hides_nothing(check):
    text = SEED.replace("Thu, 05", "Thu, 06")
    (problem,) = check(text, NAME)
    assert (problem.rule, problem.fix) == ("date-weekday", None)
    assert problem.hint == "2019-09-05, the day in the file name, is one."
    settings = Settings(folder_rules=(("**", {"date-weekday": None}),))
    assert [one.rule for one in check(text, NAME, settings=settings)] == ["date-other-day"]


def test_a_key_that_is_missing_as_it_is_misspelt_is_one_finding():
    settings = Settings(fields={"categorie": FieldSettings(required=True)})
    header = "---\ntitle: T\ndate: 2019-01-01\ncategorie: x\n---\nT.\n"
    slips = {"title": "Title", "date": "datee", "categorie": "categorei"}
    posts = {f"{number}.md": header for number in range(12)}
    posts |= {f"{wrong}.md": header.replace(key, wrong) for key, wrong in slips.items()}
    checker = Checker(settings, clock=lambda: NOW)
    readings = [parse(path, text.encode(), settings) for path, text in posts.items()]
    gathered = [kept for one in readings if (kept := checker.gather(one))]
    alone = [one for each in readings for one in checker.check(each)]
    beside = checker.conclude(gathered, posts)
    every = [one for one in (*alone, *beside) if one.rule != "same-title"]
    found = [one for one in every if one.path[:-3] in slips.values()]
    assert [one.rule for one in found].count("field-misspelt") == len(slips) < len(found)
    left = [(one.path, one.rule, one.severity) for one in checker.shared(found, [*posts])]
    assert left == [
        (f"{wrong}.md", "field-misspelt", Severity.ERROR) for wrong in sorted(slips.values())
    ]


@pytest.mark.parametrize(
    ("name", "text", "rules"),
    [
        ("_posts/zon.md", "x: y\n---\nDe zon.", {"file-name-undated": Severity.ERROR}),
        (
            "_posts/zon.md",
            "title: Zon\ndate: 2019-09-05\n---\nDe zon.",
            {"file-name-undated": Severity.WARNING},
        ),
        (
            "2019-02-30-zon.md",
            "title: Zon\n---\nZon.",
            {"file-name-impossible-date": Severity.ERROR},
        ),
        (NAME, "title: Zon\naantal: 9\nunieke: 8\n---", {"body-empty": Severity.ERROR}),
        (NAME, "title: Zon\naantal: 0\nunieke: 0\n---", {"body-empty": Severity.WARNING}),
    ],
)
def test_one_fault_is_one_finding_that_weighs_as_its_effects(name, text, rules, check):
    found = check(f"---\n{text}\n", name, generator="Jekyll")
    assert {one.rule: one.severity for one in found} == rules


def test_what_a_fault_leaves_is_told_where_the_fault_is_not(check):
    found = check("---\nx: y\n---\nDe zon.\n", "_posts/zon.md", ignore=["file-name-undated"])
    assert {one.rule for one in found} == {"date-missing", "title-missing"}
