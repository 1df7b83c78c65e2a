"""Looks that processes share find what one finds, whatever becomes of those who share them."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.front_matter import looking_together
from newsctl.front_matter.looking_together import shares
from newsctl.front_matter.looks import Names, look_at_all

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = st.dictionaries(st.text("ab", min_size=1), st.lists(st.text("xy"), min_size=1))


@given(FOLDERS, st.integers(1, 9))
def test_shares_are_all_names_in_their_order_and_of_one_size(folders, size):
    wanted = [Names(*item) for item in folders.items()]
    parted = shares(wanted, size)
    every = [(folder, name) for folder, names in wanted for name in names]
    assert [(folder, n) for share in parted for folder, names in share for n in names] == every
    sizes = [sum(len(names) for _, names in share) for share in parted]
    assert all(one == size for one in sizes[:-1])
    assert all(names for share in parted for _, names in share)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(looking_together, "_ALONE", 10)


@pytest.fixture
def mates(monkeypatch):
    """The processes that were begun. At the end none of them is left."""
    if not hasattr(os, "fork"):
        pytest.skip("this system begins no processes by fork")
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
def wanted(tmp_path):
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        for number in range(7):
            (tmp_path / folder / f"2019-03-{number:02}-kop.md").write_text("x" * number)
    (tmp_path / "b" / "2019-03-30-map.md").mkdir()
    (tmp_path / "c" / os.fsdecode(b"2019-03-31-\xff.md")).touch()
    return [
        *(Names(str(folder), names_in(folder)) for folder in tmp_path.iterdir()),
        Names(str(tmp_path / "weg"), ["2019-03-01-kop.md"]),
    ]


def names_in(folder: Path) -> list[str]:
    return [*(path.name for path in folder.iterdir()), "weg.md"]


def looked(wanted, *, mates):
    with looking_together.looking_together(mates) as look:
        return look(wanted)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 40])
def test_what_is_found_is_what_one_finds(wanted, mates, number):
    found = looked(wanted, mates=number)
    assert found == look_at_all(wanted)
    assert [listing.size for listing in found].count(7) == 2
    assert (len(mates) > 0) is (number > 0)


def test_a_few_files_are_looked_at_by_one(wanted, mates):
    looked(wanted[:1], mates=1)
    assert mates == []
    looked(wanted[:2], mates=1)
    assert len(mates) == 1


def test_a_mate_that_fails_leaves_its_share_to_the_others(wanted, mates, monkeypatch):
    this, look = os.getpid(), look_at_all

    def killed(some):
        if os.getpid() != this:
            os.kill(os.getpid(), signal.SIGKILL)
        return look(some)

    monkeypatch.setattr(looking_together, "look_at_all", killed)
    assert looked(wanted, mates=2) == look(wanted)
    assert len(mates) == 2


def test_a_system_that_begins_no_process_is_looked_at_by_one(wanted, monkeypatch):
    def refused():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused, raising=False)
    before = os.dup(0)
    os.close(before)
    assert looked(wanted, mates=2) == look_at_all(wanted)
    after = os.dup(0)
    os.close(after)
    assert after == before, "descriptors are left open"


def test_an_error_on_the_way_leaves_no_mate(wanted, mates, monkeypatch):
    this, look = os.getpid(), look_at_all

    def interrupted(some):
        if os.getpid() == this:
            raise KeyboardInterrupt
        return look(some)

    monkeypatch.setattr(looking_together, "look_at_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        looked(wanted, mates=2)
    assert len(mates) == 2
