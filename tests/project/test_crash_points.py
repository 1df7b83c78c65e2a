"""The command that kills the program: what it reads of strace, and how it judges what was left."""

from pathlib import Path

import pytest

from tools.crash_points.killing import Call, calls_in, calls_that_change, can_trace, kill_before
from tools.crash_points.scenarios import SCENARIOS, Stage, World
from tools.crash_points.verdicts import Left, States, state_of, what_is_wrong

TRACE = """\
7 mkdir("/w/cache", 0777) = 0
7 mkdir("/w/archive/_posts", 0777) = -1 EEXIST (File exists)
7 write(2</dev/null>, "x", 1) = 1
8 write(4</w/archive/.t.tmp>, "x", 1) = 1
7 write(4</w/archive/.t.tmp>, "x", 1) = 1
7 rename("/w/archive/.t.tmp", "/w/archive/a.md") = 0
"""
STATES = States(first={"a": b"1"}, old={"a": b"1"}, new={"b": b"1", "c": b"2"})


def test_the_calls_of_a_trace_that_change_the_archive_are_counted_by_name():
    assert list(calls_in(TRACE, ("/w/archive",))) == [
        Call("mkdir", 2),
        Call("write", 2),
        Call("rename", 1),
        Call("write", 1),
    ]


def test_calls_of_threads_are_numbered_as_far_as_one_of_them_always_comes():
    links = [f'{thread} link("/w/archive/.t", "/w/archive/b") = 0\n' for thread in (8, 9, 9, 9, 9)]
    trace = TRACE.replace("8 write", "7 write") + "".join(links)
    assert list(calls_in(trace, ("/w/archive",))) == [
        Call("mkdir", 2),
        Call("write", 2),
        Call("write", 3),
        Call("rename", 1),
        Call("link", 1),
        Call("link", 2),
        Call("link", 3),
    ]


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ({"a": b"1"}, "old"),
        ({"a": b"1", ".newsctl-0.tmp": b""}, "old"),
        ({"a": b"1", "c": b"2"}, "partly"),
        ({"b": b"1", "c": b"2"}, "new"),
    ],
)
def test_old_new_and_partly_new_files_are_well(found, state):
    assert state_of(found, STATES) == state
    assert what_is_wrong(Left(was_killed=True, found=found, undone={"a": b"1"}), STATES) is None


@pytest.mark.parametrize(
    ("left", "wrong"),
    [
        (Left(False, {"a": b"1"}, {"a": b"1"}), "not killed"),
        (Left(True, {"a": b""}, {"a": b"1"}), "a is neither"),
        (Left(True, {"a": b"1", "x": b"1"}, {"a": b"1"}), "x is neither"),
        (Left(True, {"c": b"2"}, {"a": b"1"}), "a is lost"),
        (Left(True, {"a": b"1"}, {"b": b"1"}), "undo"),
    ],
)
def test_torn_files_lost_files_and_what_cannot_be_undone_are_wrong(left, wrong):
    assert wrong in what_is_wrong(left, STATES)


@pytest.mark.skipif(not can_trace(), reason="there is no strace, or no right to trace")
def test_a_real_run_dies_before_the_call_that_was_named(tmp_path, dictionary):
    for name in ("whole", "killed"):
        dictionary.write(tmp_path / name / "cache" / "indexes")
    add = SCENARIOS[0]
    calls = calls_that_change(World.make(tmp_path / "whole"), add.command)
    last = next(call for call in calls if call.name in ("link", "linkat"))
    world = World.make(Path(tmp_path, "killed"))
    old = world.files()
    assert kill_before(world, add.command, last)
    assert old.items() < world.files().items()
    assert state_of(world.files(), States(old, old, {})) == "old"


def test_a_stage_is_set_again_as_it_was_under_the_name_it_had(tmp_path):
    stage = Stage.of(World.make(tmp_path / "0"))
    played = stage.set()
    before = played.files()
    (played.archive / "_posts" / "2019-09-01-a.md").unlink()
    (played.folder / "data" / "new").mkdir(parents=True)
    again = stage.set()
    assert again.archive == played.archive
    assert again.files() == before
    assert not (again.folder / "data" / "new").exists()
