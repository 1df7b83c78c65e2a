"""How new posts are written, as the newest of the archive are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.change.post_style import NEWEST, SEED, name_below_all, style_of
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.date_forms import DAY as DAY_FORM
from newsctl.core.post.date_forms import form_of
from newsctl.core.post.filename import USUAL_NAME, format_filename
from newsctl.core.post.name_patterns import NewName, name_of
from newsctl.core.post.text_lists import TextList
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = date(2024, 5, 2)
MOMENT = datetime(2025, 11, 3, 10, 0, 7, tzinfo=ZONE)


def readings(*headers, path="_posts/2024-05-{day:02}-les.md", body="Tekst.\n"):
    return [
        parse(path.format(day=number % 30 + 1), f"---\n{header}---\n{body}".encode(), Settings())
        for number, header in enumerate(headers)
    ]


def style(*headers, date_field="date", **options):
    return style_of(readings(*headers, **options), Settings(date_field=date_field), ZONE)


@pytest.mark.parametrize(
    ("path", "folder", "pattern"),
    [
        ("2024-05-02-les.md", "", "{date}-{slug}.md"),
        ("_posts/24-5-2-les.markdown", "_posts", "{date}-{slug}.markdown"),
        ("_posts/2024/2024-05-02-les.md", "_posts", "{year}/{date}-{slug}.md"),
        ("blog/2024/05/2024-05-02-les.md", "blog", "{year}/{month}/{date}-{slug}.md"),
        ("blog/2024/05/02-les.md", "blog", "{year}/{month}/{day}-{slug}.md"),
        ("blog/2024/05/02/les.md", "blog", "{year}/{month}/{day}/{slug}.md"),
        ("blog/2024/05/les.md", "blog", "{year}/{month}/{slug}.md"),
        ("blog/2023/les.md", "blog/2023", "{slug}.md"),
        ("blog/les.nl.md", "blog", "{slug}.nl.md"),
        (
            "content/berichten/2024-05-02-les/index.md",
            "content/berichten",
            "{date}-{slug}/index.md",
        ),
        ("content/les/index.nl.md", "content", "{slug}/index.nl.md"),
        ("blog/2024/les/index.mdx", "blog", "{year}/{slug}/index.mdx"),
    ],
)
def test_a_path_is_made_by_a_pattern(path, folder, pattern):
    assert name_of(path, DAY) == NewName(folder, pattern)


@pytest.mark.parametrize("path", ["index.md", "content/_index.md"])
def test_a_page_of_a_folder_of_other_posts_has_no_pattern(path):
    assert name_of(path, DAY) is None


@given(
    st.dates(date(1000, 1, 1)),
    st.from_regex(r"[a-z]{2,5}(-[a-z]{2,5})?", fullmatch=True),
    st.sampled_from(("", "blog", "content/nl")),
    st.sampled_from(("", "{year}/", "{year}/{month}/", "{year}/{month}/{day}/")),
    st.sampled_from(("{date}-{slug}", "{slug}")),
    st.sampled_from((".md", ".nl.md", "/index.md")),
)
def test_a_pattern_is_read_back_from_the_paths_that_it_makes(
    day, slug, folder, folders, name, rest
):
    pattern = folders + name + rest
    path = f"{folder}/{format_filename(day, slug, pattern)}".lstrip("/")
    assert name_of(path, day) == NewName(folder, pattern)


LES = "title: Les\ndate: 2024-05-01 09:00:00 +0200\nauthor: Anna\n"


def test_keys_stand_in_the_order_of_most_posts():
    keys = style(LES, LES, LES + "tags: [a]\n", "author: B\ntitle: Les\n").keys
    assert keys[:5] == ("layout", "title", "date", "category", "externe_link")
    assert [key for key in keys if key in {"title", "date", "author", "tags"}] == [
        *("title", "date", "author", "tags")
    ]


def test_layout_and_counts_are_those_that_most_posts_have():
    found = style(LES, LES, LES)
    assert (found.layout, found.counts) == (None, frozenset())
    with_both = f"layout: bericht\n{LES}aantal: 1\n"
    found = style(with_both, LES, with_both, with_both.replace("bericht", "ander"))
    assert (found.layout, found.counts) == ("bericht", {"aantal"})


def test_quotes_and_lists_are_those_that_most_posts_have():
    single = LES.replace("Les", "'Les'") + "tags:\n  -  een\n"
    found = style(single, single, LES)
    assert (found.quotes["title"], found.quotes["author"]) == ("'", "")
    assert found.quotes["externe_link"] == '"'
    assert found.dashes == {"tags": "  -  "}
    assert style(LES, LES, LES).dashes == {}


@pytest.mark.parametrize(("body", "is_spaced"), [("Tekst.\n", False), ("\nTekst.\n", True)])
def test_a_body_begins_as_most_do(body, is_spaced):
    assert style(LES, LES, LES, body=body).is_spaced is is_spaced


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ("", {"category": "sport"}),
        ("category: x\n", {"category": "sport"}),
        ("category: x\ncategories: [y]\n", {"category": "sport"}),
        ("categories: x\n", {"categories": "sport"}),
        ("categories: [x, y]\ntags: [z]\n", {"categories": ["sport"]}),
        ("tags:\n- x\n", {"tags": ["sport"]}),
    ],
)
def test_a_category_goes_where_posts_have_theirs(more, fields):
    found = style(*[LES + more] * 3)
    assert found.fields_of({"category": "sport", "bron": "NOS"}) == {**fields, "bron": "NOS"}


def test_a_category_of_two_words_is_no_text_that_is_split():
    found = SEED._replace(topic="categories", topic_like=TextList("a b"))
    assert found.fields_of({"category": "sport"}) == {"categories": "sport"}
    assert found.fields_of({"category": "nieuwe media"}) == {"categories": ["nieuwe media"]}


def test_a_key_that_was_given_is_not_given_another_value():
    found = style(*[f"{LES}tags: [x]\n"] * 3)
    fields = {"category": "sport", "tags": ["eigen"]}
    assert found.fields_of(fields) == fields


@pytest.mark.parametrize(
    ("like", "exact", "rough"),
    [
        ("2024-05-01 09:00:00 +0200", "2025-11-03 10:00:07 +0100", "2025-11-03 10:00:07 +0100"),
        ("2024-05-01T09:00:00Z", "2025-11-03T09:00:07Z", "2025-11-03T09:00:07Z"),
        ("2024-05-01 09:00", "2025-11-03 10:00:07", "2025-11-03 10:00"),
        ("2024-05-01", "2025-11-03 10:00:07 +0100", "2025-11-03"),
    ],
)
def test_a_date_is_written_as_theirs_and_loses_nothing_that_was_asked_for(like, exact, rough):
    found = style(*[f"title: Les\ndate: {like}\n"] * 3)
    assert found.date == form_of(like)
    assert found.date_text(MOMENT, ZONE, is_exact=True) == exact
    assert found.date_text(MOMENT, ZONE, is_exact=False) == rough


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        (["2024-05-02T10:00:00+00:00"] * 9 + ["2024-05-02T10:00:00+02:00"], "09:00:07+00:00"),
        (["2024-05-02T10:00:00+00:00", "2024-05-02T10:00:00+02:00"] * 5, "10:00:07+01:00"),
        (["Thu, 02 May 2024 10:00:00 +0000"] * 5, "09:00:07 +0000"),
        (["2024-05-02 10:00 -00:00"] * 5, "09:00 +00:00"),
    ],
)
def test_dates_in_utc_are_written_in_utc(dates, written):
    like = style(*[f"date: {date}\n" for date in dates], path="les-{day}.md")
    assert like.date_text(MOMENT, ZONE, is_exact=False).endswith(written)


def test_where_the_zone_is_that_of_utc_summer_time_is_none_the_less():
    london = ZoneInfo("Europe/London")
    dates = [f"date: 2024-01-0{day} 10:00:00 +0000\n" for day in range(1, 6)]
    like = style_of(readings(*dates, path="les-{day}.md"), Settings(), london)
    summer = datetime(2025, 7, 3, 10, 0, 7, tzinfo=london)
    assert like.date_text(summer, london, is_exact=True) == "2025-07-03 10:00:07 +0100"


def test_where_no_post_has_a_date_a_day_is_enough():
    like = style(*["title: Les\n"] * 5, path="les-{day}.md")
    assert like.date_text(MOMENT, ZONE, is_exact=False) == "2025-11-03"
    assert like.date_text(MOMENT, ZONE, is_exact=True) == "2025-11-03 10:00:07 +0100"


def test_a_date_that_only_names_tell_is_left_to_the_name():
    found = style(*["title: Les\n"] * 3)
    assert found.date_text(MOMENT, ZONE, is_exact=False) is None
    assert found.date_text(MOMENT.replace(hour=0, second=0), ZONE, is_exact=True) is None
    assert found.date_text(MOMENT, ZONE, is_exact=True) == "2025-11-03 10:00:07 +0100"


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["a/2024-05-01-x.md"] * 3, NewName("a", "{date}-{slug}.md")),
        (["a/x.md", "b/x.md", "b/y.md", "b/z.md"], NewName("b", "{slug}.md")),
        (["in/a/x.md", "in/b/x.md", "in/c/y.md"], NewName("in", "{slug}.md")),
        (["a/x.md", "b/x.md", "c/y.md"], NewName("", "{slug}.md")),
        (["x.md", "2024-05-01-x.md", "x/index.md"], None),
    ],
)
def test_the_name_is_that_of_most_and_the_folder_where_most_of_these_are(paths, name):
    found = [parse(path, f"---\n{LES}---\n".encode(), Settings()) for path in paths]
    assert style_of(found, Settings(), ZONE).name == name


def test_without_posts_the_style_is_that_of_news_or_of_a_site():
    assert style() == style("[kapot\n") == SEED
    for_site = style_of((), Settings(bare_times=BareTimes.ALL), ZONE, is_news=False)
    assert (for_site.layout, for_site.counts, for_site.date.day) == (None, set(), DAY_FORM.day)
    assert style_of((), Settings(names_are_titles=True), ZONE, is_news=False).title.name == "NAME"


def test_one_post_is_an_example_of_all_but_truth_values():
    found = style("title: Les\ndate: 2024-05-01\nopen: true\n", path="posts/les.md")
    assert (found.layout, found.counts, found.flags) == (None, set(), {})
    assert (found.date, found.name) == (DAY_FORM, NewName("posts", "{slug}.md"))


def test_what_has_no_pattern_goes_below_all():
    paths = ["content/b/x.md", "content/a/2024-05-01-x.md", "content/c.md"]
    assert name_below_all(paths) == NewName("content", USUAL_NAME)


def test_a_day_that_is_given_is_written_where_the_name_has_none():
    found = style(LES)._replace(date=None, name=NewName("", "{slug}.md"))
    moment = datetime(2025, 11, 3, tzinfo=ZONE)
    assert found.date_text(moment, ZONE, is_exact=True) == "2025-11-03"
    assert found.date_text(moment, ZONE, is_exact=False) is None


def test_posts_without_a_moment_are_not_the_newest():
    dated = readings(LES, LES, LES, path="blog/2024-05-{day:02}-les.md")
    undated = readings(*["title: x\n"] * 40, path="docs/x{day}.md")
    assert style_of([*dated, *undated], Settings(), ZONE).name.folder == "blog"
    assert style_of(undated, Settings(), ZONE).name == NewName("docs", "{slug}.md")
    assert style_of([*undated, *undated][:NEWEST], Settings(), ZONE).name is None
