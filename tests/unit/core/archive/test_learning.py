"""What is learnt of posts holds for nearly all of them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsctl.core.archive.learning import ENOUGH, Learner
from newsctl.core.post.post import PostSummary
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType

ZONE = ZoneInfo("Europe/Amsterdam")


def learnt(*posts, path="2019-09-05-zon.md"):
    learner = Learner(ZONE)
    for post in posts:
        learner.add(PostSummary(path, "Zon", "", post))
    return learner.learnt()


def times(number, **front_matter):
    return [front_matter] * number


def fields_of(*posts):
    return {key: found.settings for key, found in learnt(*posts).fields.items()}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["een", "twee"], "text"),
        ([1, 2], "integer"),
        ([1, 2.5], "number"),
        ([True, False], "boolean"),
        ([["een"], ["twee", 3]], "list"),
        (["https://nos.example/1", "http://nu.example"], "url"),
        (["https://nos.example/1", "geen"], "text"),
        (["2019-09-05", "5 september 2019"], "date"),
        (["2019-09-05", "ooit"], "text"),
        ([1, "een"], "any"),
        (["een", ["twee"]], "any"),
        ([{"a": 1}, {"b": 2}], "any"),
    ],
)
def test_the_narrowest_type_is_learnt_that_all_values_fit(values, kind):
    posts = [{"veld": value} for value in values * 20]
    assert fields_of(*posts)["veld"].type is FieldType(kind)


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_an_empty_value_teaches_nothing(empty):
    fields = fields_of(*times(60, veld=7), *times(40, veld=empty))
    assert fields == {"veld": FieldSettings(FieldType.INTEGER)}


@pytest.mark.parametrize(("missing", "required"), [(0, True), (1, True), (2, False)])
def test_what_nearly_all_posts_have_is_required(missing, required):
    posts = [*times(100 - missing, veld="a b c"), *times(missing, ander=1)]
    assert fields_of(*posts)["veld"].required is required


def test_of_a_few_posts_no_fields_are_learnt():
    assert fields_of(*times(ENOUGH, veld=1)) == {}
    assert fields_of(*times(ENOUGH + 1, veld=1)) != {}


def test_a_key_of_a_few_posts_is_left_out_since_it_may_be_a_mistake():
    assert fields_of(*times(80, titel=1), *times(20, title=1)).keys() == {"titel"}


def test_the_values_of_a_key_that_has_few_are_allowed():
    posts = [*times(30, bron="NOS"), *times(20, bron="NU.nl")]
    assert fields_of(*posts)["bron"].allowed == ("NOS", "NU.nl")


def test_items_of_lists_are_values():
    assert fields_of(*times(50, tags=["a", "b"]))["tags"].allowed == ("a", "b")


@pytest.mark.parametrize("mistake", ["Trouw", "nos"])
def test_a_value_that_stands_once_or_with_other_capitals_is_not_allowed_nor_are_others(mistake):
    posts = [*times(60, bron="NOS"), {"bron": mistake}]
    found = learnt(*posts).fields["bron"]
    assert found.settings.allowed == ()
    assert found.usual == ("NOS",)


@pytest.mark.parametrize("other", [[{"label": "NOS"}], ["a", {"label": "NOS"}], ["zin " * 20]])
def test_a_value_that_is_no_name_is_not_forbidden_by_those_that_are(other):
    for posts in (
        [*times(60, tags=["a", "b"]), {"tags": other}],
        [{"tags": other}, *times(60, tags=["a", "b"])],
    ):
        found = learnt(*posts).fields["tags"]
        assert (found.settings.allowed, found.usual) == ((), ("a", "b"))
        names = 120 + ("a" in other)
        assert (found.usual_values, found.values) == (names, names + 1)


def test_an_item_that_is_empty_is_no_value():
    assert fields_of({"tags": [None, ""]}, *times(60, tags=["a", "b"]))["tags"].allowed == (
        "a",
        "b",
    )


@pytest.mark.parametrize(
    "values",
    [
        [f"waarde {number}" for number in range(21)],
        ["een lange zin die niemand als naam van een rubriek gebruikt"],
        [1, 2],
        ["2019-09-05"],
        ["https://nos.example"],
    ],
)
def test_many_values_long_ones_and_what_is_no_name_are_not_listed(values):
    found = learnt(*[{"veld": value} for value in values * 30]).fields["veld"]
    assert (found.usual, found.settings.allowed) == ((), ())


def test_values_that_seldom_return_are_not_listed():
    posts = [{"auteur": f"naam {number % 12}"} for number in range(48)]
    assert learnt(*posts).fields["auteur"].usual == ()


def test_date_holds_the_moment_where_posts_have_it():
    assert learnt(*times(30, date="2019-09-05", created_at="2019-09-06")).date_field == "date"


def test_another_key_holds_the_moment_where_posts_have_no_date():
    posts = [*times(199, created_at="2019-09-05", time="20:30"), {"created_at": "ooit"}]
    found = learnt(*posts, *times(100, end="2019-09-05"))
    assert found.date_field == "created_at"
    assert found.fields["created_at"].settings == FieldSettings(FieldType.DATE)


def date_field_of(*posts, path="p1.md"):
    return learnt(*posts, path=path).date_field


@pytest.mark.parametrize(
    "key", ["created", "published", "pubDate", "datum", "aangemaakt", "updated", "wanneer"]
)
@pytest.mark.parametrize("number", [3, 9, ENOUGH])
def test_a_few_posts_without_another_date_tell_what_theirs_is_called(key, number):
    found = learnt(*times(number, title="x", **{key: "2024-05-01"}), path="map/p1.md")
    assert (found.date_field, found.fields) == (key, {})


@pytest.mark.parametrize(
    ("posts", "path"),
    [
        (times(2, created="2024-05-01"), "p1.md"),
        ([*times(8, created="2024-05-01"), {"created": "ooit"}], "p1.md"),
        ([*times(7, created="2024-05-01"), *times(2)], "p1.md"),
        ([*times(8, created="2024-05-01"), {"date": "2024-05-01"}], "p1.md"),
        (times(9, created="2024-05-01"), "2024-05-01-p1.md"),
        (times(9, created="2024-05-01"), "_posts/2024-05-01-p1.md"),
        (times(9, created="2024-05-01"), "2024-05-01-les/index.md"),
        (times(9, created="2024-05-01"), "2024/05/01-les.md"),
        (times(9, created=20240501), "p1.md"),
        ([], "p1.md"),
    ],
)
def test_fewer_and_those_that_differ_or_have_another_date_do_not(posts, path):
    assert date_field_of(*posts, path=path) == "date"


def test_of_a_few_posts_one_may_be_without():
    assert date_field_of(*times(8, created="2024-05-01"), {"title": "Over"}) == "created"


@pytest.mark.parametrize("number", [4, 30])
@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({"created": "2024-05-01"}, {"updated": "2024-05-02"}, "created"),
        ({"updated": "2024-05-01"}, {"created": "2024-05-01"}, "created"),
        ({"lastmod": "2024-05-01"}, {"pubDate": "2024-05-02"}, "pubDate"),
        ({"created_at": "2024-05-01"}, {"published": "2024-05-02"}, "published"),
        ({"begin": "2024-05-02"}, {"inzage": "2024-05-01"}, "inzage"),
        ({"endDate": "2024-05-01"}, {"begin": "2024-05-02"}, "begin"),
    ],
)
def test_of_several_dates_it_is_the_one_of_publication_or_else_the_earlier(
    number, first, second, chosen
):
    assert date_field_of(*times(number, **first, **second)) == chosen
    assert date_field_of(*times(number, **second, **first)) == chosen


def test_a_date_that_few_posts_lack_is_not_left_for_one_that_many_do():
    posts = [
        *times(40, updated="2024-05-02"),
        *times(60, updated="2024-05-02", created="2024-05-01"),
    ]
    assert date_field_of(*posts) == "updated"


@pytest.mark.parametrize("value", ["ooit", 20190905, True])
def test_what_is_no_written_date_holds_no_moment(value):
    assert learnt(*times(30, created_at=value)).date_field == "date"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("2019-09-05-zon.md", "{date}-{slug}.md"),
        ("_posts/2019-09-05-zon.md", "{date}-{slug}.md"),
        ("_posts/2019-09-05-zon.markdown", "{date}-{slug}.markdown"),
        ("_posts/2019/2019-09-05-zon.md", "{year}/{date}-{slug}.md"),
        ("2019/09/2019-09-05-zon.md", "{year}/{month}/{date}-{slug}.md"),
        ("nieuws/2019-09-05-zon.md", "{date}-{slug}.md"),
        ("zon.md", "{date}-{slug}.md"),
        ("19-9-5-zon.md", "{date}-{slug}.md"),
    ],
)
def test_new_posts_are_named_as_most_are(path, pattern):
    assert learnt(*times(30), path=path).filename == pattern
