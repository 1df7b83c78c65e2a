"""The library does what its page says, and nothing to the process that uses it."""

from __future__ import annotations

import gc
import locale
import logging
import os
import signal
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsctl
from newsctl.core.errors import ArchiveError, PostNotFound, UsageError
from newsctl.workers import MOST, processors

POST = "---\ntitle: {title}\ndate: 2024-05-01 12:00:00 +0200\n---\nEen {title} in het veld.\n"


@pytest.fixture
def fields(tmp_path):
    (tmp_path / "2024-05-01-a.md").write_text(POST.format(title="wolf"))
    return tmp_path


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
    asks = [
        (archive.count, ("bron:NOS",)),
        (archive.count, ("klimaat",)),
        (archive.related, ("2016-11-09",)),
        (archive.trend, ("verkiezing",)),
        (archive.validate, ("bron:Trouw",)),
    ]
    alone = [ask(*arguments) for ask, arguments in asks]
    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(lambda one: one[0](*one[1]), asks * 4)]
    assert found == alone * 4


def test_threads_ask_several_archives(samples, fields):
    archives = [newsctl.open(samples), newsctl.open(fields)]
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(lambda one: one.count(), archives * 6)] == [52, 1] * 6


def test_posts_are_related_to_a_post_or_to_a_text(samples):
    archive = newsctl.open(samples)
    found = archive.related("2016-11-09")
    assert found.total == len(found) == 3
    assert all(0.1 <= post.score <= 1 and post.shared and post.text for post in found)
    later = archive.related("2016-11-09", after=True)
    assert [post.date.year for post in later] == [2020]
    text = found[0].path.read_text()
    assert archive.related(text=text, same_story=True)[0].path == found[0].path
    for wrong in ({}, {"reference": "x", "text": "y"}, {"text": " "}):
        with pytest.raises(UsageError):
            archive.related(**wrong)
    with pytest.raises(PostNotFound):
        archive.related("qqqq")


def test_what_else_a_query_may_mean_is_in_the_answer_and_in_the_log(samples, caplog):
    archive = newsctl.open(samples)
    told = "| was left out, and all words are wanted. For either: OR"
    assert archive.search("kabinet | kamer").notes == [told]
    assert archive.list("kabinet kamer").notes == []
    assert archive.list("kabinet bron:Trow").notes == ["Did you mean Trouw instead of Trow?"]
    caplog.clear()
    archive.trend("kabinet | kamer")
    archive.facets("bron", "kabinet | kamer")
    assert caplog.messages == [told, told]


def test_posts_are_held_to_the_rules(fields):
    (fields / "2024-05-02-b.md").write_text("---\ntitle: wolf\ndate: morgen\n---\nEen wolf.\n")
    archive = newsctl.open(fields)
    found = archive.validate()
    (error,) = [one for one in found if one.severity == "error"]
    assert (error.path, error.line) == (fields / "2024-05-02-b.md", 3)
    assert found.to_dicts()[0].keys() >= {"path", "line", "rule", "message", "fixable"}
    assert archive.validate(select=["counts"]) == []
    assert {one.path.name for one in archive.validate("veld")} <= {"2024-05-01-a.md"}
    with pytest.raises(UsageError):
        archive.validate(select=["no-such-rule"])


def test_a_plot_is_an_svg(samples):
    picture = newsctl.open(samples).plot("verkiezing", "klimaat", absolute=True)
    assert picture.startswith("<svg ")
    assert "Posts per jaar: verkiezing, klimaat" in picture
    dutch = newsctl.open(samples).plot("verkiezing", "klimaat", language="nl")
    assert "Aandeel van de berichten per jaar: verkiezing, klimaat" in dutch
    with pytest.raises(UsageError):
        newsctl.open(samples).plot("verkiezing", language="xx")


def test_the_process_of_the_caller_stays_as_it_is(samples, capfd, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was started"))
    monkeypatch.setattr(os, "_exit", lambda _code: pytest.fail("the process was ended"))

    def state():
        return (
            dict(os.environ),
            Path.cwd(),
            *(sys.stdin, sys.stdout, sys.stderr, sys.excepthook, [*sys.path]),
            *(signal.getsignal(signal.SIGINT), locale.setlocale(locale.LC_ALL)),
            *(gc.isenabled(), gc.get_threshold()),
            *([*logging.getLogger().handlers], logging.getLogger().level, [*warnings.filters]),
            *(threading.active_count(), MOST.get(), sys.getrecursionlimit()),
        )

    before = state()
    archive = newsctl.open(samples)
    archive.search("verkiezing")
    archive.trend("klimaat")
    archive.related("2016-11-09")
    archive.validate()
    archive.plot("klimaat")
    assert archive.search("qqqq") == []
    assert state() == before
    assert capfd.readouterr() == ("", "")


def test_one_process_may_be_all_that_a_caller_wants():
    before = MOST.set(1)
    assert processors() == 1
    MOST.reset(before)


def test_where_there_is_no_archive_is_an_error(tmp_path):
    with pytest.raises(ArchiveError):
        newsctl.open(tmp_path / "nowhere")
