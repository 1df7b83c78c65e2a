"""Cells that were guarded for spreadsheets come back as they were."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from newsctl.exchange.csv_rows import row_items
from newsctl.rendering.formats.csv import csv_rows, excel_rows, guarded


@given(st.text(alphabet="'=+-@5 a\tx", min_size=1))
def test_taking_the_guard_away_gives_every_cell_back(cell):
    table = io.StringIO()
    csv.writer(table).writerows([["path", "date", "title"], ["x", "", guarded(cell)]])
    (item,) = row_items(io.BytesIO(table.getvalue().encode()), "bron", str)
    assert item.content == {"path": "x", "title": cell}


LINES = st.text(alphabet="'=+-@5 a\tx\r\n", min_size=1)


@given(LINES, LINES, st.booleans())
def test_a_table_of_today_comes_back_as_it_was(title, body, is_excel):
    """Beside a text that begins on a line of its own, the row says whether it is guarded."""
    row = {"path": "x", "date": "", "title": title, "body": f"\n{body}"}
    answer = SimpleNamespace(names=[*row], columns=lambda: [{k: [v] for k, v in row.items()}])
    text = "".join((excel_rows if is_excel else csv_rows)(answer))
    (plain,) = csv.DictReader(io.StringIO("".join(csv_rows(answer)), newline=""))
    (item,) = row_items(io.BytesIO(text.encode()), "bron", str)
    assert item.content == {key: value for key, value in plain.items() if value}
