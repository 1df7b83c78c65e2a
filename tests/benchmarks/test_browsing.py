"""What a key takes is measured: every key of a query once, and those that take long are named."""

from __future__ import annotations

import pytest

from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from benchmarks.browsing import Key, lines, typed


@pytest.mark.slow
@pytest.mark.usefixtures("dictionary")
def test_a_query_is_typed_key_by_key(tmp_path):
    write_site(tmp_path, MadeTexts(), posts=12, seed=1)
    keys = [*typed(tmp_path, ["de", '"v'])]
    assert [key.typed for key in keys] == ["", "d", "de", "", '"', '"v']
    assert [key.posts for key in keys] == [12, 12, 12, 12, 0, 0]
    assert all(key.seconds > 0 for key in keys)


def test_keys_that_take_long_are_named_the_longest_first():
    keys = [Key("d", 0.2, 0.1, 7), Key("de", 0.3, 0.2, 6), Key("de ", 0.1, 0.3, 6)]
    told = lines(keys, 0.05)
    assert told[0] == "3 keys; a loop of 1,000,000 steps took 50 ms"
    assert told[2:4] == ["posts  0.200  0.300  0.300", "beside them  0.200  0.300  0.300"]
    assert told[4:] == ["longer than 0.1 s: 2", "0.300  de  (6 posts)", "0.200  d  (7 posts)"]
