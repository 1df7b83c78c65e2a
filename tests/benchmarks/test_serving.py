"""What is said of how long readers of pages wait."""

from __future__ import annotations

import pytest

from benchmarks.serving import Served, served, table


def test_a_table_has_medians_and_what_was_refused():
    waits = {"post": [0.1, 0.3, 0.2], "edit is found": [1.5]}
    assert table(Served(waits, [503], 2, 3, 100))[2:] == [
        "| edit is found | 1 | 1,500 | 1,500 | 1,500 |",
        "| post | 3 | 200 | 300 | 300 |",
        "",
        "1.5 answers a second, 1 that were not 200; 1.50 of a processor; 100 MB at most.",
    ]


@pytest.mark.slow
def test_readers_are_answered_while_posts_change(archive):
    found = served(archive, readers=3, seconds=1, pause=0.02)
    assert found.refused == []
    assert found.waits["post"]
    assert found.waits["edit is found"]
