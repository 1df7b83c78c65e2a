"""Looks that processes share find what one finds, whatever becomes of those who share them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from newsctl.front_matter import looking_together
from newsctl.front_matter.looking_together import LooksTogether
from newsctl.front_matter.looks import look_at

if not hasattr(os, "fork"):
    pytest.skip("this system begins no processes by fork", allow_module_level=True)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(looking_together, "_ALONE", 10)
    monkeypatch.setattr(looking_together, "_FEWEST", 3)


@pytest.fixture
def mates(monkeypatch):
    """The processes that were begun. At the end none of them is left."""
    begun = []

    def fork(begin=os.fork):
        begun.append(process := begin())
        return process

    monkeypatch.setattr(os, "fork", fork)
    yield begun
    for process in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


@pytest.fixture
def folder(tmp_path):
    for number in range(20):
        (tmp_path / f"2019-03-{number:02}-kop.md").write_text("x" * number)
    (tmp_path / "2019-03-30-map.md").mkdir()
    (tmp_path / os.fsdecode(b"2019-03-31-\xff.md")).touch()
    return str(tmp_path)


def names_in(folder):
    return [*(path.name for path in Path(folder).iterdir()), "weg.md"]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 40])
def test_what_is_found_is_what_one_finds(folder, mates, number):
    with LooksTogether(mates=number) as looks:
        for names in (names_in(folder), names_in(folder)[:4], names_in(folder)[:1], []):
            assert looks.look_at(folder, names) == look_at(folder, names)
    assert len(mates) == number


def test_a_few_files_are_looked_at_by_one(folder, mates):
    with LooksTogether(mates=1) as looks:
        for _ in range(3):
            looks.look_at(folder, names_in(folder)[:3])
        assert mates == []
        looks.look_at(folder, names_in(folder)[:3])
        assert len(mates) == 1


def test_a_mate_that_is_killed_leaves_its_share_to_the_others(folder, mates):
    names = names_in(folder)
    with LooksTogether(mates=2) as looks:
        looks.look_at(folder, names)
        os.kill(mates[0], signal.SIGKILL)
        for _ in range(2):
            assert looks.look_at(folder, names) == look_at(folder, names)


def test_a_folder_that_is_gone_is_told_of_and_others_are_still_found(folder, mates, tmp_path):
    names = names_in(folder)
    with LooksTogether(mates=2) as looks:
        with pytest.raises(FileNotFoundError):
            looks.look_at(str(tmp_path / "weg"), names)
        assert looks.look_at(folder, names) == look_at(folder, names)
    assert len(mates) == 2


def test_a_system_that_begins_no_process_is_looked_at_by_one(folder, monkeypatch):
    def refused():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    names = names_in(folder)
    before = os.dup(0)
    os.close(before)
    with LooksTogether(mates=2) as looks:
        assert looks.look_at(folder, names) == look_at(folder, names)
    after = os.dup(0)
    os.close(after)
    assert after == before, "descriptors are left open"


def test_an_error_on_the_way_leaves_no_mate(folder, mates):
    def interrupted():
        with LooksTogether(mates=2) as looks:
            looks.look_at(folder, names_in(folder))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(mates) == 2


def test_what_mates_found_in_one_folder_is_not_taken_for_that_of_the_next(folder, monkeypatch):
    def failing(*_):
        raise PermissionError

    names = names_in(folder)
    with LooksTogether(mates=2) as looks:
        looks.look_at(folder, names)
        with monkeypatch.context() as patched:
            patched.setattr(looking_together, "look_at", failing)
            with pytest.raises(PermissionError):
                looks.look_at(folder, names[::-1])
        assert looks.look_at(folder, names) == look_at(folder, names)
