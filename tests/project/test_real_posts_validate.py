"""What the rules say of a thousand real posts, where these are at hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker
from newsctl.validation.rules import BY_ID

POSTS = Path(__file__).parents[3] / "shared/data/posts"

pytestmark = pytest.mark.skipif(not POSTS.is_dir(), reason="the real posts are not at hand")


def findings_in(folder, **settings):
    """Check the posts below a folder: `(file name, rule, line)` of each finding."""
    own = Settings(**settings)
    checker = Checker(own, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    return [
        (path.name, problem.rule, problem.position.line)
        for path in sorted((POSTS / folder).rglob("*.md"))
        for problem in checker.check(parse(path.name, path.read_bytes(), own))
    ]


def test_every_finding_is_of_a_known_rule():
    assert {rule for _, rule, _ in findings_in(".")} <= BY_ID.keys()


def test_a_blog_in_order_is_not_drowned():
    rules = Counter(rule for _, rule, _ in findings_in("fronteers__website/src/nl/blog"))
    known = {"title-markup", "file-line-ends", "body-not-dutch"}
    assert set(rules) <= known | {"body-html-unbalanced", "body-html-unknown"}
    assert sum(rules.values()) < 30


@pytest.mark.parametrize(
    ("folder", "settings", "finding"),
    [
        ("DIVD-NL__web-csirt", {}, ("DIVD-2022-00048.md", "front-matter-duplicate-key", 15)),
        ("DIVD-NL__web-csirt", {}, ("DIVD-2020-00001.md", "date-missing", 1)),
        ("DIVD-NL__web-csirt", {}, ("DIVD-2020-00001.md", "front-matter-tab", 10)),
        ("fronteers__website", {}, ("geharnast-javascript.md", "body-html-unknown", 207)),
        ("DIVD-NL__web-csirt", {}, ("21-06-03-Warehouse-Botnet.md", "body-zero-width", 89)),
        ("fronteers__website", {}, ("webrichtlijnen-tabben.md", "title-markup", 2)),
        ("fronteers__website", {}, ("10-11-2023.md", "file-line-ends", 8)),
        (
            "ZeusWPI__zeus.ugent.be",
            {"date_field": "created_at"},
            ("technovate.md", "date-unreadable", 4),
        ),
        ("ZeusWPI__zeus.ugent.be", {"date_field": "created_at"}, ("mirrors.md", "date-zone", 3)),
    ],
)
def test_a_finding_that_is_true(folder, settings, finding):
    assert finding in findings_in(folder, **settings)
