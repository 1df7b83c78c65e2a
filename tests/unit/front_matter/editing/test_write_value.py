import re

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsctl.front_matter.editing.write_value import may_be_plain


@pytest.mark.parametrize(
    "text",
    [
        "NOS",
        "de Volkskrant",
        "it's",
        'zei "ja"',
        "12:30 uur",
        "https://nos.nl/l/1?a=b#c",
        "a:b",
        "x#y",
        "?hoe",
        "-5 graden",
        "...en dan",
        "3FM",
        "1e Kamer",
        "A, B [C]",
        "Thu, 05 Sep 2019 03:07:07 +0200",
        "🎉 café",
    ],
)
def test_text_that_all_readers_take_for_text_stands_without_quotes(text):
    assert may_be_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        *["", " a", "a ", "a\n", "a\tb", "a: b", "a:", "a #b", "\x07", "\x85", "\ufeff"],
        *["# a", "- a", "-", "? a", "[a", "{a", "&a", "*a", "!a", "|", ">", "'a", '"a', "%a", "@a"],
        *["no", "Yes", "ON", "y", "true", "NULL", "~", "=", "<<"],
        *["10", "-1", "+1.5", "1_000", "1,000", "0x1F", "017", "0o17", "0b1", "1e3", ".5", "1."],
        *["12:30", "1:30:00.5", ".inf", "-.INF", ".nan", ":symbool"],
        *["2019-09-05", "2024-02-30", "2024-13-01", "2018-03-17 20:19:08 +0100"],
        "2024-02-01T24:00:00",
    ],
)
def test_text_that_some_reader_takes_for_something_else_does_not(text):
    assert not may_be_plain(text)


@pytest.mark.parametrize("text", ["a, b", "a]", "a}", "[a", "hoe?"])
def test_between_brackets_more_signs_need_quotes(text):
    assert not may_be_plain(text, in_flow=True)


CORE_SCHEMA = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|"
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What YAML 1.2.2, 10.3.2, takes for something else than text."""


@given(st.text(max_size=8) | st.text("0123456789+-.,_:eExXob aN#", max_size=8))
@example("2024-02-30")
@example("2024-13-01 10:00:00")
def test_plain_text_is_text_for_yaml_1_1_and_1_2_and_a_number_for_neither(text):
    assume(may_be_plain(text))
    assert CORE_SCHEMA.fullmatch(text) is None
    assert yaml.safe_load(f"a: {text}\n")["a"] == text
    if may_be_plain(text, in_flow=True):
        assert len(yaml.safe_load(f"[a, {text}, b]\n")) == 3
