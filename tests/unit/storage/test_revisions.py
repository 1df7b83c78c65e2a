"""The record of changes: any earlier token tells what differs between that look and this one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.errors import ArchiveBusy, ArchiveError, UsageError
from newsctl.storage import revisions
from newsctl.storage.revisions import ChangedFiles, Revisions

LONG_AGO = 1_500_000_000_000_000_001


class Files:
    """Files of an archive, each write of which moves a clock on."""

    def __init__(self):
        self.data = {}
        self.stamps = {}
        self.reads = []
        self.clock = LONG_AGO

    def put(self, path, data):
        self.clock += 1
        self.data[path] = data
        self.stamps[path] = Stamp(len(data), self.clock, self.clock)

    def become(self, state):
        for path in [*self.data]:
            if path not in state:
                del self.data[path], self.stamps[path]
        for path, data in state.items():
            if self.data.get(path) != data:
                self.put(path, data)

    def read(self, path):
        self.reads.append(path)
        return self.data[path]

    def look(self, file, since=None, **more):
        return Revisions(file).look(lambda: dict(self.stamps), self.read, since, **more)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "changes" / "archive.db"


@pytest.fixture
def files():
    found = Files()
    found.become({"a.md": b"1", "b.md": b"2"})
    return found


def test_what_was_added_changed_and_removed_is_told_with_the_next_token(files, file):
    first = files.look(file)
    assert first == ChangedFiles(first.token)
    assert files.look(file) == first
    files.become({"b.md": b"3", "é c.md": b"4"})
    found = files.look(file, first.token)
    assert found == ChangedFiles(found.token, ("é c.md",), ("b.md",), ("a.md",))
    assert found.token != first.token
    assert files.look(file, found.token) == ChangedFiles(found.token)
    assert files.look(file, first.token) == found


def test_a_file_is_read_when_its_stamp_is_another_and_only_bytes_count(files, file):
    token = files.look(file).token
    files.reads.clear()
    files.put("a.md", b"1")
    assert files.look(file, token) == ChangedFiles(token)
    assert files.look(file, token) == ChangedFiles(token)
    assert files.reads == ["a.md"]


def test_a_file_as_young_as_the_look_is_read_again(files, file, monkeypatch):
    monkeypatch.setattr(revisions, "time_ns", lambda: files.clock)
    token = files.look(file).token
    files.data["a.md"] = b"9"  # within the tick of the clock: the same stamp
    assert files.look(file, token).changed == ("a.md",)


def test_what_cannot_be_read_counts_as_changed_where_its_stamp_is(files, file):
    token = files.look(file).token
    stamps = {**files.stamps, "a.md": Stamp(1, 5, 5)}
    found = Revisions(file).look(lambda: stamps, lambda _: b"", token)
    assert found.changed == ("a.md",)
    assert Revisions(file).look(lambda: stamps, lambda _: b"", found.token).changed == ()


def test_what_lies_in_a_folder_that_cannot_be_looked_into_counts_as_unchanged(files, file):
    files.become({"a.md": b"1", "weer/b.md": b"2", "weerbericht.md": b"3"})
    token = files.look(file).token
    files.become({})
    found = files.look(file, token, hidden=lambda: ["weer/"])
    assert found.removed == ("a.md", "weerbericht.md")
    assert files.look(file, token).removed == ("a.md", "weer/b.md", "weerbericht.md")


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.sampled_from([b"", b"1", b"2"])),
        min_size=2,
        max_size=8,
    )
)
def test_every_token_tells_the_difference_between_its_look_and_the_last_one(states):
    folder = Path(tempfile.mkdtemp())
    try:
        file, files, looks = folder / "changes" / "x.db", Files(), []
        for state in states:
            files.become(state)
            looks.append((files.look(file).token, state))
        now = states[-1]
        for token, then in looks:
            found = files.look(file, token)
            assert set(found.added) == now.keys() - then.keys()
            assert set(found.removed) == then.keys() - now.keys()
            assert set(found.changed) == {p for p in now.keys() & then if now[p] != then[p]}
            assert found.token == looks[-1][0]
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    "token", ["", "x", "1", "-", "1-", "0-abc", "99-0123abcd", "１-a", "9" * 99 + "-a"]
)
def test_a_token_that_is_none_of_the_record_is_refused(files, file, token):
    files.look(file)
    with pytest.raises(UsageError) as refused:
        files.look(file, token)
    assert "newsctl changes" in refused.value.hint


def test_a_token_is_refused_by_a_record_that_was_made_anew_or_put_back(files, file, tmp_path):
    first = files.look(file).token
    shutil.copy(file, tmp_path / "copy")
    files.put("a.md", b"5")
    lost = files.look(file).token
    shutil.copy(tmp_path / "copy", file)
    files.put("b.md", b"6")
    assert files.look(file, first).changed == ("a.md", "b.md")
    with pytest.raises(UsageError, match="gone"):
        files.look(file, lost)
    file.unlink()
    files.look(file)
    with pytest.raises(UsageError, match="gone"):
        files.look(file, first)


def test_a_long_history_loses_its_older_half_and_the_tokens_from_before(files, file, monkeypatch):
    monkeypatch.setattr(revisions, "_MOST_HISTORY", 10)
    tokens = [files.look(file).token]
    for number in range(20):
        files.put("a.md", str(number).encode() * 2)
        tokens.append(files.look(file).token)
    with pytest.raises(UsageError, match="too old"):
        files.look(file, tokens[0])
    known = []
    for token in tokens:
        try:
            known.append(files.look(file, token).changed)
        except UsageError:
            assert not known
    assert 5 <= len(known) <= 11
    assert known == [("a.md",)] * (len(known) - 1) + [()]


def test_a_record_that_is_damaged_or_cannot_be_kept_is_told(files, file, tmp_path):
    files.look(file)
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(ArchiveError, match="damaged") as damaged:
        files.look(file)
    assert str(file) in damaged.value.hint
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="Cannot keep"):
        files.look(tmp_path / "file" / "x.db")


def test_another_newsctl_that_looks_is_waited_for_and_told(files, file, monkeypatch):
    monkeypatch.setattr(revisions, "_PATIENCE", 0.01)
    files.look(file)
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveBusy):
        files.look(file)
    other.close()


def test_a_look_that_fails_leaves_the_record_as_it_was(files, file):
    token = files.look(file).token
    files.put("a.md", b"7")

    def fails(path):
        raise RuntimeError(path)

    with pytest.raises(RuntimeError):
        Revisions(file).look(lambda: dict(files.stamps), fails)
    assert files.look(file, token).changed == ("a.md",)
