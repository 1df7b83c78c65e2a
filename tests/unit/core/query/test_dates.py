"""Dates in queries, and options that say the same."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import (
    DateRange,
    Everything,
    FieldDateRange,
    FieldValue,
    Or,
    Word,
    all_of,
)
from newsctl.core.query.describe import query_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dates(start, end, field="date"):
    first, after = (day and datetime(*day, tzinfo=AMSTERDAM) for day in (start, end))
    return DateRange(field, first, after)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("date:2019", dates((2019, 1, 1), (2020, 1, 1))),
        ("date:2019-09", dates((2019, 9, 1), (2019, 10, 1))),
        ("date:2019-09-05T03:07", dates((2019, 9, 5, 3, 7), (2019, 9, 5, 3, 8))),
        ("date:2019-09-01..2019-09-15", dates((2019, 9, 1), (2019, 9, 16))),
        ("date:2019..", dates((2019, 1, 1), None)),
        ("date:..2020", dates(None, (2021, 1, 1))),
        ("date:2018-03..2019", dates((2018, 3, 1), (2020, 1, 1))),
        (
            "date:2018,2020",
            Or((dates((2018, 1, 1), (2019, 1, 1)), dates((2020, 1, 1), (2021, 1, 1)))),
        ),
        ("datum:gisteren", dates((2019, 9, 4), (2019, 9, 5))),
        ('datum:"vorige week"', dates((2019, 8, 26), (2019, 9, 2))),
        ('datum:"september 2019"', dates((2019, 9, 1), (2019, 10, 1))),
        ('datum:"3 maanden geleden"..gisteren', dates((2019, 6, 5), (2019, 9, 5))),
        ('datum:"3 maanden geleden..gisteren"', dates((2019, 6, 5), (2019, 9, 5))),
        ('datum:"week 36 2019"', dates((2019, 9, 2), (2019, 9, 9))),
        ('datum:"week 36 2019".."week 37 2019"', dates((2019, 9, 2), (2019, 9, 16))),
    ],
)
def test_an_imprecise_start_means_its_first_moment_an_imprecise_end_its_last(parser, text, query):
    assert parser.parse(text) == query


def test_date_and_datum_mean_the_field_that_the_settings_name(parser_with):
    parser = parser_with(keys=("title", "created_at", "gewijzigd"), date_fields=("created_at",))
    expected = dates((2019, 1, 1), (2020, 1, 1), "created_at")
    assert parser.parse("date:2019") == parser.parse("datum:2019") == expected
    assert parser.parse("created_at:2019") == expected
    assert parser.period("2019", "2019") == expected


def test_a_second_date_field_has_dates_too(parser_with):
    parser = parser_with(keys=("date", "gewijzigd"), date_fields=("date", "gewijzigd"))
    start = datetime(2019, 1, 1, tzinfo=AMSTERDAM)
    assert parser.parse("gewijzigd:2019..") == FieldDateRange("gewijzigd", start, None)
    assert query_text(parser.parse("gewijzigd:2019..")) == "gewijzigd:2019-01-01.."


def test_datum_means_the_date_of_posts_also_where_a_field_of_dates_is_called_so(parser_with):
    parser = parser_with(keys=("date", "datum"), date_fields=("date", "datum"))
    assert dates((2019, 1, 1), (2020, 1, 1)) in parser.parse("datum:2019").operands
    parser = parser_with(keys=("date", "created_at"), date_fields=("created_at",))
    start, end = (datetime(year, 1, 1, tzinfo=AMSTERDAM) for year in (2019, 2020))
    assert parser.parse("date:2019") == FieldDateRange("date", start, end)


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [
        ("2019", None, "date:2019.."),
        (None, "2019-09", "date:..2019-09"),
        ("2018", "2019", "date:2018..2019"),
        ("vorige week", "gisteren", 'datum:"vorige week"..gisteren'),
        (None, None, ""),
    ],
)
def test_since_and_until_build_the_query_of_a_range(parser, since, until, text):
    assert parser.period(since, until) == parser.parse(text)


@pytest.mark.parametrize(
    ("key", "values", "text"),
    [
        ("bron", ["NOS"], "bron:NOS"),
        ("bron", ["NOS", "NU.nl"], "bron:NOS,NU.nl"),
        ("bron", ["NOS,NU.nl"], "bron:NOS,NU.nl"),
        ("bron", [" de Volkskrant "], 'bron:"de Volkskrant"'),
        ("category", ["tech"], "categorie:tech"),
        ("title", ["tweede kamer"], 'title:"tweede kamer"'),
        ("link", ["https://nos.nl/l/1"], "link:https://nos.nl/l/1"),
        ("aantal", ["300.."], "aantal:300.."),
        ("date", ["vorige week"], 'datum:"vorige week"'),
    ],
)
def test_an_option_builds_the_query_of_the_same_words(parser, key, values, text):
    assert parser.field(key, *values) == parser.parse(text)


def test_words_and_options_join_to_the_query_of_all_words(parser):
    options = [
        parser.parse_arguments(["verkiezingen"]),
        parser.field("bron", "NOS"),
        parser.period("2019", None),
    ]
    assert all_of(options) == parser.parse("verkiezingen bron:NOS date:2019..")
    assert all_of([parser.period(), parser.parse("")]) == Everything()
    assert all_of([parser.period(), Word("a"), FieldValue("b", ("c",))]).operands[0] == Word("a")


@pytest.mark.parametrize(
    ("since", "until", "piece", "message"),
    [
        ("ooit", None, "ooit", "Not a date: 'ooit': it has no form that newsctl knows."),
        ("2019", "straks", "straks", "Not a date: 'straks': it has no form that newsctl knows."),
        ("2020", "2019", "2020..2019", "This range ends before it begins."),
        ("", None, ".", "A date is missing here."),
    ],
)
def test_an_option_that_is_no_date_is_an_error(parser, since, until, piece, message):
    with pytest.raises(QuerySyntaxError) as caught:
        parser.period(since, until)
    error = caught.value
    assert (error.message, error.text[error.start : error.end]) == (message, piece)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        (
            '"2023-10-29 02:05"',
            [
                ("2023-10-29T02:05:00+02:00", "2023-10-29T02:06:00+02:00"),
                ("2023-10-29T02:05:00+01:00", "2023-10-29T02:06:00+01:00"),
            ],
        ),
        (
            '"2023-10-29 02:00".."2023-10-29 02:59"',
            [("2023-10-29T02:00:00+02:00", "2023-10-29T03:00:00+01:00")],
        ),
        (
            '"2023-10-29 00:00".."2023-10-29 02:59:59"',
            [("2023-10-29T00:00:00+02:00", "2023-10-29T03:00:00+01:00")],
        ),
        (
            '"2023-10-29 02:05 +01:00"',
            [("2023-10-29T02:05:00+01:00", "2023-10-29T02:06:00+01:00")],
        ),
        ('"2023-10-29 03:00"', [("2023-10-29T03:00:00+01:00", "2023-10-29T03:01:00+01:00")]),
        ('"2023-03-26 02:30"', [("2023-03-26T03:30:00+02:00", "2023-03-26T03:31:00+02:00")]),
        ("2023-10-29", [("2023-10-29T00:00:00+02:00", "2023-10-30T00:00:00+01:00")]),
    ],
)
def test_a_time_of_the_clock_that_comes_twice_is_both(parser, text, ranges):
    query = parser.parse(f"date:{text}")
    found = query.operands if isinstance(query, Or) else (query,)
    moments = [(one.start.timestamp(), one.end.timestamp()) for one in found]
    assert moments == [(at(start).timestamp(), at(end).timestamp()) for start, end in ranges]


def test_options_mean_a_time_that_comes_twice_from_the_first_to_the_last(parser):
    hour = parser.period("2023-10-29 02:00", "2023-10-29 02:59")
    assert (hour.end - hour.start.astimezone(UTC)).total_seconds() == 7_200


def test_moments_that_a_clock_tells_alike_are_not_one(parser):
    twice = parser.parse('date:"2023-10-29 02:05"')
    first, again = twice.operands
    assert first != again
    assert len({first, again, *twice.operands}) == 2
    assert first == parser.parse('date:"2023-10-29 02:05 +02:00"')
    assert parser.parse(query_text(twice)) == twice


def test_a_range_from_the_first_hour_into_the_second_does_not_end_before_it_begins(parser):
    found = parser.parse('date:"2023-10-29 02:50".."2023-10-29 02:10"')
    assert found.end.timestamp() - found.start.timestamp() == 21 * 60
