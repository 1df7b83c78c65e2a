"""Headers in TOML and JSON: their values, their places, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.fences import Syntax
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue
from newsctl.core.problems import Position
from newsctl.core.settings import Settings
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.header import HeaderRefused
from newsctl.front_matter.reading.reader import parse

TOML = """\
+++
title = "Fiets & dijk" # kop
"date" = 2024-05-01T10:00:00+02:00
draft = false
weight = 3
tags = ["a", "b"]
dag = 2024-05-01
uur = 10:30:00
groot = 99999999999999999999
oneindig = inf

[params]
title = "ander"
diep.er = 1
+++

Tekst.
"""
JSON = """\
{
  "title": "Fiets & dijk",
  "date": "2024-05-01T10:00:00+02:00",
  "tags": ["a", "b"],
  "params": {"x": null}
}

Tekst.
"""


def read(text):
    return parse("content/a.md", text.encode(), Settings())


def test_toml_is_read():
    reading = read(TOML)
    assert reading.problems == ()
    assert reading.post.summary.title == "Fiets & dijk"
    assert reading.post.summary.moment == "2024-05-01T10:00:00+02:00"
    assert reading.post.summary.front_matter == {
        "title": "Fiets & dijk",
        "date": "2024-05-01T10:00:00+02:00",
        "draft": False,
        "weight": 3,
        "tags": ["a", "b"],
        "dag": "2024-05-01",
        "uur": "10:30:00",
        "groot": "99999999999999999999",
        "oneindig": "inf",
        "params": {"title": "ander", "diep": {"er": 1}},
    }
    assert reading.post.body == "\nTekst.\n"
    assert reading.positions["title"] == Position(2, 9)
    assert reading.positions["date"] == Position(3, 10)


def test_json_is_read():
    reading = read(JSON)
    assert reading.problems == ()
    assert reading.post.summary.title == "Fiets & dijk"
    assert reading.post.summary.moment == "2024-05-01T10:00:00+02:00"
    assert reading.post.summary.front_matter["params"] == {"x": None}
    assert reading.post.body == "\nTekst.\n"
    assert reading.positions["title"] == Position(2, 12)


def test_between_fences_that_name_them_they_are_the_same():
    toml = TOML.replace("+++\n", "---toml\n", 1).replace("+++\n", "---\n", 1)
    assert read(toml) == read(TOML)._replace(data=toml.encode(), post=read(toml).post)
    assert read(toml).post.summary == read(TOML).post.summary
    reading = read('---json\n{\n  "title": "Fiets & dijk"\n}\n---\nTekst.\n')
    assert (reading.post.summary.title, reading.post.body) == ("Fiets & dijk", "Tekst.\n")
    assert reading.positions["title"] == Position(3, 12)
    changed = edited(toml.encode(), [SetValue("title", "y")]).decode()
    assert changed == toml.replace('"Fiets & dijk"', '"y"')
    assert edited(b"---json\n{}\n---\n", [SetValue("title", "y")]) == (
        b'---json\n{"title": "y"}\n---\n'
    )


@pytest.mark.parametrize(
    ("header", "position"),
    [
        ("a = 1\nb = x\n", Position(3, 5)),
        ("a = 1\na = 2\n", Position(3, 6)),
        ("a = [1", Position(2)),
        ("a = 2019-02-30", Position(2, 5)),
    ],
)
def test_what_is_not_toml_is_refused_where_it_stands(header, position):
    with pytest.raises(HeaderRefused) as refused:
        read_header(header, Syntax.TOML)
    assert (refused.value.rule, refused.value.position) == ("front-matter-toml", position)
    assert "(at" not in refused.value.message


@pytest.mark.parametrize(
    ("header", "syntax"),
    [
        ("a = " + "[" * 60 + "]" * 60, Syntax.TOML),
        ("a = " + "[" * 90_000, Syntax.TOML),
        (".".join("a" * 60) + " = 1", Syntax.TOML),
        (f"a = [{'1,' * 10_001}]", Syntax.TOML),
        (f'a = "{"x" * 300_000}"', Syntax.TOML),
        (f'{{"a": {"[" * 60}{"]" * 60}}}', Syntax.JSON),
    ],
    ids=range(6),
)
def test_too_much_is_refused(header, syntax):
    with pytest.raises(HeaderRefused) as refused:
        read_header(header, syntax)
    assert refused.value.rule == "front-matter-bounds"


def test_a_number_without_end_is_refused():
    with pytest.raises(HeaderRefused):
        read_header(f"a = {'1' * 10_000}", Syntax.TOML)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (SetValue("title", 'y "é"'), '"Fiets & dijk"', '"y \\"é\\""'),
        (SetValue("tags", ["a", "b", "c"]), '["a", "b"]', '["a", "b", "c"]'),
        (AddValue("tags", "c"), '["a", "b"]', '["a", "b", "c"]'),
        (RemoveValue("tags", "a"), '["a", "b"]', '["b"]'),
        (SetValue("n", 5), '{"x": null}\n', '{"x": null},\n  "n": 5\n'),
        (SetValue("draft", True, ("title",)), '{"x": null}\n', '{"x": null},\n  "draft": true\n'),
        (RemoveKey("title"), '"title": "Fiets & dijk",\n  ', ""),
        (RemoveKey("params"), ',\n  "params": {"x": null}', ""),
        (RenameKey("tags", "labels"), '"tags"', '"labels"'),
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("---json\n", "\n---")])
def test_a_key_of_json_changes_and_nothing_else(edit, old, new, before, behind):
    header, _, body = JSON.partition("}\n\n")
    text = f"{before}{header}}}{behind}\n\n{body}"
    for ends in ("\n", "\r\n"):
        changed = edited(text.replace("\n", ends).encode(), [edit]).decode()
        assert changed == text.replace(old, new).replace("\n", ends)


@pytest.mark.parametrize(
    ("header", "edit", "new"),
    [
        ('{"a":1}', SetValue("b", 2), '{"a":1,"b":2}'),
        ('{ "a" : 1 , "b" : 2 }', SetValue("c", 3), '{ "a" : 1 , "b" : 2, "c" : 3 }'),
        ('{"a": 1}', RemoveKey("a"), "{}"),
        ('{"b": {"a": 1}, "a": 2}', SetValue("a", 3), '{"b": {"a": 1}, "a": 3}'),
        ('{"b": "\\"a\\": 1, {", "a": 2}', SetValue("a", 3), '{"b": "\\"a\\": 1, {", "a": 3}'),
    ],
)
def test_json_in_one_line_keeps_its_line(header, edit, new):
    assert edited(f"{header}\nTekst.\n".encode(), [edit]) == f"{new}\nTekst.\n".encode()


@given(st.text(alphabet="ab=.[]{}\"'\n #,1-:T\\", max_size=60))
def test_no_toml_breaks_the_reader(header):
    reading = read(f"+++\n{header}\n+++\nx\n")
    assert reading.post is not None or reading.problems
