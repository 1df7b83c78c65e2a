"""The library does what its page says, and nothing to the process that uses it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsctl
from newsctl.core.errors import ArchiveError
from newsctl.workers import MOST, processors

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
POST = "---\ntitle: {title}\ndate: 2024-05-01 12:00:00 +0200\n---\nEen {title} in het veld.\n"


@pytest.fixture
def fields(tmp_path):
    (tmp_path / "2024-05-01-a.md").write_text(POST.format(title="wolf"))
    return tmp_path


def test_the_page_runs(samples, tmp_path):
    (tmp_path / "sample_posts").symlink_to(samples)
    code = "\n".join(
        re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_each_question_is_answered_from_the_files_as_they_are(fields):
    archive = newsctl.open(fields)
    assert archive.count("wolf") == 1
    (fields / "2024-05-01-b.md").write_text(
        POST.format(title="wolf").replace("date", "bron: X\ndate")
    )
    assert archive.count("wolf") == 2
    assert archive.facets("bron") == [{"value": "X", "posts": 1}]
    (fields / "2024-05-01-a.md").unlink()
    assert [post.path.name for post in archive.search("wolf")] == ["2024-05-01-b.md"]


def test_several_threads_ask_one_archive(samples):
    archive = newsctl.open(samples)
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(archive.count, ["bron:NOS", "bron:Trouw", "klimaat", ""] * 5)
        assert [*found] == [10, 9, 2, 52] * 5


def test_the_process_of_the_caller_stays_as_it_is(samples, capfd, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was started"))
    monkeypatch.setattr(os, "_exit", lambda _code: pytest.fail("the process was ended"))
    before = dict(os.environ), Path.cwd(), sys.stdout, sys.stderr
    archive = newsctl.open(samples)
    archive.search("verkiezing")
    archive.trend("klimaat")
    assert archive.search("qqqq") == []
    assert (dict(os.environ), Path.cwd(), sys.stdout, sys.stderr) == before
    assert capfd.readouterr() == ("", "")


def test_one_process_may_be_all_that_a_caller_wants():
    before = MOST.set(1)
    assert processors() == 1
    MOST.reset(before)


def test_where_there_is_no_archive_is_an_error(tmp_path):
    with pytest.raises(ArchiveError):
        newsctl.open(tmp_path / "nowhere")
