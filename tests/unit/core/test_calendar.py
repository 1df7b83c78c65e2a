"""Periods: their names, their days, and what is in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.research.calendar import Per, counted, name_of, per_named, spans

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def seconds(*written):
    return sorted(int(datetime.fromisoformat(one).timestamp()) for one in written)


def table(moments, per, zone=AMSTERDAM):
    periods = spans(moments, per, zone)
    return dict(
        zip([one.period for one in periods], counted(moments, periods, per, zone), strict=True)
    )


def test_a_year_begins_at_midnight_in_the_zone_of_the_archive():
    moments = seconds("2019-12-31T22:59:59+00:00", "2019-12-31T23:00:00+00:00")
    assert table(moments, Per.YEAR) == {"2019": 1, "2020": 1}
    assert table(moments, Per.YEAR, UTC) == {"2019": 2}


def test_weeks_are_those_of_iso_8601():
    moments = seconds("2020-12-27T12:00:00+01:00", "2021-01-03T12:00:00+01:00")
    assert table(moments, Per.WEEK) == {"2020-W52": 1, "2020-W53": 1}


def test_periods_without_a_post_are_there():
    moments = seconds("2019-11-05T12:00:00+01:00", "2020-02-01T12:00:00+01:00")
    assert table(moments, Per.MONTH) == {"2019-11": 1, "2019-12": 0, "2020-01": 0, "2020-02": 1}
    assert table(moments, Per.QUARTER) == {"2019-Q4": 1, "2020-Q1": 1}
    assert table([], Per.DAY) == {}
    assert table([], Per.WEEKDAY) == dict.fromkeys(
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"], 0
    )


def test_an_hour_is_of_the_clock_in_summer_and_in_winter():
    moments = seconds("2019-07-01T10:00:00+00:00", "2019-01-01T11:00:00+00:00")
    assert {hour: posts for hour, posts in table(moments, Per.HOUR).items() if posts} == {"12": 2}


@pytest.mark.slow
def test_the_first_and_the_last_year_there_can_be():
    moments = seconds("0001-01-01T12:00:00+00:00", "9999-12-31T12:00:00+00:00")
    years = table(moments, Per.YEAR)
    assert (years["0001"], years["9999"], len(years)) == (1, 1, 9999)
    with pytest.raises(UsageError):
        spans(moments, Per.DAY, AMSTERDAM)


@given(
    st.lists(
        st.integers(-2_000_000_000, 4_000_000_000),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from([per for per in Per if per is not Per.DAY]),
)
def test_every_moment_is_counted_in_the_period_of_its_name(moments, per):
    sorted_seconds = sorted(moments)
    wanted = Counter(name_of(per, datetime.fromtimestamp(one, AMSTERDAM)) for one in sorted_seconds)
    found = table(sorted_seconds, per)
    assert {name: posts for name, posts in found.items() if posts} == wanted
    assert list(found) == sorted(found) or per is Per.WEEKDAY


def test_days_follow_one_another():
    start = datetime(2019, 3, 30, 12, tzinfo=AMSTERDAM)
    moments = [int((start + timedelta(days=day)).timestamp()) for day in range(4)]
    assert list(table(moments, Per.DAY).values()) == [1, 1, 1, 1]


def test_a_period_is_known_in_dutch_and_in_english():
    assert per_named("Maand") is per_named("month") is Per.MONTH
    with pytest.raises(QuerySyntaxError) as raised:
        per_named("mand")
    assert raised.value.hint == "Did you mean maand?"
    assert raised.value.text[raised.value.start : raised.value.end] == "mand"
