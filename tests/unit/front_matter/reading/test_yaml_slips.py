"""Slips in YAML are named on their own line, and what is YAML is none."""

from __future__ import annotations

import pytest
import yaml

from newsctl.core.check.repairs import Repairs
from newsctl.core.settings import Settings
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.reading.yaml_slips import slip_in

SLIPS = [
    ("title:Zon\ndate: x\n", 0, "no space behind the colon of title", {"title": "Zon"}),
    ("date: x\ntitle:Zon\n", 1, "no space behind the colon of title", {"title": "Zon"}),
    (" title: Zon\ndate: x\n", 0, "title is indented, and the keys below", {"title": "Zon"}),
    ("title: Zon\n  date: x\n", 1, "date is indented below title", {"date": "x"}),
    ("title: Zon\ntags:\n\t- a\n", 2, "A tab indents this line", {"tags": ["a"]}),
    ("title: 'Zo'n dag'\n", 0, "title begins with ' and so ends", {"title": "Zo'n dag"}),
    ('title: "Hij zei "ja" toen"\n', 0, 'begins with " and', {"title": 'Hij zei "ja" toen'}),
    ('title: "Zon" in mei\n', 0, 'title begins with "', {"title": '"Zon" in mei'}),
    ("title: [NOS] kop\n", 0, "begins with [, which YAML takes for a list", {"title": "[NOS] kop"}),
    ("title: {x} kop\n", 0, "begins with {, which YAML takes for a mapping", {"title": "{x} kop"}),
    ('map: "C:\\x"\n', 0, "map has a backslash between double quotes", {"map": "C:\\x"}),
    ("title: Rutte: zon\n", 0, "title holds a colon", {"title": "Rutte: zon"}),
    ("title: Zon:\n", 0, "title holds a colon", {"title": "Zon:"}),
    ("title: @nos meldt\n", 0, "begins with @, which YAML keeps", {"title": "@nos meldt"}),
    ("title: *update* zon\n", 0, "takes for a reference", {"title": "*update* zon"}),
    ("title: > citaat\n", 0, "takes for a text over several lines", {"title": "> citaat"}),
    ("title:\u00a0Zon\n", 0, "A no-break space follows title:", {"title": "Zon"}),
    ("title Zon\ndate: x\n", 0, "no colon behind title", {"title": "Zon"}),
    ("tags:\n  - 'Zo'n'\n", 1, "this item begins with '", {"tags": ["Zo'n"]}),
    ("x: |\n  a: b: c\ntitle: a: b\n", 2, "title holds a colon", {"title": "a: b"}),
    ("title: ok\r\ndate:x\r\n", 1, "no space behind the colon of date", {"date": "x"}),
]


@pytest.mark.parametrize(("header", "line", "says", "values"), SLIPS)
def test_a_slip_is_named_on_its_line_with_its_remedy(header, line, says, values):
    slip = slip_in(header)
    assert says in slip.message
    assert slip.line == line
    mended = header[: slip.start] + slip.right + header[slip.end :]
    read = yaml.safe_load(mended)
    assert {key: read[key] for key in values} == values


@pytest.mark.parametrize(
    "header",
    [
        "title: 'open\ndate: x\n",
        "tags: [a,\n  b]\ntitle: x\n",
        "title: Zon\nurl: https://nos.nl/a:b\n",
        "title: 'Zon'\nx: 'a\n  b'\n",
        "a:\n  b:\n    c: 1\n  d: 2\n",
        "title: Zon # weer: nu\n",
        "title: een\n  vervolg\ndate: x\n",
        "x: >-\n  a: b: c\n",
        "# title:Zon\nx: y\n",
        "",
    ],
)
def test_what_is_yaml_by_its_lines_is_no_slip(header):
    assert slip_in(header) is None


def test_the_reader_tells_the_slip_at_its_place_and_a_fix_mends_it():
    data = b"\xef\xbb\xbf---\r\ndate: 2019-09-05\r\ntitle: Rutte: 'zon'\r\n---\r\nDe zon.\r\n"
    reading = parse("2019-09-05-zon.md", data, Settings())
    (problem,) = reading.problems
    assert (problem.rule, problem.position) == ("front-matter-yaml", (3, 13))
    assert problem.hint == "Write title: \"Rutte: 'zon'\""
    repairs = Repairs(
        edited=edited,
        parse=lambda path, data: parse(path, data, Settings()),
        check=lambda reading: reading.problems,
        unsafe=True,
    )
    assert repairs.of(reading).data == data.replace(b"Rutte: 'zon'", b"\"Rutte: 'zon'\"")


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("title: Zon\ntags: [a, b\nbron: NOS\n", (3, 7)),
        ("tags: [a, b\n", (2, 7)),
        ("tags: [a\nlijst:\n  - c\n", (2, 7)),
        ("map: {a: b\ntitle: Zon\n", (2, 6)),
        ('tags: [a, "b"\ntitle: "Zon: zee"\n', (2, 7)),
    ],
)
def test_a_bracket_that_is_not_closed_is_told_where_it_opens(header, place):
    reading = parse("zon.md", f"---\n{header}---\nZon.\n".encode(), Settings())
    (problem,) = reading.problems
    assert (problem.rule, problem.position) == ("front-matter-yaml", place)
    assert problem.hint.startswith("Close the bracket")
