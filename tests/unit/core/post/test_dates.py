import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import SettingsError
from newsctl.core.post.dates import (
    DateProblem,
    is_doubtful,
    iso_text,
    offset_digits,
    parse_date,
    zone_named,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Thu, 05 Sep 2019 03:07:07 +0200", "2019-09-05T03:07:07+02:00"),
        ("Thu, 5 Sep 2019 03:07 +0200", "2019-09-05T03:07:00+02:00"),
        ("05 Sep 2019 03:07:07 EST", "2019-09-05T03:07:07-05:00"),
        ("Thu, 05 Sep 2019 03:07:07 +0200 (CEST)", "2019-09-05T03:07:07+02:00"),
        ("Fri, 31 May 2019 07:04:19 GMT", "2019-05-31T07:04:19+00:00"),
        ("2018-03-17 20:19:08 +0100", "2018-03-17T20:19:08+01:00"),
        ("2018-03-17 20:19 (UTC +01:00)", "2018-03-17T20:19:00+01:00"),
        ("17 maart 2018 20:19 (GMT+2)", "2018-03-17T20:19:00+02:00"),
        ("17-03-2018 20:19(utc -0530)", "2018-03-17T20:19:00-05:30"),
        ("2018-03-17 20:19 +0100 (UTC +01:00)", "2018-03-17T20:19:00+01:00"),
        ("2018-03-17 (UTC +01:00)", "2018-03-17T00:00:00+01:00"),
        ("2018-03-17 20:19 (UTC)", "2018-03-17T20:19:00+00:00"),
        ("2018-03-17 20:19:08 +2h", "2018-03-17T20:19:08+02:00"),
        ("2018-03-17T20:19:08Z", "2018-03-17T20:19:08+00:00"),
        ("2018-03-17t20:19:08.5+01:00", "2018-03-17T20:19:08.500000+01:00"),
        ("2018-03-17T20:19:08,25-05", "2018-03-17T20:19:08.250000-05:00"),
        ("2018-03-17T24:00:00", "2018-03-18T00:00:00+01:00"),
        ("2018-12-31T24:00:00Z", "2019-01-01T00:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
        ("2018-3-7 1:02", "2018-03-07T01:02:00+01:00"),
        ("2018-03-17", "2018-03-17T00:00:00+01:00"),
        ("2018-07-17", "2018-07-17T00:00:00+02:00"),
        ("2018/03/17", "2018-03-17T00:00:00+01:00"),
        ("20180317", "2018-03-17T00:00:00+01:00"),
        ("20180317T201908Z", "2018-03-17T20:19:08+00:00"),
        ("2018-W11-6", "2018-03-17T00:00:00+01:00"),
        ("2018W116", "2018-03-17T00:00:00+01:00"),
        ("2018-076", "2018-03-17T00:00:00+01:00"),
        ("24 januari 2018 20:19:08", "2018-01-24T20:19:08+01:00"),
        ("Woensdag 24 Januari 2018", "2018-01-24T00:00:00+01:00"),
        ("wo 24 jan. 2018 om 20.19 uur", "2018-01-24T20:19:00+01:00"),
        ("24 januari 2018 20 uur", "2018-01-24T20:00:00+01:00"),
        ("24-01-2018 20u30", "2018-01-24T20:30:00+01:00"),
        ("24-01-2018 18h", "2018-01-24T18:00:00+01:00"),
        ("3 mrt 2018, 20:19", "2018-03-03T20:19:00+01:00"),
        ("1 okt 2018", "2018-10-01T00:00:00+02:00"),
        ("January 24, 2018", "2018-01-24T00:00:00+01:00"),
        ("Wed Jan  4 20:19:08 2018", "2018-01-04T20:19:08+01:00"),
        ("18-10-2019", "2019-10-18T00:00:00+02:00"),
        ("5-11-2019 20:00", "2019-11-05T20:00:00+01:00"),
        ("18.10.2019", "2019-10-18T00:00:00+02:00"),
        ("18/10/2019", "2019-10-18T00:00:00+02:00"),
        ("  18-10-2019\t20:00 ", "2019-10-18T20:00:00+02:00"),
        ("1517000000", "2018-01-26T20:53:20+00:00"),
        (1517000000, "2018-01-26T20:53:20+00:00"),
        (1517000000.5, "2018-01-26T20:53:20.500000+00:00"),
        (20180317, "2018-03-17T00:00:00+01:00"),
    ],
)
def test_reads_every_form_of_the_archives(written, moment):
    assert parse_date(written, AMSTERDAM).isoformat() == moment


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("5/11/2019", "either way round"),
        ("11/18/2019", "no such date"),
        ("18-10-19", "two digits"),
        ("2019-02-30", "no such date"),
        ("31 februari 2019", "no such date"),
        ("2018-366", "no such day of the year"),
        ("2018-W54-1", "no such date"),
        ("0000-01-01", "no such date"),
        ("0001-01-01", "no such date"),
        ("9999-12-31T23:59:59-12:00", "no such date"),
        ("2018-03-17 25:00", "no such time"),
        ("2018-03-17 24:00:01", "no such time"),
        ("2018-03-17 20:60", "no such time"),
        ("2018-03-17T20:19:08+25:00", "no such offset"),
        ("2018-03-17 20:19 XYZ", "no form"),
        ("١٢-١٠-٢٠١٩", "no form"),
        ("2019", "no form"),
        ("2019-03", "no form"),
        ("gisteren", "no form"),
        ("x" * 100_000, "no form"),
        (12345, "no form"),
        (10**30, "no form"),
        (float("inf"), "no form"),
        ("", "empty"),
        (True, "not a date"),
        (None, "not a date"),
        (["2018-03-17"], "not one value"),
        ({"on": "2018-03-17"}, "not one value"),
    ],
)
def test_says_why_the_rest_is_no_date(written, reason):
    problem = parse_date(written, AMSTERDAM)
    assert isinstance(problem, DateProblem)
    assert reason in problem.reason


def test_a_date_keeps_the_offset_that_was_written_and_only_else_the_archives_zone():
    assert parse_date("2018-03-17 20:19 +0500", AMSTERDAM).utcoffset() == timedelta(hours=5)
    assert parse_date("2018-03-17 20:19", AMSTERDAM).tzinfo is AMSTERDAM


def test_a_time_that_occurs_twice_is_the_first():
    assert parse_date("2019-10-27 02:30", AMSTERDAM).utcoffset() == timedelta(hours=2)


def test_a_time_that_never_was_is_as_far_after_the_jump():
    moment = parse_date("2019-03-31 02:30", AMSTERDAM)
    assert moment.astimezone(UTC).astimezone(AMSTERDAM).hour == 3


def test_an_unknown_zone_is_a_setting_error():
    for name in ("Europe/Amsterdan", "../../etc/passwd", "", "Europe", "a\0b"):
        with pytest.raises(SettingsError, match="time zone"):
            zone_named(name)


@given(
    st.text() | st.integers() | st.floats() | st.from_regex(r"[0-9]{1,4}[-/. T:+wW0-9a-z]{0,25}")
)
def test_no_value_crashes(value):
    found = parse_date(value, AMSTERDAM)
    assert isinstance(found, DateProblem) or found.tzinfo is not None


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime(1000, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  hypothesis adds zones
MOMENTS = st.datetimes(FIRST, LAST, timezones=OFFSETS)


@given(
    st.tuples(st.sampled_from(("Thu", "Mon")), st.integers(1, 32), st.integers(1, 13)),
    st.tuples(st.integers(1970, 2030), st.integers(0, 25), st.integers(0, 61), st.integers(0, 61)),
    st.sampled_from(("", " +0200", " -0130", " +1345", " +1400", " +0260", "+0100")),
)
def test_the_usual_spelling_of_a_date_reads_as_any_other_of_it_does(day, time, offset):
    weekday, number, month = day
    year, hour, minute, second = time
    name = "JanFebMarAprMayJunJulAugSepOctNovDecFoo"[3 * month - 3 : 3 * month]
    clock = f"{hour:02}:{minute:02}:{second:02}{offset}"
    words = f"{weekday}, {number:02} {name} {year}"
    digits = f"{year}-{month:02}-{number:02}"
    for usual, other in (
        (f"{words} {clock}", f"{words} {clock}".lower()),
        (words, words.lower()),
        (f"{digits} {clock}", f"{digits}t{clock}"),
        (f"{digits}T{clock}", f"{digits}t{clock}"),
        (digits, digits.replace("-", "/")),
    ):
        read, expected = (parse_date(text, AMSTERDAM) for text in (usual, other))
        assert read == expected
        if isinstance(read, datetime):
            assert read.tzinfo == expected.tzinfo


@given(MOMENTS)
def test_what_python_writes_as_iso_8601_reads_back(moment):
    assert parse_date(moment.isoformat(), AMSTERDAM) == moment


@pytest.mark.parametrize("seconds", ["-99999999999", "99999999999", "-62135596800"])
def test_no_number_of_seconds_is_too_much(seconds):
    parse_date(seconds, ZoneInfo("America/New_York"))
    parse_date(seconds, ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    "written", ["2018-03-17 20:19 +0100 (UTC +02:00)", "2018-03-17 (UTC +25)", "(UTC +01:00)"]
)
def test_a_zone_between_parentheses_that_makes_no_sense_is_none(written):
    assert isinstance(parse_date(written, AMSTERDAM), DateProblem)


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (timedelta(minutes=19, seconds=32), "1936-05-01T12:00:28+00:20"),
        (-timedelta(minutes=25, seconds=21), "1936-05-01T12:00:21-00:25"),
        (timedelta(hours=2), "1936-05-01T12:00:00+02:00"),
    ],
)
def test_an_offset_is_of_whole_minutes_and_the_moment_stays(offset, text):
    moment = datetime(1936, 5, 1, 12, tzinfo=timezone(offset))
    assert iso_text(moment) == text
    assert datetime.fromisoformat(text).timestamp() == moment.timestamp()
    assert offset_digits(offset) == text[19:].replace(":", "")


@given(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.timezones()))  # noqa: DTZ001
def test_every_moment_has_an_offset_that_rfc_3339_has(moment):
    text = iso_text(moment)
    assert re.fullmatch(r"[^+]*T[0-9:.]+[+-][0-9]{2}:[0-9]{2}", text)
    assert datetime.fromisoformat(text).timestamp() == moment.timestamp()


@pytest.mark.parametrize(
    ("written", "doubtful"),
    [
        ("03-04-2018", True),
        ("3-4-2018", True),
        ("3.4.2018 10:00", True),
        ("12-11-2018", True),
        ("04-04-2018", False),
        ("13-04-2018", False),
        ("04-13-2018", False),
        ("2018-03-04", False),
        ("di 03-04-2018", False),
        ("3 april 2018", False),
    ],
)
def test_day_and_month_may_be_either_way_round(written, doubtful):
    assert is_doubtful(written) is doubtful
