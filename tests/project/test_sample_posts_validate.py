"""The posts that come with the project are valid, and so is the model that they follow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsctl.core.settings import FieldSettings, Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_posts").glob("*.md"))
MODEL = sorted((ROOT.parent / "shared/seed").glob("*.md"))
KEYS = ("layout", "category", "externe_link", "aantal", "unieke", "bron")
SETTINGS = Settings(fields=dict.fromkeys(KEYS, FieldSettings(required=True)))
CHECKER = Checker(SETTINGS, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def problems_of(path, data):
    return CHECKER.check(parse(path.name, data, SETTINGS))


def test_there_are_sample_posts():
    assert len(SAMPLES) >= 50


@pytest.mark.parametrize("path", [*SAMPLES, *MODEL], ids=lambda path: path.name)
def test_a_post_of_the_project_is_valid(path):
    assert problems_of(path, path.read_bytes()) == ()


@pytest.mark.parametrize("path", [*SAMPLES, *MODEL], ids=lambda path: path.name)
def test_a_word_more_in_its_body_is_found(path):
    problems = problems_of(path, path.read_bytes() + b"Zutphenschetoevoeging\n")
    assert [problem.rule for problem in problems] == ["count-aantal", "count-unieke"]
