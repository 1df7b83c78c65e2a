"""Text in place of other text: what is found is what reads so, and nothing beside it changes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.change.substitution import keys_named, substitution_edits, substitution_of
from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import FieldNames

E, E_APART = "é", "e\u0301"


@pytest.mark.parametrize(
    ("old", "new", "options", "text", "after"),
    [
        ("a.c", "x", {}, "abc a.c", "abc x"),
        ("kamer", "huis", {}, "Kamer kamers", "Kamer huiss"),
        ("kamer", "huis", {"ignore_case": True}, "Kamer kamers", "huis huiss"),
        (
            "kamer",
            "huis",
            {"word": True},
            "kamer kamers x_kamer kamer.",
            "huis kamers x_kamer huis.",
        ),
        ("€ 5", "x", {"word": True}, "€ 5 € 50", "x € 50"),
        ("a", r"\1", {}, "a", r"\1"),
        ("a", "", {}, "banaan", "bnn"),
        ("aa", "a", {}, "aaaa", "aa"),
        (r"(\d+) (euro)", r"\2 \1", {"regex": True}, "5 euro", "euro 5"),
        (r"(?P<n>\d+)", r"\g<n>\g<1>\0", {"regex": True}, "5", "555"),
        ("(a)|(b)", r"<\1\2>", {"regex": True}, "ab", "<a><b>"),
        ("a", r"\\1\n\t", {"regex": True}, "a", "\\1\n\t"),
        ("a|b", "x", {"regex": True, "word": True}, "a ab b", "x ab x"),
        ("A", "x", {"regex": True, "ignore_case": True}, "aA", "xx"),
        ("^", "> ", {"regex": True}, "a\n\nb\n", "> a\n> \n> b\n"),
        ("$", ".", {"regex": True}, "a\nb", "a.\nb."),
        ("$", ".", {"regex": True}, "a\r\nb\r\n", "a.\r\nb.\r\n"),
        ("^", "> ", {"regex": True}, "a\rb\r", "> a\r> b\r"),
        ("x*", "-", {"regex": True}, "axb", "-a--b-"),
        (r"a\nb", r"b\na", {"regex": True}, "a\r\nb\r\n", "b\r\na\r\n"),
        ("a\nb", "c", {}, "a\r\nb\r\n", "c\r\n"),
        (r"a\r\nb", "c", {"regex": True}, "a\nb\n", "c\n"),
        (r"a\r\nb", "c", {"regex": True}, "a\r\nb\r\n", "c\r\n"),
        (r"a\r?\n+b", "c", {"regex": True}, "a\r\n\r\nb", "c"),
        (r"\\r\n", "c", {"regex": True}, "\\r\na", "ca"),
        ("a", "b\nc", {}, "a\r\na\n", "b\r\nc\r\nb\r\nc\n"),
        (f"caf{E}", "bar", {}, f"caf{E_APART} caf{E} cafe", "bar bar cafe"),
        (f"caf{E_APART}", "bar", {}, f"caf{E_APART} caf{E} cafe", "bar bar cafe"),
        ("cafe", "bar", {}, f"caf{E_APART} caf{E} cafe", f"caf{E_APART} caf{E} bar"),
        ("x", "y", {}, "x\u0302 x", "x\u0302 y"),
        (".", "<\\0>", {"regex": True}, f"{E_APART}a", f"<{E_APART}><a>"),
        ("b", "c", {}, f"{E_APART} b {E_APART} b", f"{E_APART} c {E_APART} c"),
    ],
)
def test_what_is_found_gives_way_to_what_is_asked(old, new, options, text, after):
    newline = "\r\n" if "\r\n" in text else "\n"
    assert substitution_of(old, new, **options).in_text(text, newline).text == after


def test_places_are_counted_where_the_text_is_another():
    anyhow = substitution_of("fiets", "Fiets", ignore_case=True)
    assert anyhow.in_text("fiets, Fiets en FIETS") == ("Fiets, Fiets en Fiets", 2)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("(a", "x", "no pattern"),
        ("a(?i)b", "x", "no pattern"),
        ("a{99999999999}", "x", "too much"),
        ("(" * 20_000 + ")" * 20_000, "x", "too much"),
        ("a", r"\1", "no group 1"),
        ("a", r"\g<b>", "no group b"),
        ("a", r"\q", "means nothing"),
        ("a", "x\\", "means nothing"),
        ("\udcff", "x", "no Unicode"),
        ("a", "\udcff", "no Unicode"),
    ],
)
def test_what_means_nothing_is_said_before_anything_is_read(old, new, told):
    with pytest.raises(UsageError, match=told):
        substitution_of(old, new, regex=True)


def test_an_empty_text_is_everywhere_and_refused():
    with pytest.raises(UsageError, match="empty"):
        substitution_of("", "x")


def test_what_would_be_no_post_any_more_is_refused():
    with pytest.raises(EditRefused, match="longer"):
        substitution_of("a", "x" * 1024**2).in_text("a" * 9)
    assert len(substitution_of("a", "x" * 1024**2).in_text("a" * 8).text) == LARGEST_FILE


LETTERS = st.text(st.sampled_from(f"ab {E}e\u0301\u0302\r\n."), max_size=20)


@given(LETTERS, LETTERS.filter(bool), LETTERS)
def test_a_text_without_accents_apart_is_replaced_as_python_does(text, old, new):
    text, old = (unicodedata.normalize("NFC", one).replace("\r", "") for one in (text, old))
    text, old = (one.replace("\u0301", "").replace("\u0302", "") for one in (text, old))
    new = new.replace("\r", "")
    if old:
        assert substitution_of(old, new).in_text(text).text == text.replace(old, new)


@given(LETTERS, LETTERS.filter(bool))
def test_what_takes_its_own_place_leaves_every_character(text, old):
    pattern = f"({re.escape(unicodedata.normalize('NFC', old))})"
    assert substitution_of(pattern, r"\1", regex=True).in_text(text).text == text
    assert substitution_of(".*", r"\0", regex=True).in_text(text).text == text


FIELDS = FieldNames(("title", "categories", "bron"))


def test_a_name_means_the_keys_that_a_query_asks():
    assert keys_named(["titel", "category", "bron", "title"], FIELDS) == [
        "title",
        "categories",
        "bron",
    ]


@pytest.mark.parametrize("name", ["titl", "body", "path", "slug", "has"])
def test_a_name_of_no_key_is_refused(name):
    with pytest.raises(UsageError):
        keys_named([name], FIELDS)


@pytest.mark.parametrize(
    ("tags", "left"),
    [
        (["oud", "x"], ["x"]),
        (["x", "oud"], ["x"]),
        (["oud"], []),
        (["oud", ["oud", "x"], ""], [["x"], ""]),
        (["oude", "x"], ["e", "x"]),
        (TextList("x oud y"), "x y"),
        (TextList("x, oud", ","), "x"),
        (TextList("oud"), ""),
        (TextList("oude  x"), "e  x"),
        ("oud", ""),
    ],
)
def test_an_item_of_which_nothing_is_left_leaves_its_list(tags, left):
    (edit,) = substitution_edits({"tags": tags}, ["tags"], lambda text: text.replace("oud", ""))
    assert (type(edit.value), edit.value) == (type(left), left)


def edits(front_matter, *keys):
    return substitution_edits(front_matter, keys, lambda text: text.replace("1", "2"))


def test_texts_and_items_of_lists_change_and_what_is_no_text_is_refused():
    front_matter = {"title": "1 a", "tags": ["1", "b"], "n": 31, "m": {"k": "1"}, "x": None, "f": 3}
    assert edits(front_matter, "title", "tags", "x", "f", "gone") == [
        SetValue("title", "2 a"),
        SetValue("tags", ["2", "b"]),
    ]
    for key in ("n", "m"):
        with pytest.raises(EditRefused, match=key):
            edits(front_matter, key)
