"""The `newsctl.toml` that is drafted: settings as they were learnt, with the rest commented."""

import re
import tomllib
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.learning import Learner, Learnt
from newsctl.core.archive.settings_draft import SiteSettings, settings_text
from newsctl.core.post.post import PostSummary
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.core.settings.tables import ARCHIVE_KEYS, settings_from

NOTHING = Learnt(0, "date", "{date}-{slug}.md", {})
COMMENTED = re.compile(r"^# (?=\[|\S+ = )", re.MULTILINE)
VALUES = st.one_of(
    st.text(max_size=5), st.integers(), st.booleans(), st.lists(st.sampled_from("abc")), st.none()
)


def settings_of(text):
    return settings_from(tomllib.loads(text))


def learnt_of(posts):
    learner = Learner(ZoneInfo("UTC"))
    for front_matter in posts:
        learner.add(PostSummary("_posts/2019/2019-09-05-zon.md", "Zon", "", front_matter))
    return learner.learnt()


def test_of_nothing_nothing_is_said():
    assert settings_of(settings_text(NOTHING, SiteSettings())) == Settings()


def test_what_is_commented_out_are_the_defaults_and_examples_of_all_tables():
    tables = tomllib.loads(COMMENTED.sub("", settings_text(NOTHING, SiteSettings())))
    settings = settings_from(tables)
    assert tuple(tables["archive"]) == ARCHIVE_KEYS
    for key in set(ARCHIVE_KEYS) - {"include", "exclude", "undated"}:
        assert getattr(settings, key) == getattr(Settings(), key)
    assert settings.undated is True
    assert all((settings.fields, settings.rules, settings.folder_rules, settings.queries))
    assert settings.defaults


def test_what_was_learnt_is_said():
    posts = [{"created_at": "2019-09-05", "bron": "NOS", "a.b": n} for n in range(30)]
    text = settings_text(learnt_of([*posts, {"bron": "Nos"}]), SiteSettings(undated=False))
    settings = settings_of(text)
    assert settings.date_field == "created_at"
    assert settings.filename == "{year}/{date}-{slug}.md"
    assert settings.fields == {
        "created_at": FieldSettings(FieldType.DATE),
        "bron": FieldSettings(FieldType.TEXT, required=True),
        "a.b": FieldSettings(FieldType.INTEGER),
    }
    assert re.search(r'^# allowed = \["NOS"\] +# so in 30 of 31$', text, re.MULTILINE)
    assert "learnt from its 31 posts" in text


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), st.integers(1, 3))
def test_the_text_always_says_what_was_learnt(front_matter, times):
    learnt = learnt_of([front_matter] * 20 * times)
    said = settings_of(settings_text(learnt, SiteSettings()))
    assert said.fields == {key: found.settings for key, found in learnt.fields.items()}
    assert said.date_field == learnt.date_field
