"""What assignments mean in an archive of its own keys, dates and forms of dates."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.change.assigning import Assigner
from newsctl.core.change.assignments import parse_assignment
from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.post.field_edits import AddValue, SetValue
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import FieldNames
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.editing.split_file import values_after
from newsctl.front_matter.reading.yaml_header import read_yaml

ZONE = ZoneInfo("Europe/Amsterdam")
YESTERDAY = datetime(2025, 10, 2, tzinfo=ZONE)


def moment(written):
    if written != "gisteren":
        raise UsageError(written)
    return YESTERDAY


def assigner(newest=(), *, draft_key="", **settings):
    names = FieldNames(("title", "Bron", "einde", "date"), ("date",))
    return Assigner(names, Settings(**settings), ZONE, moment, lambda key: newest, draft_key)


def edits_of(reader, *written, **front_matter):
    resolved = reader.resolved(map(parse_assignment, written))
    return reader.edits(resolved)(front_matter)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("title=x", "title"),
        ("titel=x", "title"),
        ("bron=x", "Bron"),
        ("datum=x", "date"),
        ("stemming=goed", "stemming"),
        ("has=x", "has"),
    ],
)
def test_a_name_is_the_key_that_the_archive_has(written, key):
    assert assigner().named(parse_assignment(written)).key == key


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ("path=x", "newsctl rename"),
        ("body=x", "newsctl edit"),
        ("text=x", "newsctl edit"),
        ("Bron.naam=x", "newsctl edit"),
        ("einde.dag!", "newsctl edit"),
        ("og.title=x", "newsctl edit"),
    ],
)
def test_what_is_no_key_is_refused_with_what_changes_it(written, command):
    with pytest.raises(UsageError) as refused:
        assigner().named(parse_assignment(written))
    assert command in refused.value.hint


@pytest.mark.parametrize(
    ("written", "newest", "value"),
    [
        ("date=gisteren", ["2025-01-02"], "2025-10-02"),
        ("date=gisteren", ["2025-01-02 10:00:00 +0100"], "2025-10-02 00:00:00 +0200"),
        ("title=gisteren", [], "gisteren"),
        ("einde=gisteren", ["2025-01-02"], "2025-10-02"),
        ("updated=gisteren", ["2025-01-02", None, "2025-01-03 10:00"], "2025-10-02"),
    ],
)
def test_a_date_in_words_is_written_as_the_newest_posts_write_dates(written, newest, value):
    reader = assigner(newest, fields={"einde": FieldSettings(type=FieldType.DATE)})
    (edit,) = edits_of(reader, written)
    assert str(edit.value) == value
    assert reader.value(edit.key, written.partition("=")[2]) == value


@pytest.mark.parametrize("written", ["date=nooit", "date=", "updated=nooit", "updated="])
def test_what_is_no_date_is_refused_where_posts_have_dates(written):
    with pytest.raises(UsageError, match=f"^{written.partition('=')[0]}"):
        edits_of(assigner(["2025-01-02"]), written)


def test_words_that_a_site_takes_for_a_date_are_none_to_refuse():
    reader = assigner(["2025-01-02"], date_words=("last modified",))
    assert edits_of(reader, "date=Last Modified") == [SetValue("date", "Last Modified")]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags+=a tags+=b", "een twee a b"),
        ("tags-=een tags+=a", "twee a"),
        ("tags+=a tags-=a", "een twee"),
        ("tags=x tags+=a", "x a"),
        ("tags=[x,y] tags+=a", ["x", "y", "a"]),
        ("tags! tags+=a tags+=b", ["a", "b"]),
        ("tags-=een tags-=twee tags+=a", ["a"]),
        ("tags-=een tags-=twee", None),
    ],
)
def test_an_assignment_finds_what_those_before_it_have_made(written, tags):
    values = {"title": "Zon", "tags": TextList("een twee")}
    edits = assigner().edits([*map(parse_assignment, written.split())])(values)
    for edit in edits:
        values = values_after(values, edit)
    assert values.get("tags") == tags


@pytest.mark.parametrize(
    ("written", "value"),
    [("ja", True), ("True", True), ("on", True), ("YES", True), ('"nee"', False), ("off", False)],
)
@pytest.mark.parametrize("options", [{"draft_key": "open"}, {"newest": [True, False, "nee"]}])
@pytest.mark.parametrize("old", [{}, {"open": True}, {"open": "false"}, {"open": "misschien"}])
def test_what_is_true_or_false_in_the_archive_is_set_so(written, value, options, old):
    (edit,) = edits_of(assigner(**options), f"open={written}", **old)
    assert edit == SetValue("open", value)


@pytest.mark.parametrize("written", ["open=misschien", "open=", "open=1", "open=2019"])
def test_what_is_neither_true_nor_false_is_refused(written):
    with pytest.raises(UsageError, match=r"neither|none"):
        edits_of(assigner(draft_key="open"), written)


@pytest.mark.parametrize("newest", [[], ["ja", "nee"], [True, "misschien"]])
def test_where_no_boolean_is_expected_a_word_is_a_word(newest):
    (edit,) = edits_of(assigner(newest), "open=ja")
    assert edit == SetValue("open", "ja")


@pytest.mark.parametrize(
    ("key", "newest", "value"),
    [("score", [50], "4"), ("bron", ["NOS", None], "AD"), ("open", [True], "ja")],
)
def test_no_second_value_is_added_to_what_holds_one(key, newest, value):
    for written in ([f"{key}+={value}"], [f"{key}={value}", f"{key}={value}"]):
        with pytest.raises(UsageError, match="holds one value"):
            edits_of(assigner(newest), *written)


@pytest.mark.parametrize(
    ("key", "newest"),
    [("tags", ["los"]), ("makers", [["a"], "b"]), ("nieuw", []), ("makers", [TextList("a b")])],
)
def test_a_value_is_added_to_what_is_a_list_in_some_posts_or_new(key, newest):
    (edit,) = edits_of(assigner(newest), f"{key}+=x")
    assert edit == AddValue(key, "x")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (("score=5", "score!"), "exclude"),
        (("score!", "score=5"), "exclude"),
        (("title=a", "title=b"), "holds one value"),
    ],
)
def test_of_two_assignments_none_wins_in_silence(written, told):
    with pytest.raises(UsageError, match=told):
        edits_of(assigner(), *written)


def test_two_values_of_a_new_key_are_a_list():
    assert edits_of(assigner(), "x=a", "x=b") == [SetValue("x", ["a", "b"])]


def test_numbers_in_a_new_list_are_numbers_as_one_alone_is():
    assert edits_of(assigner(), "x=[1, 2]") == [SetValue("x", [1, 2])]
    assert edits_of(assigner(), "tags=[1, a]") == [SetValue("tags", ["1", "a"])]


def test_a_mapping_is_not_replaced_by_one_value():
    with pytest.raises(UsageError, match="keys of its own"):
        edits_of(assigner([{"naam": "An"}]), "author=Piet")
    with pytest.raises(EditRefused, match="keys of its own"):
        edits_of(assigner(["An", {"naam": "An"}]), "author=Piet", author={"naam": "An"})
    with pytest.raises(EditRefused, match="keys of its own"):
        edits_of(assigner(), "date=gisteren", date={"created": "2025-01-02"})


def test_values_of_one_list_that_are_set_are_gathered():
    edits = edits_of(assigner(), "tags=a", 'tags="b, c"', "tags=[d, e]", "titel=x")
    assert edits == [SetValue("tags", ["a", "b, c", "d", "e"]), SetValue("title", "x")]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("prijs=1.000", "Without points: 1000; a fraction: 1.0000"),
        ('prijs="12.500"', "Without points: 12500; a fraction: 12.5000"),
        ("prijs=1.000.000", "Without points: 1000000"),
    ],
)
def test_a_number_that_may_be_a_thousand_or_a_fraction_is_refused(written, hint):
    reader = assigner(fields={"prijs": FieldSettings(FieldType.NUMBER)})
    with pytest.raises(UsageError, match="may be a thousand or a fraction") as caught:
        edits_of(reader, written)
    assert caught.value.hint == hint


@pytest.mark.parametrize(("text", "value"), [("1.5", 1.5), ("0.125", 0.125), ("1.0000", 1.0)])
def test_a_number_with_one_reading_is_taken(text, value):
    reader = assigner(fields={"prijs": FieldSettings(FieldType.NUMBER)})
    assert edits_of(reader, f"prijs={text}") == [SetValue("prijs", value)]


@pytest.mark.parametrize(("text", "digits"), [("1.20", "1.20"), ("2,50", "2.50"), ("3.0", "3.0")])
@pytest.mark.parametrize(("fence", "sign"), [("---", ":"), ("+++", " =")])
def test_a_fraction_keeps_the_digits_that_were_typed(text, digits, fence, sign):
    edits = edits_of(assigner([1.5]), f"ver={text}", f"nieuw={text}")
    after = edited(f"{fence}\nver{sign} 1.5\n{fence}\n".encode(), edits).decode()
    assert after == f"{fence}\nver{sign} {digits}\nnieuw{sign} {digits}\n{fence}\n"


LEARNT = [3, 2.5, None, ""]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2.75", 2.75), ("2,75", 2.75), ("-0,125", -0.125), ("4", 4), ("1.250,5", 1250.5)],
)
@pytest.mark.parametrize("newest", [LEARNT, [*LEARNT, "1.250", "2,75"]])
@pytest.mark.parametrize("old", [{}, {"prijs": 3}, {"prijs": "1.250"}])
def test_a_field_of_numbers_in_the_newest_posts_is_set_to_a_number(newest, text, value, old):
    assert edits_of(assigner(newest), f"prijs={text}", **old) == [SetValue("prijs", value)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.250", "Without points: 1250; a fraction: 1.2500"),
        ("1,250", "Without points: 1250; a fraction: 1.2500"),
        ("1,250,000", "Without points: 1250000"),
    ],
)
@pytest.mark.parametrize("newest", [LEARNT, [*LEARNT, "gratis"]])
def test_a_learnt_number_with_two_readings_is_refused(newest, text, hint):
    with pytest.raises(UsageError, match="may be a thousand or a fraction") as caught:
        edits_of(assigner(newest), f"prijs={text}")
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["gratis", "", "2.0.1", "€ 2,75", "true"])
def test_a_text_is_refused_where_the_archive_has_numbers(text):
    with pytest.raises(UsageError, match="prijs is a number, and"):
        edits_of(assigner(LEARNT), f"prijs={text}")


@pytest.mark.parametrize(
    ("key", "newest", "fields"),
    [
        ("prijs", ["1", "2"], {}),
        ("prijs", [[1, 2]], {}),
        ("prijs", [], {}),
        ("prijs", [1], {"prijs": FieldSettings(FieldType.TEXT)}),
        ("title", [1984], {}),
    ],
)
def test_where_no_number_is_expected_a_text_is_taken(key, newest, fields):
    (edit,) = edits_of(assigner(newest, fields=fields), f"{key}=1.250")
    assert edit == SetValue(key, "1.250")


@pytest.mark.parametrize(
    ("written", "old", "line"),
    [
        ("einde=2024-01-05", "", "einde: 2024-01-05\n"),
        ("einde=2024-02-30", "", 'einde: "2024-02-30"\n'),
        ("einde=2024-13-01", "einde: x\n", 'einde: "2024-13-01"\n'),
        ("einde=2024-02-30", "einde: 2024-01-01\n", 'einde: "2024-02-30"\n'),
        ("einde=2024-01-05", "einde: 2024-01-01\n", "einde: 2024-01-05\n"),
        ("einde=2024-01-05", "einde: '2024-01-01'\n", "einde: '2024-01-05'\n"),
        ("title=2024-01-05", "title: Zon\n", 'title: "2024-01-05"\n'),
        ("tags+=2024-01-05", "tags: [zon]\n", 'tags: [zon, "2024-01-05"]\n'),
    ],
)
def test_text_that_yaml_takes_for_a_date_is_quoted_unless_it_is_one(written, old, line):
    edits = edits_of(assigner(), written, **read_yaml(old).values)
    after = edited(f"---\nlayout: post\n{old}---\n".encode(), edits)
    assert after.decode() == f"---\nlayout: post\n{line}---\n"
