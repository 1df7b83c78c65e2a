"""What is composed by the rules stays within them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.filename import format_filename, slugify
from newsctl.core.post.word_counts import count_words
from newsctl.core.settings import FieldSettings, Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2038, 1, 1, tzinfo=UTC)
LETTERS = st.characters(
    codec="utf-8", categories=["L", "N", "Zs", "P"], exclude_characters="<&ÂÃÄÅâïð"
)
TITLES = (
    st.text(LETTERS, min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda title: title and not title.isupper())  # capitals alone are a finding
)
MOMENTS = st.integers(315_532_800, 2_114_380_800).map(lambda s: datetime.fromtimestamp(s, ZONE))
SIGNS = st.characters(
    codec="utf-8", categories=["L", "N", "P", "Zs"], exclude_characters="<ÂÃÄÅâïð"
)
BODIES = st.text(SIGNS | st.just("\n")).map("Zon. {}".format)


def check(title, moment, body):
    counts = count_words(body)
    text = (
        f"---\nlayout: post\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
        f"date: {format_datetime(moment)}\naantal: {counts.aantal}\nunieke: {counts.unieke}\n"
        f"bron: NOS\n---\n{body}"
    )
    settings = Settings(
        fields=dict.fromkeys(("title", "date", "bron"), FieldSettings(required=True))
    )
    name = format_filename(moment.date(), slugify(title))
    return Checker(settings, clock=lambda: NOW).check(parse(name, text.encode(), settings))


@given(TITLES, MOMENTS, BODIES)
def test_a_composed_post_is_clean(title, moment, body):
    assert check(title, moment, body + "\n") == ()


@given(TITLES, MOMENTS, st.integers(1, 6))
def test_any_other_weekday_is_found(title, moment, days):
    other = format_datetime(moment + timedelta(days=days))[:3]
    written = other + format_datetime(moment)[3:]
    text = f'---\ntitle: "Zon"\ndate: {written}\n---\nZon.\n'
    settings = Settings()
    name = format_filename(moment.date(), "zon")
    problems = Checker(settings, clock=lambda: NOW).check(parse(name, text.encode(), settings))
    assert [problem.rule for problem in problems] == ["date-weekday"]
