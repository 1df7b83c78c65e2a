from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsctl.core.errors import AmbiguousPost, ArchiveError, QuerySyntaxError
from newsctl.rendering.errors import error_text, notice_text
from newsctl.rendering.terminal import Terminal

ANY = st.text(alphabet=st.characters(codec=None, exclude_categories=()), min_size=1)


def _query_error(text, start, end):
    return QuerySyntaxError("Not understood.", text=text, start=start, end=end)


def test_an_error_is_a_line_and_its_hint_another():
    error = ArchiveError("a.md cannot be read.", hint="Look at its mode.")
    assert error_text(error, Terminal()) == "newsctl: a.md cannot be read.\nLook at its mode.\n"


def test_an_error_in_colour_has_a_red_name(screen):
    text = error_text(ArchiveError("Weg."), screen(colour=True))
    assert text == "\x1b[1;31mnewsctl:\x1b[0m Weg.\n"


def test_an_error_steers_no_terminal():
    assert error_text(ArchiveError("a\x1b[31m\nb"), Terminal()) == "newsctl: a␛[31m b\n"


@pytest.mark.parametrize(
    ("text", "start", "end", "marked"),
    [
        ("a (b OR", 2, 7, "  a (b OR\n    ^^^^^\n"),
        ("a AND", 5, 5, "  a AND\n       ^\n"),
        ("日本 (x", 3, 4, "  日本 (x\n       ^\n"),
        ("x 日本 y", 2, 4, "  x 日本 y\n    ^^^^\n"),
        ("a\tb (", 4, 5, "  a b (\n      ^\n"),
        ("", 0, 1, "  \n  ^\n"),
    ],
)
def test_the_place_in_a_query_is_marked(text, start, end, marked):
    told = error_text(_query_error(text, start, end), Terminal())
    assert told == f"newsctl: Not understood.\n{marked}"


def test_a_long_query_is_cut_around_the_place(golden, screen):
    text = "woord " * 50 + "fout:( " + "en nog meer " * 20
    golden("long-query.txt", error_text(_query_error(text, 300, 306), screen(60)))


@given(ANY, st.data(), st.integers(30, 120))
def test_the_marks_are_in_the_window_under_the_place(text, data, width):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    _, query, carets = error_text(
        _query_error(text, start, end), Terminal(width=width)
    ).splitlines()
    assert max(cell_len(query), cell_len(carets)) <= width
    assert carets.strip(" ^") == ""
    assert "^" in carets


def test_of_very_many_candidates_the_first_are_shown():
    error = AmbiguousPost("30 posts fit 'x'.", candidates=tuple(f"{n}.md" for n in range(30)))
    assert error_text(error, Terminal()).splitlines()[1:-1] == [f"  {n}.md" for n in range(10)]


def test_an_ambiguous_post_lists_the_candidates():
    error = AmbiguousPost("2 posts fit 'x'.", candidates=("_posts/a.md", "_posts/b\x1b.md"))
    assert error_text(error, Terminal()) == (
        "newsctl: 2 posts fit 'x'.\n  _posts/a.md\n  _posts/b␛.md\n"
        "Write more of it, or the whole path.\n"
    )


def test_a_notice_is_one_line():
    assert notice_text("De index\nis oud.", Terminal()) == "newsctl: De index is oud.\n"
