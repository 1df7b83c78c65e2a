"""Writers, readers and editors at once, for a few seconds; `tools.mixed_run` does it for longer."""

import os

import pytest

from tools.mixed_run import run


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes fork")
def test_beside_writers_every_answer_is_right_and_nothing_is_made_anew(tmp_path, dictionary):
    dictionary.write(tmp_path / "cache" / "indexes")
    verdict = run(tmp_path, seconds=2, seed=1, posts=100)
    assert verdict.wrong == []
    assert min(verdict.counts[kind] for kind in ("add", "read", "edit")) > 0
