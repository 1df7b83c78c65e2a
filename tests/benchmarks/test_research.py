"""What is said of how long questions to a whole archive take."""

from __future__ import annotations

import sys

import pytest

from benchmarks.processes import Program
from benchmarks.research import BOTH, FIRST_LINE, TREND, Measured, table, until_first_line


def test_a_table_has_medians_and_calls_a_miss_a_miss():
    found = {
        BOTH: Measured([100, 300, 200], [50, 51, 52]),
        TREND: Measured([150, 450, 200], [60, 60, 60], [1.5, 1.5, 1]),
        "stats": Measured([501, 600, 400], [9, 9, 9]),
        FIRST_LINE: Measured([299]),
    }
    assert table(found, 1000)[4:] == [
        f"| {BOTH} | 200 | 100 to 300 | 51 |  |  |  |",
        f"| {TREND} | 200 | 150 to 450 | 60 | 1.50 | at most 2 × | met |",
        "| stats | 501 | 400 to 600 | 9 |  | at most 500 | missed |",
        f"| {FIRST_LINE} | 299 | 299 to 299 |  |  | at most 300 | met |",
    ]


def test_the_first_line_is_not_waited_on_to_the_end():
    says = "print('one', flush=True); import time; time.sleep(60)"
    assert 0 < until_first_line(Program([sys.executable, "-c", says], {})) < 20_000
    with pytest.raises(RuntimeError):
        until_first_line(Program([sys.executable, "-c", "pass"], {}))
