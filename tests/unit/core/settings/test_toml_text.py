"""Text of TOML: what is written is read back."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.settings.toml_text import toml_key, toml_value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(-(2**63), 2**63), st.floats(allow_nan=False))


def read(text):
    return tomllib.loads(text)


@given(st.one_of(SCALARS, st.lists(SCALARS)))
def test_a_value_is_read_back(value):
    (found,) = read(f"x = {toml_value(value)}").values()
    assert (found, type(found)) == (value, type(value))


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_key_is_read_back(parts):
    found = read(f"{toml_key(parts)} = 1")
    for part in parts:
        found = found[part]
    assert found == 1


def test_plain_names_need_no_quotes():
    assert toml_key(("rules", "folders", "_posts/2019/**", "date-future")) == (
        'rules.folders."_posts/2019/**".date-future'
    )


def test_letters_stay_as_they_are():
    assert toml_value("één\x7f\n") == '"één\\u007f\\n"'
