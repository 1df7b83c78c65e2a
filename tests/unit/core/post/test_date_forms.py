"""Moments written in the form of others."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.date_forms import DAY, form_of, usual_form, written_in
from newsctl.core.post.dates import parse_date

ZONE = ZoneInfo("Europe/Amsterdam")
MOMENT = datetime(2019, 10, 2, 10, 0, tzinfo=ZONE)


LIKE = [
    ("Thu, 05 Sep 2019 03:07:07 +0200", "Wed, 02 Oct 2019 10:00:00 +0200"),
    ("Fri, 31 May 2019 07:04:19 GMT", "Wed, 02 Oct 2019 08:00:00 GMT"),
    ("5 Sep 2019 03:07 +0200", "02 Oct 2019 10:00 +0200"),
    ("2018-03-17 20:19:08 +0100", "2019-10-02 10:00:00 +0200"),
    ("2018-03-17 20:19:08+01:00", "2019-10-02 10:00:00+02:00"),
    ("2018-03-17T20:19:08+01:00", "2019-10-02T10:00:00+02:00"),
    ("2018-03-17T20:19:08Z", "2019-10-02T08:00:00Z"),
    ("2018-03-17 20:19:08 UTC", "2019-10-02 08:00:00 UTC"),
    ("2018-03-17 20:19", "2019-10-02 10:00"),
    ("2018-03-17T20:19:08", "2019-10-02T10:00:00"),
    ("2018-03-17T20:19:08.000Z", "2019-10-02T08:00:00.000Z"),
    ("2018-03-17T20:19:08.123456+01:00", "2019-10-02T10:00:00.000000+02:00"),
    ("17-03-2018 20:19", "02-10-2019 10:00"),
    ("17.03.2018 20:19:08", "02.10.2019 10:00:00"),
    ("17.3.2018 20:19:08", "2.10.2019 10:00:00"),
    ("2018/03/17 20:19:08 +0100", "2019/10/02 10:00:00 +0200"),
]


@pytest.mark.parametrize(("like", "written"), LIKE)
def test_a_moment_is_written_as_another_one_is(like, written):
    assert written_in(MOMENT, [form_of(like)], ZONE) == written
    assert parse_date(written, ZONE) == MOMENT


@pytest.mark.parametrize(
    "like", ["24 januari 2018 20:19:08", "1567645627", "ooit", 1567645627, None]
)
def test_what_is_seldom_written_is_no_model(like):
    assert form_of(like) is None
    assert usual_form([like]) == DAY


LIKE_DAYS = [
    ("29-03-2001", ("02-10-2019", "03-05-2020")),
    ("29-11-2001", ("02-10-2019", "03-05-2020")),
    ("29-3-2001", ("2-10-2019", "3-5-2020")),
    ("29.3.2001", ("2.10.2019", "3.5.2020")),
    ("2001/03/29", ("2019/10/02", "2020/05/03")),
    ("Jul 08 2022", ("Oct 02 2019", "May 03 2020")),
    ("Jul 18 2022", ("Oct 02 2019", "May 03 2020")),
    ("Jul 8, 2022", ("Oct 2, 2019", "May 3, 2020")),
    ("July 08, 2022", ("October 02, 2019", "May 03, 2020")),
    ("July 18, 2022", ("October 2, 2019", "May 3, 2020")),
]


@pytest.mark.parametrize(("like", "days"), LIKE_DAYS)
def test_a_day_is_written_as_another_one_is(like, days):
    moments = (MOMENT.replace(hour=0), datetime(2020, 5, 3, tzinfo=ZONE))
    for written, moment in zip(days, moments, strict=True):
        assert written_in(moment, [form_of(like)], ZONE) == written
        assert parse_date(written, ZONE) == moment


@pytest.mark.parametrize(
    "text",
    [
        "29-03-01",
        "09-03-2001",
        "9-9-2001",
        "32-03-2001",
        "03-29-2001",
        "12-3-4",
        "5 Sep 2019",
        "1234-5-678",
        "2019.03.29",  # not read as a date either
        "29/03/2001",
        "juli 8, 2022",
        "Juli 08 2022",
    ],
)
def test_what_is_not_read_or_proves_no_order_or_has_another_language_is_no_model(text):
    assert form_of(text) is None


def test_a_day_alone_holds_no_time_of_day():
    day, rfc = form_of("2018-03-17"), form_of("Thu, 05 Sep 2019 03:07:07 +0200")
    assert written_in(MOMENT, [day], ZONE) == "2019-10-02 10:00:00 +0200"
    assert written_in(MOMENT, [day, rfc], ZONE) == "Wed, 02 Oct 2019 10:00:00 +0200"
    assert written_in(MOMENT.replace(hour=0), [day, rfc], ZONE) == "2019-10-02"


def test_seconds_are_written_where_there_are_some():
    form = form_of("2018-03-17 20:19")
    assert written_in(MOMENT.replace(second=7), [form], ZONE) == "2019-10-02 10:00:07"


@pytest.mark.parametrize("year", [1900, 1936])
def test_an_offset_that_no_form_can_hold_is_none(year):
    moment = datetime(year, 1, 1, 12, 0, tzinfo=ZONE)
    for like in ("2018-03-17 20:19:08 +0100", "Thu, 05 Sep 2019 03:07:07 +0200"):
        assert parse_date(written_in(moment, [form_of(like)], ZONE), ZONE) == moment


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime(1000, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  hypothesis adds zones


@given(
    st.datetimes(FIRST, LAST, timezones=OFFSETS),
    st.sampled_from([like for like, _ in LIKE + LIKE_DAYS]),
)
def test_what_is_written_reads_back(moment, like):
    moment = moment.replace(microsecond=0)
    written = written_in(moment, [form_of(like)], moment.tzinfo)
    assert parse_date(written, moment.tzinfo) == moment


def test_the_usual_form_is_that_of_most():
    iso, rfc = "2018-03-17 20:19", "Thu, 05 Sep 2019 03:07:07 +0200"
    assert usual_form([iso, rfc, None, iso]) == form_of(iso)


def test_an_order_of_day_and_month_is_usual_where_a_post_proves_it():
    doubtful = ["03-04-2018"] * 5
    assert usual_form([*doubtful]) == DAY
    assert usual_form([*doubtful, "29-03-2018"]) == form_of("29-03-2018")


@pytest.mark.parametrize(
    ("written", "in_utc"),
    [("2018-03-17 20:19:08", True), ("2018/03/17 20:19:08", False), ("2018-03-17 20:19", False)],
)
def test_moments_of_yaml_alone_are_in_utc(written, in_utc):
    assert usual_form([written], bare_times=BareTimes.YAML).in_utc is in_utc
    assert usual_form([written], bare_times=BareTimes.ALL).in_utc
