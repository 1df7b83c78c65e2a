"""Dates in words, seen from Thursday 5 September 2019 in Amsterdam unless told otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.periods import DateWordsError
from newsctl.dutch.date_vocabulary import MONTH_NUMBERS, NUMBERS, UNITS, WEEKDAY_NUMBERS
from newsctl.dutch.date_words import resolve

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = datetime(2019, 9, 5, 12, 30, tzinfo=AMSTERDAM)
NAMES = [*MONTH_NUMBERS, *NUMBERS, *UNITS, *WEEKDAY_NUMBERS]
WORDS = [*NAMES, "week", "geleden", "ago", "vorige", "2019", "53"]
WORDS += [
    "afgelopen",
    "laatste",
    "last",
    "deze",
    "kwartaal",
    "31",
    "0",
    "9999",
    "de",
    "-",
    "T24:00",
]


def days(text, *, now=THURSDAY):
    """The first and last day of what a text means, when it is made of whole days."""
    period = resolve(text, now=now)
    assert period.start.time() == period.end.time() == datetime.min.time()
    return period.start.date(), period.end.date() - timedelta(days=1)


def on(text):
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-09", "2019-09-01", "2019-09-30"),
        ("2019-9", "2019-09-01", "2019-09-30"),
        ("9-2019", "2019-09-01", "2019-09-30"),
        ("2019-W36", "2019-09-02", "2019-09-08"),
        ("2019w36", "2019-09-02", "2019-09-08"),
        ("2019-Q3", "2019-07-01", "2019-09-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("september 2019", "2019-09-01", "2019-09-30"),
        ("Sept 2019", "2019-09-01", "2019-09-30"),
        ("sept. 2019", "2019-09-01", "2019-09-30"),
        ("  maart   2018 ", "2018-03-01", "2018-03-31"),
        ("may 2018", "2018-05-01", "2018-05-31"),
        ("week 36 2019", "2019-09-02", "2019-09-08"),
        ("week 1 2019", "2018-12-31", "2019-01-06"),
        ("week 53 2015", "2015-12-28", "2016-01-03"),
        ("kwartaal 2 2019", "2019-04-01", "2019-06-30"),
        ("2e kwartaal 2019", "2019-04-01", "2019-06-30"),
        ("Q2 2019", "2019-04-01", "2019-06-30"),
    ],
)
def test_years_months_weeks_and_quarters_are_whole(text, first, last):
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("2019-09-05", "2019-9-5", "5-9-2019", "05-09-2019", "5 september 2019", "5 sep 2019"),
        *("donderdag 5 september 2019", "September 5, 2019", "20190905"),
        *("vandaag", "today", "Vandaag", "donderdag", "thursday", "5 september", "deze dag"),
    ],
)
def test_a_day_has_many_forms(text):
    assert days(text) == (date(2019, 9, 5), date(2019, 9, 5))


@pytest.mark.parametrize(
    ("text", "start", "seconds"),
    [
        ("2019-09-05 03:07", "2019-09-05T03:07:00+02:00", 60),
        ("2019-09-05T03:07", "2019-09-05T03:07:00+02:00", 60),
        ("2019-09-05T03:07:07", "2019-09-05T03:07:07+02:00", 1),
        ("2019-09-05T00:00", "2019-09-05T00:00:00+02:00", 60),
        ("2019-09-05T03:07:07+00:00", "2019-09-05T05:07:07+02:00", 1),
        ("2019-09-05T03:07Z", "2019-09-05T05:07:00+02:00", 60),
        ("Thu, 05 Sep 2019 03:07:07 +0200", "2019-09-05T03:07:07+02:00", 1),
        ("5 mei 2019 om 20.00 uur", "2019-05-05T20:00:00+02:00", 60),
    ],
)
def test_a_time_of_day_is_as_long_as_it_is_precise(text, start, seconds):
    period = resolve(text, now=THURSDAY)
    assert period.start == datetime.fromisoformat(start)
    assert period.end - period.start == timedelta(seconds=seconds)
    assert period.start.tzinfo is AMSTERDAM


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("gisteren", "2019-09-04", "2019-09-04"),
        ("yesterday", "2019-09-04", "2019-09-04"),
        ("eergisteren", "2019-09-03", "2019-09-03"),
        ("deze week", "2019-09-02", "2019-09-08"),
        ("deze maand", "2019-09-01", "2019-09-30"),
        ("dit kwartaal", "2019-07-01", "2019-09-30"),
        ("dit jaar", "2019-01-01", "2019-12-31"),
        ("this week", "2019-09-02", "2019-09-08"),
        ("vorige week", "2019-08-26", "2019-09-01"),
        ("vorige maand", "2019-08-01", "2019-08-31"),
        ("vorig kwartaal", "2019-04-01", "2019-06-30"),
        ("vorig jaar", "2018-01-01", "2018-12-31"),
        ("last week", "2019-08-26", "2019-09-01"),
        ("last month", "2019-08-01", "2019-08-31"),
        ("afgelopen 7 dagen", "2019-08-30", "2019-09-05"),
        ("de afgelopen week", "2019-08-30", "2019-09-05"),
        ("afgelopen 1 week", "2019-08-30", "2019-09-05"),
        ("past week", "2019-08-30", "2019-09-05"),
        ("last 7 days", "2019-08-30", "2019-09-05"),
        ("laatste 3 maanden", "2019-06-06", "2019-09-05"),
        ("het afgelopen jaar", "2018-09-06", "2019-09-05"),
        ("3 maanden geleden", "2019-06-05", "2019-06-05"),
        ("3 months ago", "2019-06-05", "2019-06-05"),
        ("een week geleden", "2019-08-29", "2019-08-29"),
        ("één jaar geleden", "2018-09-05", "2018-09-05"),
        ("a week ago", "2019-08-29", "2019-08-29"),
        ("twee kwartalen geleden", "2019-03-05", "2019-03-05"),
        ("vrijdag", "2019-08-30", "2019-08-30"),
        ("woensdag", "2019-09-04", "2019-09-04"),
        ("afgelopen donderdag", "2019-08-29", "2019-08-29"),
        ("vorige woensdag", "2019-09-04", "2019-09-04"),
        ("last monday", "2019-09-02", "2019-09-02"),
        ("september", "2019-09-01", "2019-09-30"),
        ("oktober", "2018-10-01", "2018-10-31"),
        ("6 september", "2018-09-06", "2018-09-06"),
        ("29 februari", "2016-02-29", "2016-02-29"),
        ("week 36", "2019-09-02", "2019-09-08"),
        ("week 37", "2018-09-10", "2018-09-16"),
        ("week 53", "2015-12-28", "2016-01-03"),
        ("kwartaal 3", "2019-07-01", "2019-09-30"),
        ("kwartaal 4", "2018-10-01", "2018-12-31"),
    ],
)
def test_words_are_seen_from_today(text, first, last):
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("today", "text", "first", "last"),
    [
        ("2020-01-01", "vorige week", "2019-12-23", "2019-12-29"),
        ("2020-01-01", "deze week", "2019-12-30", "2020-01-05"),
        ("2020-01-01", "vorig kwartaal", "2019-10-01", "2019-12-31"),
        ("2020-01-01", "gisteren", "2019-12-31", "2019-12-31"),
        ("2020-01-01", "1 januari", "2020-01-01", "2020-01-01"),
        ("2019-12-30", "week 1", "2019-12-30", "2020-01-05"),
        ("2021-01-03", "deze week", "2020-12-28", "2021-01-03"),
        ("2021-01-03", "week 53", "2020-12-28", "2021-01-03"),
        ("2019-05-31", "3 maanden geleden", "2019-02-28", "2019-02-28"),
        ("2020-02-29", "een jaar geleden", "2019-02-28", "2019-02-28"),
        ("2020-03-31", "vorige maand", "2020-02-01", "2020-02-29"),
        ("1903-06-01", "29 februari", "1896-02-29", "1896-02-29"),
    ],
)
def test_borders_of_years_weeks_and_months(today, text, first, last):
    expected = (date.fromisoformat(first), date.fromisoformat(last))
    assert days(text, now=on(today)) == expected


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2019-03-31", 23), ("2019-10-27", 25), ("2019-09-05", 24), ("week 13 2019", 7 * 24 - 1)],
)
def test_days_of_a_clock_change_are_as_long_as_they_were(text, hours):
    period = resolve(text, now=THURSDAY)
    length = period.end.astimezone(UTC) - period.start.astimezone(UTC)
    assert length == timedelta(hours=hours)


def test_today_is_the_day_in_the_zone_of_the_archive():
    late = datetime(2019, 9, 4, 23, 30, tzinfo=UTC)
    assert days("vandaag", now=late)[0] == date(2019, 9, 4)
    assert days("vandaag", now=late.astimezone(AMSTERDAM))[0] == date(2019, 9, 5)


def test_a_day_begins_at_the_clock_change_where_midnight_does_not_exist():
    now = datetime(2018, 11, 10, tzinfo=ZoneInfo("America/Sao_Paulo"))
    period = resolve("2018-11-04", now=now)
    assert period.start.astimezone(UTC) == datetime(2018, 11, 4, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("ooit", "it has no form that newsctl knows"),
        ("vorige", "it has no form that newsctl knows"),
        ("vorige 3 maanden", "it has no form that newsctl knows"),
        ("zomer 2019", "it has no form that newsctl knows"),
        ("eind 2019", "it has no form that newsctl knows"),
        ("morgen", "it has no form that newsctl knows"),
        ("19", "it has no form that newsctl knows"),
        ("201", "it has no form that newsctl knows"),
        ("٢٠١٩", "it has no form that newsctl knows"),
        ("2019-Q5", "it has no form that newsctl knows"),
        ("2019..2020", "it has no form that newsctl knows"),
        ("5-9-19", "its year has two digits, so that the order is not certain"),
        ("1/2/2019", "day and month could be either way round"),
        ("2019-13", "there is no such month"),
        ("2019-02-30", "there is no such date"),
        ("31 september", "there is no such day"),
        ("week 53 2019", "there is no such week"),
        ("week 0", "there is no such week"),
        ("0 dagen geleden", "there is no period of nothing"),
        ("9999 jaar geleden", "years run from 1000 to 9998"),
        ("0001", "years run from 1000 to 9998"),
        ("9999", "years run from 1000 to 9998"),
        ("0999-01-01", "years run from 1000 to 9998"),
        ("9999-12-31", "years run from 1000 to 9998"),
    ],
)
def test_what_is_not_understood_is_an_error_with_two_examples(text, reason):
    with pytest.raises(DateWordsError) as caught:
        resolve(text, now=THURSDAY)
    assert caught.value.message == f"Not a date: {text!r}: {reason}."
    assert caught.value.hint == "Try 2019-09 or 'vorige week'."


def test_now_has_to_be_aware():
    with pytest.raises(ValueError, match="aware"):
        resolve("vandaag", now=datetime(2019, 9, 5))  # noqa: DTZ001  that is the point


@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)),
    st.integers(-2_000_000_000, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, AMSTERDAM)),
)
def test_any_text_is_a_period_that_begins_before_it_ends_or_an_error(text, now):
    try:
        period = resolve(text, now=now)
    except DateWordsError:
        return
    assert period.start.tzinfo is not None
    assert period.start.astimezone(UTC) < period.end.astimezone(UTC)
