from __future__ import annotations

import pytest

from newsctl.core.check.repairs import Replacement, replacements_of
from newsctl.core.errors import EditRefused
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Position, Rename, ReplaceText

DATA = "---\ntitle: Eén\naantal: 12\n---\nDe zon.\n".encode()


def edited(data, edits):
    (edit,) = edits
    if edit.value is None:
        raise EditRefused("Nee.")
    return data.replace(b"aantal: 12", f"aantal: {edit.value}".encode())


def found(*repairs, data=DATA):
    return replacements_of(Fix(repairs), data, edited)


def test_spans_of_text_are_told_by_their_places_in_order():
    assert found(ReplaceText(30, 32, ""), ReplaceText(11, 12, "è")) == (
        Replacement(Position(2, 8), Position(2, 9), "è"),
        Replacement(Position(5, 1), Position(5, 3), ""),
    )


@pytest.mark.parametrize(
    ("value", "span"),
    [
        (13, Replacement(Position(3, 10), Position(3, 11), "3")),
        (112, Replacement(Position(3, 10), Position(3, 10), "1")),
        (2, Replacement(Position(3, 9), Position(3, 10), "")),
    ],
)
def test_an_edit_of_a_value_is_the_letters_that_differ(value, span):
    assert found(SetValue("aantal", value)) == (span,)


@pytest.mark.parametrize(
    "repair", [SetValue("aantal", None), Rename("x.md"), ReplaceText(0, 0, "")]
)
def test_what_changes_no_text_is_nothing(repair):
    assert found(repair) == ()


def test_a_mark_that_has_no_place_and_bytes_that_are_no_text_have_no_spans():
    assert found(ReplaceText(0, 1, ""), data=b"\xef\xbb\xbf" + DATA) == ()
    assert found(ReplaceText(0, 1, ""), data=b"\xff") == ()
