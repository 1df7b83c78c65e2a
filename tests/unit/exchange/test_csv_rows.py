"""Cells that were guarded for spreadsheets come back as they were."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from newsctl.exchange.csv_rows import row_items
from newsctl.rendering.formats.csv import guarded


@given(st.text(alphabet="'=+-@5 a\tx", min_size=1))
def test_taking_the_guard_away_gives_every_cell_back(cell):
    table = io.StringIO()
    csv.writer(table).writerows([["path", "date", "title"], ["x", "", guarded(cell)]])
    (item,) = row_items(io.BytesIO(table.getvalue().encode()), "bron", {})
    assert item.told == {"path": "x", "title": cell}
