"""Values of front matter in CSV: out by `export`, back by `import`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.core.archive.hits import Hit
from newsctl.core.post.post import PostPath, PostSummary
from newsctl.core.query.fields import FieldNames
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType
from newsctl.exchange.import_options import ImportOptions
from newsctl.exchange.reading import read_items
from newsctl.rendering.exported_posts import ExportedPosts
from newsctl.rendering.formats.csv import csv_rows, excel_rows
from newsctl.rendering.paths import Place

TEXTS = st.text(alphabet="ab[]{}\",:;'\\ 1\n=", max_size=12)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FLOATS | TEXTS
NESTED = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8
)
MAPPINGS = st.dictionaries(TEXTS, NESTED)


def read(data, notices=None, keys=(), **fields):
    options = ImportOptions(
        None,
        {},
        FieldNames(tuple(keys)),
        lambda key: fields.get(key, FieldSettings()),
        lambda _page: {},
        (notices if notices is not None else []).append,
        set(),
    )
    return [item.content for item in read_items(io.BytesIO(data), "bron", options)]


def there_and_back(front_matter, rows=csv_rows):
    hit = Hit(PostSummary(PostPath("a.md"), "Kop", "", front_matter), 0.0, body="Tekst.")
    place = Place(Path("/archief"), Path("/archief"))
    text = "".join(rows(ExportedPosts([hit], [*front_matter], place)))
    (found,) = read(text.encode())
    return {key: found[key] for key in found.keys() & front_matter.keys()}


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
@given(
    x=MAPPINGS | st.lists(MAPPINGS, min_size=1),
    tags=st.lists(NESTED, min_size=1),
    tekst=st.sampled_from('[{"').flatmap(lambda sign: TEXTS.map(lambda text: sign + text)),
)
@example(x={"naam": "An"}, tags=[1, 2], tekst='["a"]')
@example(x=[{"naam": "An", "n": [1, 2.5]}, {}], tags=["a, b"], tekst='{"a": 1}')
@example(x={}, tags=[""], tekst='"ja"')
def test_mappings_lists_and_texts_like_them_come_back(rows, x, tags, tekst):
    front_matter = {"x": x, "tags": tags, "waarde": tekst}
    assert there_and_back(front_matter, rows) == front_matter


def test_a_post_gets_no_category_that_it_has_in_another_spelling():
    assert there_and_back({"category": None, "categories": ["een", "twee"]}) == {
        "categories": ["een", "twee"]
    }


def test_json_in_csv_of_others_is_text_but_lists_of_texts():
    (found,) = read(b'title,x,y\r\nKop,"{""a"": 1}","[""a"", ""b, c""]"\r\n')
    assert found == {"title": "Kop", "x": '{"a": 1}', "y": ["a", "b, c"]}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["2.75", "3", "-0.5", ""], [2.75, 3, -0.5, None]),
        (["2.75", "nee"], ["2.75", "nee"]),
        (["2.75", "true"], ["2.75", True]),
        (["3", "4"], [3, 4]),
    ],
)
def test_a_column_of_numbers_has_fractions(cells, values):
    notices = []
    rows = "".join(f"Kop,{cell}\n" for cell in cells)
    found = read(f"title,prijs\n{rows}".encode(), notices)
    assert [post.get("prijs") for post in found] == values
    assert notices == []


@pytest.mark.parametrize("cell", ["3.10", "1.250", "02.5"])
def test_numbers_that_would_be_written_otherwise_are_told_of_as_texts(cell):
    notices = []
    found = read(f"title,x\na,{cell}\nb,2.5\n".encode(), notices)
    assert [post["x"] for post in found] == [cell, "2.5"]
    (notice,) = notices
    assert notice == (
        f"x is kept as text, for {cell} and the like. To have numbers, newsctl.toml says so: "
        'type = "number" under [fields.x].'
    )


def test_fractions_stay_texts_where_the_archive_or_its_settings_have_the_key():
    data = b"title,x,y\na,2.5,3.5\n"
    assert read(data, keys=["x"], y=FieldSettings(type=FieldType.TEXT)) == [
        {"title": "a", "x": "2.5", "y": "3.5"}
    ]


def test_fractions_of_newsctl_are_no_thousands():
    data = b"path,date,title,x\r\na.md,2019-01-01,a,1.125\r\nb.md,2019-01-01,b,1e+20\r\n"
    assert [post["x"] for post in read(data)] == [1.125, 1e20]


def test_what_stands_before_an_error_is_read():
    first, error = read(b'title,x\na,2.5\nb,"\n')
    assert first == {"title": "a", "x": 2.5}
    assert "This is no CSV" in error.message
