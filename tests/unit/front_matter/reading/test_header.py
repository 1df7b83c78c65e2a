import pytest

from newsctl.core.problems import Position
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.header import HeaderRefused, RepeatedKey


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("text", "text"),
        ("'10'", "10"),
        ("10", 10),
        ("-1_000", -1000),
        ("0x1f", 31),
        ("1.5", 1.5),
        ("yes", True),
        ("~", None),
        ("", None),
        ("2019-09-05", "2019-09-05"),
        ("2019-09-05T24:00:00", "2019-09-05T24:00:00"),
        ("2019-02-31 10:00:00", "2019-02-31 10:00:00"),
        ("Thu, 05 Sep 2019 03:07:07 +0200", "Thu, 05 Sep 2019 03:07:07 +0200"),
        (".nan", ".nan"),
        ("-.inf", "-.inf"),
        ("1.0e+999", "1.0e+999"),
        ("9" * 30, "9" * 30),
        ("9" * 5000, "9" * 5000),
        ("1" + ":10" * 100, "1" + ":10" * 100),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{a: 1, 2: b, no: c}", {"a": 1, "2": "b", "no": "c"}),
        ("!!str 10", "10"),
        ("=", "="),
        (r'"\x1b[31m"', "\x1b[31m"),
    ],
)
def test_values_have_the_kinds_of_json_and_dates_stay_text(written, value):
    assert read_header(f"key: {written}\n").values == {"key": value}


def test_an_empty_header_has_no_values():
    for header in ("", "\n", "# a remark\n", "~\n"):
        assert read_header(header).values == {}


def test_keys_are_text_as_they_were_written():
    header = "2019: a\n~: b\nyes: c\ncontent: d\nhandler: e\n"
    assert list(read_header(header).values) == ["2019", "~", "yes", "content", "handler"]


def test_every_value_has_its_place_in_the_file():
    header = "a: 1\r\nb:  'x'\nc:\n  - 1\nd: |\n  text\n'é':  ü\ne: &x 1\nf: *x\n"
    assert read_header(header).positions == {
        "a": Position(2, 4),
        "b": Position(3, 5),
        "c": Position(5, 3),
        "d": Position(6, 4),
        "é": Position(8, 7),
        "e": Position(9, 4),
        "f": Position(10, 1),
    }


def test_lines_are_those_of_an_editor_not_of_yaml():
    header = "a: 'x\u2028y\x85z'\nb: 1\n"
    assert read_header(header).positions["b"] == Position(3, 4)


def test_of_a_key_that_is_repeated_the_last_wins_and_the_others_are_named():
    header = read_header("a: 1\nb: 2\na: 3\n")
    assert header.values == {"a": 3, "b": 2}
    assert header.repeated == (RepeatedKey("a", Position(4, 1), Position(2, 1)),)


def test_merged_keys_give_way_to_the_mappings_own():
    header = read_header("base: &b {x: 1, y: 2}\nhere: {<<: *b, y: 3}\ntwo: {<<: [{x: 9}, *b]}\n")
    assert header.values["here"] == {"x": 1, "y": 3}
    assert header.values["two"] == {"x": 9, "y": 2}
    assert header.repeated == ()


@pytest.mark.parametrize(
    ("header", "rule", "place", "words"),
    [
        ("a: 1\ntitle: b: c\n", "front-matter-yaml", (3, 9), "Mapping values are not allowed"),
        ("a: 1\n\tb: 2\n", "front-matter-yaml", (3, 1), "tab"),
        ("a: 'x\n", "front-matter-yaml", (2, 4), "unexpected end"),
        ("a: é\nb: \x1b\n", "front-matter-yaml", (3, 4), "U+001B"),
        ("a: 1\nb: \0\n", "front-matter-yaml", (3, 4), "U+0000"),
        ("a: *b\n", "front-matter-yaml", (2, 4), "alias"),
        ("a: 1\nb: !ruby/object:X {}\n", "front-matter-yaml", (3, 4), "!ruby/object:X"),
        ("a: !!python/name:os.system x\n", "front-matter-yaml", (2, 4), "python/name"),
        ("a: !!binary aGk=\n", "front-matter-yaml", (2, 4), "binary"),
        ("a: !!set {x, y}\n", "front-matter-yaml", (2, 4), "set"),
        ("a: !!int x\n", "front-matter-yaml", (2, 4), "'x'"),
        ("a: !!bool x\n", "front-matter-yaml", (2, 4), "'x'"),
        ("? [a]\n: b\n", "front-matter-yaml", (2, 3), "key"),
        ("a: {<<: x}\n", "front-matter-yaml", (2, 9), "merged"),
        ("a: 1\n--- b\n", "front-matter-yaml", (3, 1), "another document"),
        ("- a\n- b\n", "front-matter-not-a-mapping", (2, 1), "a list"),
        ("\nhello\n", "front-matter-not-a-mapping", (3, 1), "plain text"),
    ],
)
def test_what_is_no_header_is_refused_at_its_place(header, rule, place, words):
    with pytest.raises(HeaderRefused) as refused:
        read_header(header)
    assert (refused.value.rule, refused.value.position) == (rule, Position(*place))
    assert words in refused.value.message


_NAMES = "bcdefghij"


@pytest.mark.parametrize(
    "header",
    [
        "a: &a [x, x]\n" + "".join(f"{n}: &{n} [{f'*{chr(ord(n) - 1)},' * 9}]\n" for n in _NAMES),
        "a: &a {x: 1}\n"
        + "".join(f"{n}: &{n} {{<<: [{f'*{chr(ord(n) - 1)},' * 9}]}}\n" for n in _NAMES),
        "a: &a [*a]\n",
        "a: &a\n  <<: *a\n",
        "".join(f"key{number}: x\n" for number in range(10_000)),
        "a: " + "[" * 100_000,
        "a: " + "[" * 60 + "]" * 60,
        "- " * 100_000 + "x",
        "? " * 100_000 + "x",
        "{a: " * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(600)),
        "a: " + "x" * 300_000,
    ],
    ids=lambda header: f"{header[:20]!r} of {len(header)}",
)
def test_a_header_is_bounded(header):
    with pytest.raises(HeaderRefused) as refused:
        read_header(header)
    assert refused.value.rule == "front-matter-bounds"


def test_a_header_within_the_bounds_is_read():
    header = "".join(f"key{number}: [a, b]\n" for number in range(2000))
    assert len(read_header(header).values) == 2000
