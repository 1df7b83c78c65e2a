from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.validation.front_matter_rules import kind_of, read_as


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("yes", "true"),
        ("NO", "false"),
        ("off", "false"),
        ("12:30", "750"),
        ("-1:00:00", "-3600"),
        ("1_000", "1000"),
        ("010", "8"),
        ("0x1F", "31"),
        ("0b11", "3"),
        ("1.10", "1.1"),
    ],
)
def test_what_yaml_makes_of_a_word(text, read):
    assert read_as(text) == read
    assert str(yaml.safe_load(text)).lower() == read


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "262",
        "0",
        "-5",
        "1.5",
        "2.0",
        "y",
        "nee",
        "yEs",
        "1e3",
        "089",
        "12:60",
        "0_",
        "",
        "9" * 50,
    ],
)
def test_what_is_read_as_written(text):
    assert read_as(text) is None


@given(st.from_regex(r"[-+0-9_:.xba-f]{1,12}", fullmatch=True))
@example("yes")
@example("0b_")
@example("0x_")
@example("00")
def test_what_is_said_to_be_read_is_what_yaml_reads(text):
    read = read_as(text)
    if read is not None:
        assert str(yaml.safe_load(text)).lower() == read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10", "a number, not as text"),
        ("true", "a truth value, not as text"),
        ("2019-01-01", "a date, not as text"),
        ("2019-01-01 10:00", "a date, not as text"),
        ("10 tips", None),
        ("", None),
    ],
)
def test_the_kind_of_value_that_a_word_is(text, kind):
    assert kind_of(text) == kind
