"""The headers read without libyaml, which have to be read as libyaml reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.problems import Position
from newsctl.front_matter.reading import any_header as headers
from newsctl.front_matter.reading.any_header import read_header, read_usual
from newsctl.front_matter.reading.header import HeaderRefused
from newsctl.front_matter.reading.yaml_header import read_yaml

HEADER = 'title: "Zon, zee: één"\ndate: Thu, 05 Sep 2019 03:07:07 +0200\naantal: 012\n'


def test_a_usual_header_has_its_values_and_their_places():
    found = read_usual(HEADER)
    assert found.values == {
        "title": "Zon, zee: één",
        "date": "Thu, 05 Sep 2019 03:07:07 +0200",
        "aantal": 10,
    }
    assert found.positions == {
        "title": Position(2, 8),
        "date": Position(3, 7),
        "aantal": Position(4, 9),
    }


@pytest.mark.parametrize(
    "line",
    [
        "tags: [zon, zee]",
        "tags:",
        "- zon",
        'bron: "Zon\\tzee"',
        "bron: 'Zon'",
        "bron: Zon: zee",
        "bron: Zon # zee",
        "bron: &zon Zee",
        "bron: Zon ",
        "bron:  Zon",
        'bron: "Zon" ',
        "# zon",
        "<<: *zon",
        "bron: Zon\r",
        'bron: "\x85"',
        'bron: "\x07"',
        'bron: "\U0001f600"',
        "bron: NOS\nbron: NU",
        "de-bron: Zon",
        '"bron: Zon',
        " bron: Zon",
        "\nbron: Zon",
    ],
)
def test_a_header_with_any_other_line_is_left_to_libyaml(line):
    assert read_usual(f"{HEADER}{line}\n") is None


def test_a_long_header_is_left_to_libyaml():
    assert read_usual(f'title: "{"zon " * 4000}"\n') is None


KEYS = st.sampled_from(["title", "y", "null", "Ja", "a_b", "_c", "date"])
USUAL = (
    "yes no on Off null true 0 1 010 0x1F 1_000 12:30 12:30:60 1.10 1e3 1.5e-3 1e-3-4 1-2 NaN a:b "
    "a,b 2019-09-05 08 2019-09-05T01:02:03Z https://zon.example/a/b.jpg 0b101 0o7 190:20:30 "
    "999999999999999999 9223372036854775808 99999999999999999999"
)
ODD = "~ -1 .5 +2 .inf a: :c a# #b ?a=b é ё \ufeff \x85 \U0001f600 % @ \\ ' \" = << --- ... [ { & *"


def lines_of(words, separators, quotes):
    values = st.lists(st.sampled_from(words.split(" ")), min_size=1, max_size=3).map(" ".join)
    parts = st.tuples(KEYS, st.sampled_from(separators), st.sampled_from(quotes), values)
    return parts.map(lambda part: f"{part[0]}{part[1]}{part[2]}{part[3]}{part[2]}\n")


USUAL_LINES = lines_of(USUAL, [": "], ["", '"'])
ODD_LINES = lines_of(f"{USUAL} {ODD} ", [": ", ":", ":  "], ["", '"', "'"])
HEADERS = st.lists(USUAL_LINES | ODD_LINES, max_size=3)


@given(HEADERS.map("".join) | st.text(alphabet='ab:y1 _-\n"', max_size=20))
def test_whatever_is_read_as_usual_libyaml_reads_the_same(header):
    usual = read_usual(header)
    if usual is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(headers, "read_usual", lambda _: None)
            assert read_header(header) == (usual.values, usual.positions, ())


TRUTHS = (
    "true True TRUE tRue false False yes Yes YES yES no No NO on On ON off Off y Y n N null Null"
)


@pytest.mark.parametrize("written", TRUTHS.split())
@pytest.mark.parametrize("line", ["bron: {}\n", 'bron: "{}"\n'])
def test_what_may_be_a_truth_is_read_as_libyaml_reads_it(written, line):
    header = line.format(written)
    usual = read_usual(header)
    assert usual is not None
    value = read_yaml(header).values["bron"]
    assert (type(usual.values["bron"]), usual.values["bron"]) == (type(value), value)


@pytest.mark.parametrize(
    ("written", "value"),
    [("True", True), ("Yes", True), ("ON", True), ("Off", False), ("NO", False), ("Null", None)],
)
def test_capitals_make_no_text_of_a_truth(written, value):
    assert read_usual(f"bron: {written}\n").values == {"bron": value}
    assert read_usual(f'bron: "{written}"\n').values == {"bron": written}


def test_what_a_tag_does_not_fit_is_refused_as_libyaml_does():
    with pytest.raises(HeaderRefused, match="not what its tag says"):
        read_header("aantal: 0x_\n")
