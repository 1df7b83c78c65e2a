"""Moments written in the form of others."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.post.date_forms import RFC_2822, form_of, usual_form, written_in
from newsctl.core.post.dates import parse_date

ZONE = ZoneInfo("Europe/Amsterdam")
MOMENT = datetime(2019, 10, 2, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("like", "written"),
    [
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
    ],
)
def test_a_moment_is_written_as_another_one_is(like, written):
    assert written_in(MOMENT, [form_of(like)], ZONE) == written
    assert parse_date(written, ZONE) == MOMENT


@pytest.mark.parametrize(
    "like", ["24 januari 2018 20:19:08", "1567645627", "ooit", 1567645627, None]
)
def test_what_is_seldom_written_is_no_model(like):
    assert form_of(like) is None
    assert usual_form([like]) == RFC_2822


def test_a_day_alone_holds_no_time_of_day():
    day, rfc = form_of("2018-03-17"), form_of("Thu, 05 Sep 2019 03:07:07 +0200")
    assert written_in(MOMENT, [day], ZONE) == "2019-10-02 10:00:00 +0200"
    assert written_in(MOMENT, [day, rfc], ZONE) == "Wed, 02 Oct 2019 10:00:00 +0200"
    assert written_in(MOMENT.replace(hour=0), [day, rfc], ZONE) == "2019-10-02"


def test_seconds_are_written_where_there_are_some():
    form = form_of("2018-03-17 20:19")
    assert written_in(MOMENT.replace(second=7), [form], ZONE) == "2019-10-02 10:00:07"


def test_an_offset_that_no_form_can_hold_is_none():
    moment = datetime(1936, 1, 1, 12, 0, tzinfo=ZONE)
    for like in ("2018-03-17 20:19:08 +0100", "Thu, 05 Sep 2019 03:07:07 +0200"):
        assert parse_date(written_in(moment, [form_of(like)], ZONE), ZONE) == moment


def test_the_usual_form_is_that_of_most():
    iso, rfc = "2018-03-17 20:19", "Thu, 05 Sep 2019 03:07:07 +0200"
    assert usual_form([iso, rfc, None, iso]) == form_of(iso)
