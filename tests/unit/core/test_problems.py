from __future__ import annotations

import pytest

from newsctl.core.problems import Position, position_at


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("abc", 0, 1, 1),
        ("abc", 3, 1, 4),
        ("a\nbc", 2, 2, 1),
        ("a\r\nbc", 4, 2, 2),
        ("é\n€x", 3, 2, 2),
        ("\ufeffabc", 1, 1, 1),
    ],
)
def test_an_offset_is_a_line_and_a_column(text, offset, line, column):
    assert position_at(text, offset) == Position(line, column)
