from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.rendering.formats.csv import csv_rows, excel_rows, guarded
from newsctl.rendering.harmless import without_controls

ANY = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


def test_a_pipe_gets_path_date_and_title(write, hits):
    first, second, third, *_ = write(hits).decode().splitlines()
    assert first == (
        "_posts/2019-09-05-techbedrijven-werken-samen-met-fbi.md\t2019-09-05T03:07:07+02:00\t"
        "Techbedrijven werken samen met FBI aan strategie voor verkiezingen in VS"
    )
    assert second.split("\t")[1] == "2014-06-14T00:00:00+02:00"
    assert third.split("\t")[1] == ""


def test_a_date_keeps_its_offset_and_loses_its_microseconds(write, make_hit):
    moment = datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    assert b"\t2020-01-02T03:04:05-03:30\t" in write([make_hit(date=moment)])


@given(st.lists(ANY, min_size=1, max_size=5))
def test_tsv_has_a_line_of_three_cells_for_each_post_whatever_they_hold(write, make_hit, titles):
    text = write([make_hit(title, title) for title in titles], "tsv").decode("utf-8", "replace")
    lines = text.removesuffix("\n").split("\n")
    assert [line.count("\t") for line in lines] == [2] * len(titles)


LINES = st.text(alphabet="=+-@'\"\t\r\n,;5 a")


@given(st.lists(ANY | LINES, min_size=1, max_size=5))
def test_csv_is_read_back_as_it_was(write, make_hit, titles):
    text = write([make_hit(title=title) for title in titles], "csv", fields="title,date").decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == ["title", "date"]
    assert [row[0] for row in rows] == [
        "\r\n".join(map(without_controls, title.split("\r\n"))) for title in titles
    ]


@given(st.lists(LINES, min_size=1, max_size=5))
def test_excel_gets_the_same_cells_guarded(titles):
    answer = SimpleNamespace(names=["=x", "b"], columns=lambda: [{"=x": titles, "b": titles}])
    plain, excel = (
        [
            *csv.reader(
                io.StringIO("".join(rows(answer)).removeprefix("\ufeff"), newline=""), delimiter=d
            )
        ]
        for rows, d in ((csv_rows, ","), (excel_rows, ";"))
    )
    assert excel == [[*map(guarded, row)] for row in plain]


def test_csv_is_rfc_4180(write, make_hit):
    hits = [make_hit(title='Een "citaat", en\nmeer', tags=["a", "b"], open=True, leeg=None)]
    assert write(hits, "csv", fields="title,tags,open,leeg").decode() == (
        'title,tags,open,leeg\r\n"Een ""citaat"", en\nmeer","a, b",true,\r\n'
    )


def test_csv_without_posts_is_a_header(write):
    assert write([], "csv") == b"path,date,title,bron,category,externe_link\r\n"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-A1", "+A1", "＝1", "- a", "+",
        "-5+cmd|' /C calc'!A0", "-5 cmd|' /C calc'!A0", "-5 +A1", "-5 -A1", "-5 (A1)", "+5*A1",
        '=HYPERLINK("https://x")', "-5\n=1", "-5 SOM(A1)", "--5",
    ],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_is_prefixed(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "-5", "+3", "-5 graden", "+3 procent", "-3,5%", "-12.5 °C", "+ 1,5 miljoen euro",
        "-5 graden in Epe, -3 in Ede",
        "5-1", "a=b", "", "Rutte - Wilders", "'t Hooge Nest", "–5", "-40 % korting",
    ],
)  # fmt: skip
def test_a_cell_that_is_no_formula_stays(cell):
    assert guarded(cell) == cell


@given(ANY)
def test_no_guarded_cell_begins_like_a_formula_unless_it_is_a_number(text):
    cell = guarded(text)
    assert not cell.startswith(("=", "@", "\t", "\r", "\n"))
    assert cell in {text, f"'{text}"}


def test_a_category_is_shown_in_the_spelling_that_a_post_has(write, make_hit):
    hits = [
        make_hit("a.md", "A", category="een"),
        make_hit("b.md", "B", categories=["een", "twee"]),
        make_hit("c.md", "C", category="een", categories=["twee"]),
    ]
    shown = csv.DictReader(io.StringIO(write(hits, "csv").decode()))
    assert [row["category"] for row in shown] == ["een", "een, twee", "een"]
    shown = write(hits, "tsv", fields="categories,front_matter.category").decode()
    assert shown == "een\teen\neen, twee\t\ntwee\teen\n"
