from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.dates import parse_date
from newsctl.validation.date_fixes import with_day, with_offset, with_weekday, with_zone

ZONE = ZoneInfo("Europe/Amsterdam")


def on_the_clock(wall):
    """Whether clocks showed this time: in spring, when summer time begins, they skip an hour."""
    moment = wall.replace(tzinfo=ZONE).astimezone(UTC)
    return moment.astimezone(ZONE).replace(tzinfo=None) == wall


YEARS = (datetime(year, 1, 1) for year in (1950, 2037))  # noqa: DTZ001
WALLS = st.datetimes(*YEARS).filter(on_the_clock)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Wed, 05 Sep 2019", "Thu, 05 Sep 2019"),
        ("WED, 05 Sep 2019", "THU, 05 Sep 2019"),
        ("Tues, 05 Sep 2019", "Thu, 05 Sep 2019"),
        ("Wednesday, September 5, 2019", "Thursday, September 5, 2019"),
        ("woensdag 5 september 2019", "donderdag 5 september 2019"),
        ("wo 5-9-2019", "do 5-9-2019"),
        ("Wo. 5-9-2019", "Do. 5-9-2019"),
        ("2019-09-05", None),
        ("ooit", None),
    ],
)
def test_another_weekday_is_written_in_the_same_form(written, right):
    assert with_weekday(written, 3) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Thu, 05 Sep 2019 03:07:07 +0100", "Thu, 05 Sep 2019 04:07:07 +0200"),
        ("Thu, 05 Sep 2019 23:07:07 +0100", "Fri, 06 Sep 2019 00:07:07 +0200"),
        ("2019-09-05T03:07:07+01:00", "2019-09-05T04:07:07+02:00"),
        ("2019-12-05 03:07 +0200", "2019-12-05 02:07 +0100"),
        ("2019-09-05 03:07 +1h", None),
        ("Thu, 05 Sep 2019 03:07:07 CET", None),
        ("2019-09-05 03:07", None),
        ("ooit", None),
    ],
)
def test_an_offset_becomes_that_of_the_zone_at_the_same_moment(written, right):
    assert with_offset(written, ZONE) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2019-09-05 03:07:07", "2019-09-05 03:07:07 +0200"),
        ("2019-12-05T03:07", "2019-12-05T03:07+01:00"),
        ("Thu, 05 Sep 2019 03:07:07", "Thu, 05 Sep 2019 03:07:07 +0200"),
        ("24 januari 2018 om 20.19 uur", "24 januari 2018 om 20.19 uur +0100"),
        ("Thu Sep 5 03:07:07 2019", None),
        ("ooit", None),
    ],
)
def test_a_zone_is_put_behind_the_time(written, right):
    assert with_zone(written, ZONE) == right


@given(WALLS)
def test_a_date_with_its_zone_is_the_same_moment(wall):
    written = f"{wall:%Y-%m-%d %H:%M:%S}"
    fixed = with_zone(written, ZONE)
    assert fixed is not None
    assert parse_date(fixed, UTC) == parse_date(written, ZONE)


@given(WALLS, st.integers(-11, 12))
def test_the_offset_of_the_other_season_is_changed_and_the_moment_stays(wall, hours):
    written = f"{format_datetime(wall.replace(tzinfo=UTC))[:-5]}{hours:+03}00"
    fixed = with_offset(written, ZONE)
    if fixed is None:
        return
    assert parse_date(fixed, ZONE) == parse_date(written, ZONE)
    assert fixed[-5:] != written[-5:]
    assert with_offset(fixed, ZONE) is None


@pytest.mark.parametrize(
    "written",
    [
        "2024-11-21T01:59:08.527-05:00",
        "2024-07-21T01:59:08+03:00",
        "2024-07-21T01:59:08+05:30",
        "2024-07-21T01:59:08Z",
        "2024-07-21T01:59:08+02:00",
    ],
)
def test_the_offset_of_another_place_stays(written):
    assert with_offset(written, ZONE) is None


def test_a_time_that_no_clock_showed_has_no_offset():
    assert with_offset("Sun, 28 Mar 1999 02:00:00 +0000", ZONE) is None
    assert with_zone("1999-03-28 02:30:00", ZONE) is None


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("_posts/2019/2019-09-04-zon.md", "_posts/2019/2019-09-05-zon.md"),
        ("19-9-4-zon-2019-01-01-a.markdown", "2019-09-05-zon-2019-01-01-a.markdown"),
        ("2019-09-04-map/zon.md", None),
        ("zon-2019-09-04-x.md", None),
        ("2019-09-05-zon.md", None),
    ],
)
def test_a_file_name_gets_another_day(path, right):
    assert with_day(path, date(2019, 9, 5)) == right
