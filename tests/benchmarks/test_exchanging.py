"""That exports and imports are measured, and their posts counted."""

from __future__ import annotations

import pytest

from benchmarks.exchanging import BACK, measured


@pytest.mark.slow
def test_every_format_is_measured_out_and_in(tmp_path, monkeypatch, dictionary):
    dictionary.write(tmp_path / "cache" / "indexes")
    monkeypatch.setattr("benchmarks.exchanging.BACK", BACK[:1])
    names = [name for name, one in measured(tmp_path, 3) if one.seconds > 0]
    assert names == [
        "export --as jsonl",
        "export --as sqlite",
        "export --as md",
        "import of jsonl",
        "import of jsonl again",
        "undo",
    ]
