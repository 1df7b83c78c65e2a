"""What reaches the disk, in which order: the calls by which a change survives a loss of power."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.settings import Settings
from newsctl.front_matter.writer import MarkdownWriter
from tests.changes import unheard

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="no system to ask what a descriptor leads to"
)


@pytest.fixture
def traced(monkeypatch):
    """Note what is synchronised, and each name that a file gets or loses, in their order."""
    calls = []

    def noted(name, function, shown):
        def call(*arguments, **options):
            calls.append((name, *shown(*arguments)))
            return function(*arguments, **options)

        return call

    def synchronised(descriptor):
        return (Path(f"/proc/self/fd/{descriptor}").readlink(),)

    def named(*paths):
        return tuple(Path(path) for path in paths[:2])

    monkeypatch.setattr(os, "fsync", noted("sync", os.fsync, synchronised))
    for name in ("link", "rename", "replace", "unlink"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name), named))
    return calls


@pytest.fixture
def carry_out(tmp_path, traced):
    """Carry out a change of steps in the archive, and return the calls."""
    root, journal = tmp_path / "posts", tmp_path / "data" / "journal"
    root.mkdir()
    journal.parent.mkdir()
    (root / "a.md").write_bytes(b"a")
    writer = MarkdownWriter(root, Settings(), lock=None, journal=journal)

    def carried_out(*steps):
        traced.clear()
        writer.carry_out(Change("change", steps), unheard)
        return list(traced)

    carried_out.writer, carried_out.root, carried_out.journal = writer, root, journal
    return carried_out


def synchronised(calls):
    return [call[1] for call in calls if call[0] == "sync"]


def place_of(calls, *wanted):
    return next(place for place, call in enumerate(calls) if call[: len(wanted)] == wanted)


STEPS = {
    "new": Write("n.md", None, b"n"),
    "changed": Write("a.md", b"a", b"b"),
    "moved": Move("a.md", "b.md", b"a"),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_record_is_on_disk_with_its_name_before_the_first_step(carry_out, step):
    calls = carry_out(step)
    root, journal = carry_out.root, carry_out.journal
    in_archive = [
        place for place, call in enumerate(calls) if any(path.parent == root for path in call[1:])
    ]
    record = place_of(calls, "sync", journal)
    content = next(
        place for place, call in enumerate(calls) if call[0] == "sync" and call[1].parent == journal
    )
    assert content < record < in_archive[0]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_folder_is_synchronised_after_its_names_and_the_end_recorded_after_that(
    carry_out, step
):
    calls = carry_out(step)
    root, journal = carry_out.root, carry_out.journal
    folder = len(calls) - 1 - [call[:2] for call in reversed(calls)].index(("sync", root))
    names = [
        place
        for place, call in enumerate(calls)
        if call[0] in {"link", "rename", "replace"} and call[-1].suffix == ".md"
    ]
    assert all(place < folder for place in names)
    assert calls[folder + 1] == ("sync", journal / "00000001.change")


def test_what_a_file_gets_is_on_disk_before_its_name_is(carry_out):
    calls = carry_out(STEPS["new"])
    (name,) = [call for call in calls if call[0] == "link"]
    assert calls.index(("sync", name[1])) < calls.index(name)


def test_a_folder_that_is_made_is_synchronised_in_the_one_above(carry_out):
    calls = carry_out(Write("een/twee/n.md", None, b"n"))
    done = synchronised(calls)
    root = carry_out.root
    assert {root, root / "een", root / "een/twee"} <= set(done)


def test_many_files_that_move_have_their_folder_synchronised_once_before_old_names_go(
    carry_out, traced
):
    steps = [Write(f"n{number}.md", None, b"%d" % number) for number in range(40)]
    carry_out(*steps)
    traced.clear()
    carry_out.writer.take_back(unheard)
    root, trash = carry_out.root, carry_out.root / ".newsctl-trash"
    moved = [(place, call) for place, call in enumerate(traced) if call[-1].parent in (root, trash)]
    linked = [place for place, call in moved if call[0] == "link" and call[2].suffix == ".md"]
    left = [place for place, call in moved if call[0] == "rename"]
    synced = [place for place, call in enumerate(traced) if call == ("sync", trash)]
    assert (len(linked), len(left)) == (40, 40)
    assert [place for place in synced if linked[-1] < place < left[0]] == [linked[-1] + 1]
    carry_out.writer.redo(unheard)
    traced.clear()
    carry_out(*(Move(step.path, f"ander/{step.path}", step.after) for step in steps))
    assert synchronised(traced).count(root / "ander") == 2  # again at the very end


def test_taking_back_is_recorded_before_it_is_done_and_the_folder_after(carry_out, traced):
    carry_out(STEPS["changed"])
    traced.clear()
    carry_out.writer.take_back(unheard)
    done = synchronised(traced)
    journal = carry_out.journal
    assert done[0] == journal / "00000001.change"
    assert done.index(carry_out.root) < len(done) - 1 - done[::-1].index(journal)
    assert done[-1] == journal
