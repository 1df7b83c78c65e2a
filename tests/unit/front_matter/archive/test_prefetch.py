"""A look at the files that goes on in a child: what it finds, and that nothing stays of it."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from newsctl.core.archive.stat_cache import Listing
from newsctl.core.errors import ArchiveError
from newsctl.core.settings import Settings
from newsctl.front_matter.archive import prefetch as looking_ahead
from newsctl.front_matter.archive.prefetch import WalkAhead
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.workers.child import Child

SETTINGS = Settings()

pytestmark = pytest.mark.slow  # they fork: quick tests start no process


@pytest.fixture
def root(tmp_path):
    for folder in ("", "_posts/2019", "_posts/2020/één"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for day in range(1, 20):
            (tmp_path / folder / f"2019-03-{day:02}-kop.md").write_text(f"{day}")
    (tmp_path / "_posts" / "README.md").touch()
    (tmp_path / "_posts" / "2019" / "2019-03-31-é.md").touch()
    return tmp_path


@pytest.fixture
def beside(monkeypatch):
    """Let a child go on from the first folder, whatever runs in the process of the tests."""
    monkeypatch.setattr(looking_ahead, "_FEW_FILES", 0)
    monkeypatch.setattr(looking_ahead, "processors", lambda: 3)
    monkeypatch.setattr(looking_ahead, "_can_fork", lambda: True)


@pytest.fixture(autouse=True)
def _no_child_stays(monkeypatch):
    """End each child that the test begins, after which nothing may be left of it."""
    begun = []

    def noted(work, begin=Child.begin):
        child = begin(work)
        begun.extend([(child, child._process)] if child else [])
        return child

    monkeypatch.setattr(Child, "begin", noted)
    yield
    for child, process in begun:
        child.end()
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def scanned(root):
    return MarkdownRepository(root, SETTINGS, parse=None).scan()


def test_a_few_files_are_looked_at_without_a_child(root, monkeypatch):
    monkeypatch.setattr(os, "fork", None)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) == scanned(root)


@pytest.mark.usefixtures("beside")
def test_a_child_finds_what_a_scan_does(root):
    found = WalkAhead(root, SETTINGS).posts(root, SETTINGS, {})
    assert len(found) == 2 * 19 + 1
    assert found.listings == scanned(root).listings


@pytest.mark.usefixtures("beside")
def test_more_than_a_pipe_holds_comes_through(tmp_path):
    for number in range(2_000):
        (tmp_path / f"2019-03-01-een-bericht-met-een-lange-naam-{number}.md").touch()
    found = WalkAhead(tmp_path, SETTINGS).posts(tmp_path, SETTINGS, {})
    assert found.listings == scanned(tmp_path).listings


@pytest.mark.usefixtures("beside")
def test_names_that_are_known_are_not_sent(root):
    known = scanned(root).listings
    found = WalkAhead(root, SETTINGS).posts(root, SETTINGS, known)
    assert found.listings == known
    assert all(found.listings[folder].names is known[folder].names for folder in known)


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("change", ["one is renamed", "one is new", "a folder is new", "other"])
def test_names_that_are_not_as_known_are_sent(root, change):
    known = {**scanned(root).listings}
    folder = "_posts/2019"
    match change:
        case "one is renamed":
            known[folder] = Listing(known[folder].names.replace(b"-kop", b"-pok", 1), b"")
        case "one is new":
            known[folder] = Listing(known[folder].names.partition(b"/")[2], b"")
        case "a folder is new":
            del known[folder]
        case "other":
            known = {"elders": known[folder], **known}
    found = WalkAhead(root, SETTINGS).posts(root, SETTINGS, known)
    assert found.listings == scanned(root).listings


@pytest.mark.usefixtures("beside")
def test_a_child_that_is_gone_before_it_has_sent_names_has_found_nothing(root, monkeypatch):
    results = iter([Child.result, lambda _child: None])

    def result(child):
        return next(results)(child)

    monkeypatch.setattr(Child, "result", result)
    monkeypatch.setattr(looking_ahead, "processors", lambda: 1)  # no mates, who have results too
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


@pytest.mark.usefixtures("beside")
def test_a_look_at_something_else_is_none(root):
    ahead = WalkAhead(root, SETTINGS)
    assert ahead.posts(root / "_posts", SETTINGS, {}) is None
    assert ahead.posts(root, Settings(drafts=True), {}) is None
    ahead.leave()


@pytest.mark.usefixtures("beside")
def test_a_child_is_asked_once(root):
    ahead = WalkAhead(root, SETTINGS)
    assert ahead.posts(root, SETTINGS, {}) is not None
    assert ahead.posts(root, SETTINGS, {}) is None


@pytest.mark.usefixtures("beside")
def test_a_child_that_fails_has_found_nothing(root, monkeypatch):
    monkeypatch.setattr(looking_ahead, "_packed", None)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


@pytest.mark.usefixtures("beside")
def test_a_child_that_is_at_work_ends_when_it_is_left(root, monkeypatch):
    monkeypatch.setattr(looking_ahead, "_packed", lambda _: time.sleep(600))
    ahead = WalkAhead(root, SETTINGS)
    ahead.leave()
    ahead.leave()


@pytest.mark.usefixtures("beside")
def test_a_child_that_nobody_waits_for_looks_no_further(root, monkeypatch):
    monkeypatch.setattr(os, "getppid", lambda: 1)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


@pytest.mark.usefixtures("beside")
def test_a_system_that_begins_no_process_leaves_the_scan_to_who_asks(root, monkeypatch):
    def refused():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


@pytest.mark.parametrize("processors", [1, 2])
def test_a_child_is_begun_only_on_a_processor_of_its_own_and_beside_no_thread(
    root, monkeypatch, processors
):
    monkeypatch.setattr(looking_ahead, "_FEW_FILES", 0)
    monkeypatch.setattr(looking_ahead, "processors", lambda: processors)
    monkeypatch.setattr(threading, "active_count", lambda: 3 - processors)
    ahead = WalkAhead(root, SETTINGS)
    assert (ahead.posts(root, SETTINGS, {}) is not None) is (processors == 2)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_no_pipe_takes_the_place_of_a_stream_that_is_closed(root, monkeypatch, stream):
    monkeypatch.setattr(looking_ahead, "_FEW_FILES", 0)
    monkeypatch.setattr(looking_ahead, "processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, stream, None)
    assert WalkAhead(root, SETTINGS).posts(root, SETTINGS, {}) is None


def test_an_archive_that_cannot_be_read_is_an_error():
    with pytest.raises(ArchiveError):
        WalkAhead(Path("/nergens"), SETTINGS)


def test_only_the_first_scan_of_a_repository_takes_what_was_found_ahead(root):
    ahead = WalkAhead(root, SETTINGS)
    repository = MarkdownRepository(root, SETTINGS, parse=None, ahead=ahead)
    (root / "_posts" / "2020-01-01-nieuw.md").touch()
    assert len(repository.scan()) == 2 * 19 + 1
    assert len(repository.scan()) == 2 * 19 + 2


@pytest.mark.usefixtures("beside")
def test_a_repository_is_looking_until_the_child_has_told(root, monkeypatch):
    repository = MarkdownRepository(root, SETTINGS, parse=None, ahead=WalkAhead(root, SETTINGS))
    with monkeypatch.context() as at_work:
        at_work.setattr(Child, "has_output", False)
        assert repository.is_scanning
    while repository.is_scanning:
        time.sleep(0.001)
    repository.scan()
    monkeypatch.setattr(Child, "has_output", False)
    assert not repository.is_scanning


def test_a_repository_is_not_looking_where_few_files_were_looked_at_already(root):
    assert not MarkdownRepository(
        root, SETTINGS, parse=None, ahead=WalkAhead(root, SETTINGS)
    ).is_scanning
