"""The sample posts are valid by the schema, also by that of the settings they teach."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

from newsctl.core.archive.learning import Learner
from newsctl.core.check.post_schema import post_schema
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse

SAMPLE_POSTS = Path(__file__).parents[2] / "sample_posts"


@pytest.fixture(scope="module")
def posts():
    paths = sorted(SAMPLE_POSTS.glob("*.md"))
    readings = (parse(path.name, path.read_bytes(), Settings()) for path in paths)
    return [reading.post.summary for reading in readings]


def learnt_from(posts):
    learner = Learner(ZoneInfo("Europe/Amsterdam"))
    for post in posts:
        learner.add(post)
    fields = learner.learnt().fields
    return Settings(fields={key: found.settings for key, found in fields.items()})


@pytest.mark.parametrize("settings_of", [lambda _: Settings(), learnt_from])
def test_every_sample_post_is_valid(posts, settings_of):
    validator = Draft202012Validator(post_schema(settings_of(posts)))
    assert len(posts) > 50
    for post in posts:
        assert [error.message for error in validator.iter_errors(post.front_matter)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"date": "ooit"},
        {"aantal": "veel"},
        {"externe_link": "nos.nl"},
        {"bron": "Nos"},
        {"category": ["tech"]},
    ],
)
def test_a_sample_post_that_is_spoilt_is_not(posts, change):
    validator = Draft202012Validator(post_schema(learnt_from(posts)))
    assert not validator.is_valid({**posts[0].front_matter, **change})
