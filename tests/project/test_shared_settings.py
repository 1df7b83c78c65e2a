"""Real archives keep to the settings that are learnt from them, and stay as valid as they were."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.archive.learning import learn
from newsctl.core.archive.settings_draft import SiteSettings, settings_text
from newsctl.core.problems import Severity
from newsctl.core.settings import Settings
from newsctl.core.settings.tables import settings_from
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.validation.check import Checker

POSTS = Path(__file__).parents[2].parent / "shared" / "data" / "posts"

pytestmark = pytest.mark.skipif(not POSTS.is_dir(), reason="the shared posts are not here")


def repository_of(folder, settings):
    return MarkdownRepository(POSTS / folder, settings, parse=parse)


def learnt_from(folder):
    repository = repository_of(folder, Settings())
    learnt = learn(repository, ZoneInfo("Europe/Amsterdam"), lambda *_: None)
    return settings_from(tomllib.loads(settings_text(learnt, SiteSettings())))


def errors_in(folder, settings):
    """Return how many posts have an error of each rule."""
    repository = repository_of(folder, settings)
    about = ("fields", "date", "title")  # what settings can change
    checker = Checker(settings, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC), select=about)
    found = (checker.check(repository.read(path)) for path in repository.scan())
    errors = ({one.rule for one in of if one.severity is Severity.ERROR} for of in found)
    return Counter(rule for rules in errors for rule in rules)


@pytest.mark.parametrize(
    ("folder", "posts", "date_field"),
    [
        ("fronteers__website", 337, "date"),
        ("blauwedinsdag__blauwedinsdag.github.io", 15, "date"),
        ("DIVD-NL__web-csirt", 34, "date"),
        ("DIVD-NL__web-csirt/_cases", 73, "start"),
        ("ZeusWPI__zeus.ugent.be", 549, "created_at"),
        ("ZeusWPI__zeus.ugent.be/content/events", 346, "time"),
    ],
)
def test_few_posts_break_what_was_learnt_from_all(folder, posts, date_field):
    settings = learnt_from(folder)
    assert settings.date_field == date_field
    before, after = errors_in(folder, Settings()), errors_in(folder, settings)
    assert (after - before).total() <= posts // 100
    assert set(after - before) <= {"field-missing", "date-unreadable"}
