from __future__ import annotations

import pytest

from newsctl.core.problems import Position
from newsctl.core.settings import Settings

NAME = "2019-09-05-zon.md"


def post(date):
    return f'---\ntitle: "Zon"\n{date}\n---\n<p>Zon.</p>\n'


@pytest.mark.parametrize(
    "date",
    [
        "date: Thu, 05 Sep 2019 03:07:07 +0200",
        "date: Thu, 05 Sep 2019 01:07:07 GMT",
        "date: Wed, 04 Sep 2019 22:30:00 GMT",
        "date: Thu, 05 Sep 2019 01:07:07 +0000",
        "date: 2019-09-05T01:59:08.527-05:00",
        "date: 2019-09-05 06:37:07 +0530",
        "date: Thu, 05 Sep 2019 04:07:07 +0300",
        "date: 2019-09-05T03:07:07+02:00",
        "date: 2019-09-05T01:07:07Z",
        "date: donderdag 5 september 2019",
        "date: do 5 sep 2019 03:07 CEST",
        "date: 2019-09-05",
        "date: 1567645627",
        "bron: NOS",
    ],
)
def test_a_date_in_order(date, check):
    assert check(post(date), NAME) == ()


@pytest.mark.parametrize(
    ("date", "rule"),
    [
        ("date: Wed, 05 Sep 2019 03:07:07 +0200", "date-weekday"),
        ("date: woensdag 5 september 2019 03:07 +0200", "date-weekday"),
        ("date: Wednesday, September 5, 2019", "date-weekday"),
        ("date: wo 5-9-2019", "date-weekday"),
        ("date: 2019-09-05 03:07:07", "date-zone"),
        ("date: 2019-09-05T00:00", "date-zone"),
        ("date: Fri, 06 Sep 2019 03:07:07 +0200", "date-other-day"),
        ("date: Thu, 05 Sep 2019 23:07:07 GMT", "date-other-day"),
        ("date: ooit", "date-unreadable"),
    ],
)
def test_a_date_out_of_order_is_found_at_its_value(date, rule, found):
    assert found(post(date), NAME) == [(rule, 3, 7)]


def test_the_archives_own_zone_decides_which_offset_and_day_are_right(found):
    text = post("date: Thu, 05 Sep 2019 23:07:07 -0400")
    assert found(text, NAME, settings=Settings(time_zone="America/New_York")) == []
    assert found(text, NAME) == [("date-other-day", 3, 7)]


def test_a_weekday_that_is_right_only_in_the_archives_zone_is_wrong(found):
    assert ("date-weekday", 3, 7) in found(post("date: Fri, 05 Sep 2019 23:07:07 GMT"), NAME)


def test_messages_say_what_is_right(check):
    (weekday,) = check(post("date: Wed, 05 Sep 2019 03:07:07 +0200"), NAME)
    assert weekday.message == "2019-09-05 is a Thursday, not a Wednesday."


@pytest.mark.parametrize(
    "date",
    [
        "date: 20190905T030707+0100",
        "date: Thu, 05 Sep 2019 03:07:07 +0100",
        "date: Thu, 05 Sep 2019 03:07:07 CET",
    ],
)
def test_an_offset_of_the_other_season_is_found_at_its_value(date, check_beside):
    (offset,) = check_beside((NAME, post(date).encode()))
    assert (offset.rule, offset.position) == ("date-offset", Position(3, 7))
    assert offset.message == "The offset is +0100, but Europe/Amsterdam had +0200 then."
    assert offset.hint == "As it stands, the time there was 2019-09-05 04:07."


@pytest.mark.parametrize(
    ("others", "is_wrong"),
    [
        (["2019-02-05 12:00:00 +0100", "2019-09-06 12:00:00 +0100"], True),  # summer or winter
        (["2019-09-06 12:00:00 +0100", "2019-02-05 12:00:00 +0000"], False),  # as in Dublin
        (["2019-09-06 12:00:00 -0400", "2019-09-07 12:00:00 -0400"], False),
        (["2019-09-06", "2019-09-07 12:00"], True),
        (["2019-09-06 12:00:00 +0100", "2019-09-07", "2019-09-08", "2019-09-09"], False),
    ],
)
def test_offsets_of_an_archive_in_another_zone_are_well(others, is_wrong, check_beside):
    dates = [*others, "2019-09-05 12:00:00 +0100"]
    files = [(f"{date[:10]}-zon.md", post(f"date: {date}").encode()) for date in dates]
    assert bool(check_beside(*files, select=["date-offset"])) is is_wrong


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("10-11-2023.md", "2023-11-10"),
        ("notulen/2023_11_10 raad.md", "2023-11-10"),
        ("notulen-alv-29-november-2019.md", "2019-11-29"),
        ("Notulen 3 mei 2022.md", "2022-05-03"),
        ("10-11-2023/raad.md", "…"),
        ("31-31-2023.md", "…"),
        ("31-novembers-2023.md", "…"),
        ("raad.md", "…"),
    ],
)
def test_a_missing_date_is_proposed_from_the_name(name, day, check):
    (missing,) = check(post("bron: NOS"), name)
    assert missing.hint == f"Add a line: date: {day}"


def test_the_first_moment_to_come_is_in_the_future(found):
    now = post("date: Sat, 01 Nov 2025 13:00:00 +0100")
    soon = post("date: Sat, 01 Nov 2025 13:00:01 +0100")
    assert found(now, "2025-11-01-zon.md") == []
    assert found(soon, "2025-11-01-zon.md") == [("date-future", 3, 7)]


def test_a_post_without_a_moment_is_told_of_the_key_that_may_hold_it(check):
    settings = Settings(date_field="created_at")
    (problem,) = check(post("time: 05-09-2019"), "zon.md", settings=settings)
    told = "The post has no moment: no created_at field, and no date in its file name."
    assert problem.message == told
    assert problem.hint == 'If time is its moment, set date_field = "time" in newsctl.toml.'


def test_a_date_that_is_not_understood_is_not_missing_too(found):
    assert found(post("date: ooit"), "zon.md") == [("date-unreadable", 3, 7)]


@pytest.mark.parametrize(
    ("date", "name", "doubtful"),
    [
        ("03-04-2018", "zon.md", True),
        ("03-04-2018", "2018-03-04-zon.md", True),
        ("03.04.2018 10:00", "zon.md", True),
        ("03-04-2018", "2018-04-03-zon.md", False),
        ("13-04-2018", "zon.md", False),
    ],
)
def test_a_date_that_could_be_either_way_round_is_doubtful(check, date, name, doubtful):
    rules = {problem.rule for problem in check(post(f"date: {date}"), name)}
    assert ("date-doubtful" in rules) is doubtful


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"time_zone": "Europe/Amsterdam"}, False),
        ({"time_zone": "Europe/London"}, True),
        ({"generator": "Jekyll"}, True),
    ],
)
def test_a_zone_that_the_site_names_need_not_be_in_dates(facts, told, check):
    problems = check(post("date: 2019-09-05 03:07"), NAME, **facts)
    assert [one.rule for one in problems] == ["date-zone"] * told


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("datee", 3),
        ("publishDate", 3),
        ("Datum", 3),
        ("aangemaakt", 3),
        ("lastmod", 1),
        ("event", 1),
    ],
)
def test_a_moment_under_another_key_is_missing_there(key, line, check):
    (problem,) = check(post(f"{key}: 2019-09-05 10:00 +0200"), "zon.md", select=["date-missing"])
    assert problem.position.line == line
    assert f'date_field = "{key}"' in problem.hint
