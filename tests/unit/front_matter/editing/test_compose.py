from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsctl.core.change.post_style import SEED, PostStyle
from newsctl.core.errors import UsageError
from newsctl.core.post.date_forms import form_of
from newsctl.core.post.fences import Syntax
from newsctl.core.post.post import Draft, PostPath
from newsctl.core.post.word_counts import count_words
from newsctl.core.settings import Settings
from newsctl.front_matter.editing.compose import compose
from newsctl.front_matter.reading.reader import parse

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOMENT = datetime(2019, 9, 5, 1, 7, 7, 999, tzinfo=UTC)


def composed(fields, title="Een titel", body="x", date=MOMENT, date_field="date", style=SEED):
    draft = Draft(title, date, fields, body)
    return compose(draft, style, date_field=date_field, zone=AMSTERDAM)


def test_a_draft_has_the_shape_of_the_archives_posts():
    fields = {
        "tags": ["a", "b: c"],
        "bron": "NOS",
        "externe_link": "https://nos.nl/l/1",
        "category": "tech",
        "feature_image": "https://nos.nl/1.jpg",
        "unieke": 99,
    }
    assert composed(fields, 'FBI: "ik ga"', "\n\n<p>de kat\r\nde hond</p>\r\n\r\n").decode() == (
        "---\n"
        "layout: post\n"
        'title: "FBI: \\"ik ga\\""\n'
        "date: Thu, 05 Sep 2019 03:07:07 +0200\n"
        "category: tech\n"
        'externe_link: "https://nos.nl/l/1"\n'
        'feature_image: "https://nos.nl/1.jpg"\n'
        "aantal: 4\n"
        "unieke: 4\n"
        "bron: NOS\n"
        'tags: [a, "b: c"]\n'
        "---\n"
        "\n"
        "<p>de kat\n"
        "de hond</p>\n"
    )


def test_a_draft_is_written_in_the_style_of_an_archive():
    style = PostStyle(
        keys=("title", "author", "datum", "tags"),
        layout=None,
        counts=frozenset({"aantal"}),
        date=form_of("2024-05-01"),
        topic="tags",
        topic_like=["x"],
        quotes={"title": "", "author": "'", "datum": '"'},
        dashes={"tags": "  - "},
        is_spaced=False,
    )
    fields = {"category": "sport: nu", "author": "Anna", "extra": [1], "leeg": ""}
    data = composed(fields, "Wat is 5G?", date_field="datum", style=style)
    assert data.decode() == (
        "---\n"
        "title: Wat is 5G?\n"
        "author: 'Anna'\n"
        'datum: "2019-09-05"\n'
        "tags:\n"
        '  - "sport: nu"\n'
        "extra: [1]\n"
        'leeg: ""\n'
        "aantal: 1\n"
        "---\n"
        "x\n"
    )


@pytest.mark.parametrize("quote", ["", "'", '"'])
@given(title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_title_is_read_back_whatever_its_quotes(quote, title):
    style = SEED._replace(quotes={"title": quote})
    post = parse("2019-09-05-x.md", composed({}, title, style=style), Settings()).post
    assert post.summary.front_matter["title"] == title


@pytest.mark.parametrize("syntax", [Syntax.YAML, Syntax.TOML])
def test_a_text_is_a_date_where_posts_have_dates_under_its_key(syntax):
    style = SEED._replace(dates={"einde"}, quotes={"einde": "", "naam": ""}, syntax=syntax)
    fields = {"einde": "2024-05-01", "naam": "2024-05-01"}
    lines = composed(fields, style=style).decode().replace(" =", ":").splitlines()
    assert {"einde: 2024-05-01", 'naam: "2024-05-01"'} <= {*lines}


def test_a_draft_without_body_ends_at_its_fence():
    assert composed({}, body="").decode().endswith("unieke: 0\n---\n")


def test_the_date_goes_to_the_field_of_the_settings():
    text = composed({"created_at": "weg"}, date_field="created_at").decode()
    assert "\ncreated_at: Thu, 05 Sep 2019 03:07:07 +0200\n" in text
    assert "\ndate:" not in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("NOS", "NOS"),
        ("NU.nl", "NU.nl"),
        ("De Volkskrant", "De Volkskrant"),
        ("België", "België"),
        ("no", '"no"'),
        ("null", '"null"'),
        ("10", '"10"'),
        ("2019-09-05", '"2019-09-05"'),
        ("", '""'),
        (" a", '" a"'),
        ("a #b", '"a #b"'),
        ("a: b", '"a: b"'),
        ("- a", '"- a"'),
        ("regel\nregel", r'"regel\nregel"'),
        ("\x1b[31m", r'"\u001b[31m"'),
        ("\u2028\ufeff", r'"\u2028\ufeff"'),
        ("🎉", '"🎉"'),
        (10, "10"),
        (1.5, "1.5"),
        (1e20, "1.0e+20"),
        (True, "true"),
        (None, "null"),
        ([], "[]"),
        ({"a": [1, "b, c"]}, '{a: [1, "b, c"]}'),
    ],
)
def test_a_value_is_quoted_where_it_has_to_be(value, written):
    assert f"\nsleutel: {written}\n" in composed({"sleutel": value}).decode()


@pytest.mark.parametrize("draft", [{"title": "\ud800"}, {"body": "\ud800"}])
def test_text_that_no_file_can_hold_is_refused(draft):
    with pytest.raises(UsageError, match="not text"):
        composed({}, **draft)
    with pytest.raises(UsageError):
        composed({"a": ["\udfff"]})


TEXT = st.text()
INTEGERS = st.integers(-(2**63), 2**63 - 1)
FRACTIONS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | INTEGERS | FRACTIONS | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
OFFSETS = st.integers(-12 * 60, 12 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime(1000, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  hypothesis adds zones
DERIVED = {"title", "date", "aantal", "unieke"}


@given(TEXT, st.datetimes(FIRST, LAST, timezones=OFFSETS), st.dictionaries(TEXT, VALUES), TEXT)
def test_what_is_composed_reads_back_as_it_was_asked(title, date, fields, body):
    assume(not DERIVED & fields.keys())
    data = composed(fields, title, body, date)
    reading = parse(PostPath("2019-09-05-x.md"), data, Settings())
    front_matter = dict(reading.post.summary.front_matter)
    assert reading.problems == ()
    # in UTC, since no hour that a zone has twice is equal to any of another zone (PEP 495)
    assert reading.post.summary.date.astimezone(UTC) == date.replace(microsecond=0)
    assert front_matter.pop("title") == title
    counts = count_words(reading.post.body)
    assert (front_matter.pop("aantal"), front_matter.pop("unieke")) == counts
    del front_matter["date"]
    assert front_matter == {"layout": "post", **fields}
    written = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    assert reading.post.body == (f"\n{written}\n" if written else "")
