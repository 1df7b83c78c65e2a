"""Front matter in TOML: changed where it was asked, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.post.date_forms import DateText
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue
from newsctl.core.settings import Settings
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.reader import parse

POST = """+++
# van de redactie
title = 'Op de fiets'   # kop
"korte titel" = "Fiets"
date = 2024-05-01T10:00:00Z
tags = [ 'a', # een
  'b', ]
draft=false
getal = 0x10

[params]
title = "van params"
+++

Tekst met title = 'Op de fiets'.
"""


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (SetValue("title", "Te voet"), "'Op de fiets' ", "'Te voet' "),
        (SetValue("title", "'t Is"), "'Op de fiets' ", '"\'t Is" '),
        (SetValue("korte titel", "Voet"), '"Fiets"', '"Voet"'),
        (
            SetValue("date", "2024-05-02T09:00:00+02:00"),
            "2024-05-01T10:00:00Z",
            "2024-05-02T09:00:00+02:00",
        ),
        (SetValue("date", "2024-05-02"), "2024-05-01T10:00:00Z", "2024-05-02"),
        (SetValue("date", "2 mei 2024"), "2024-05-01T10:00:00Z", '"2 mei 2024"'),
        (SetValue("einde", DateText("2024-05-02")), "0x10\n", "0x10\neinde = 2024-05-02\n"),
        (SetValue("title", DateText("2024-05-02")), "'Op de fiets' ", "'2024-05-02' "),
        (SetValue("einde", "2024-05-02"), "0x10\n", '0x10\neinde = "2024-05-02"\n'),
        (AddValue("tags", "c"), "  'b', ]", "  'b',\n  'c' ]"),
        (SetValue("draft", True), "draft=false", "draft=true"),
        (SetValue("bron", "NOS"), "getal = 0x10\n", 'getal = 0x10\nbron = "NOS"\n'),
        (RemoveKey("getal"), "getal = 0x10\n", ""),
        (RenameKey("getal", "aantal"), "getal = 0x10", "aantal = 0x10"),
        (RenameKey("korte titel", "kort"), '"korte titel" =', "kort ="),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_edit_changes_what_was_asked_and_nothing_else(edit, before, after, line_end):
    wanted = POST.replace(before, after, 1).replace("\n", line_end)
    assert edited(POST.replace("\n", line_end).encode(), [edit]).decode() == wanted


def test_items_go_and_the_others_stay():
    assert b"'b'" not in edited(POST.encode(), [RemoveValue("tags", "b")])
    assert b"[ 'a', # een" in edited(POST.encode(), [RemoveValue("tags", "b")])
    assert b"tags" not in edited(POST.encode(), [SetValue("tags", ["x"]), RemoveValue("tags", "x")])


@pytest.mark.parametrize(
    ("data", "edit", "error"),
    [
        (POST, SetValue("title", None), UsageError),
        (POST, RenameKey("params", "x"), EditRefused),
        (POST, RenameKey("title", "draft"), EditRefused),
        ("+++\ntitle = \n+++\n", SetValue("title", "x"), EditRefused),
        ("+++\ntitle = 'x'\n", SetValue("title", "y"), EditRefused),
    ],
)
def test_what_cannot_be_is_refused(data, edit, error):
    with pytest.raises(error):
        edited(data.encode(), [edit])


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_VALUES = st.one_of(
    _TEXT, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.lists(_TEXT, max_size=3)
)


@given(
    st.dictionaries(st.sampled_from(["title", "tags", "nieuw", "date", "a b", "getal"]), _VALUES)
)
@example({"date": "0"})
def test_what_is_written_reads_back_and_the_rest_stays(values):
    data = edited(POST.encode(), [SetValue(key, value) for key, value in values.items()])
    old, new = (parse("a.md", one, Settings()).post for one in (POST.encode(), data))
    for key in {*old.summary.front_matter, *values}:
        wanted = values.get(key, old.summary.front_matter.get(key))
        assert new.summary.front_matter[key] == wanted or key == "date"
    assert new.body == old.body
    assert b"# van de redactie\n" in data


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        (
            """a = [\n  "x", # c\n  'q', # d\n]\n""",
            ["w", "q"],
            """a = [\n  "w", # c\n  'q', # d\n]\n""",
        ),
        (
            """a = [\n  "x", # c\n  'q', # d\n]\n""",
            ["x", "w"],
            """a = [\n  "x", # c\n  'w', # d\n]\n""",
        ),
        ("""a = [ "x" , 'q' ]\n""", ["x", "w"], """a = [ "x" , 'w' ]\n"""),
        ("""a = ["x", "q"]\n""", ["x", "w", "q"], """a = ["x", "w", "q"]\n"""),
        ("""a = ["x", "q"]\n""", ["w", "v", "z"], """a = ["w", "v", "z"]\n"""),
    ],
)
def test_items_of_a_list_that_stay_keep_their_quotes_and_comments(before, wanted, after):
    data = edited(f"+++\n{before}+++\n".encode(), [SetValue("a", wanted)])
    assert data.decode() == f"+++\n{after}+++\n"
