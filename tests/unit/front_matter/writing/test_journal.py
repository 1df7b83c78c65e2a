"""The journal: what it keeps for whom and how long, and how it bears damage."""

import os
import stat
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.errors import ArchiveError, TooLargeToKeep
from newsctl.front_matter.writing.journal import (
    Beginning,
    Damaged,
    End,
    Journal,
    line_of,
    record_in,
)

MOMENT = datetime(2019, 9, 4, 22, 7, 7, tzinfo=UTC)
STEP = Write("a.md", b"oud", b"nieuw")

texts = st.text(st.characters(exclude_categories=["Cs"]))
moments = st.datetimes(timezones=st.just(UTC))
records = st.one_of(
    st.builds(Write, texts, st.none() | st.binary(), st.binary()),
    st.builds(Move, texts, texts, st.binary()),
    st.builds(Beginning, texts, moments, *[st.lists(texts).map(tuple)] * 2),
    st.builds(End, st.integers(0), undoing=st.booleans()),
)


def beginning(*paths, command="set"):
    return Beginning(command, MOMENT, paths or ("a.md",), ())


def record(journal, *steps, command="set"):
    steps = steps or (STEP,)
    return journal.begin(beginning(*(step.path for step in steps), command=command), steps)


def kept(journal):
    return [entry.beginning.command for entry in journal.entries()]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "journal"


@given(records)
def test_a_record_is_one_line_and_reads_back_the_same(written):
    line = line_of(written)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert record_in(line) == written


@given(records, st.data())
def test_a_line_that_is_torn_or_damaged_is_known_as_such(written, data):
    line = bytearray(line_of(written))
    place = data.draw(st.integers(0, len(line) - 1))
    damaged = data.draw(st.sampled_from([line[:place], line[:place] + b"\0" + line[place + 1 :]]))
    with pytest.raises(Damaged):
        record_in(bytes(damaged))


def test_a_line_of_another_version_is_not_read():
    text = b'{"journal": 2, "command": "x"}'
    with pytest.raises(Damaged):
        record_in(b"%08x %s\n" % (zlib.crc32(text), text))


def test_the_bytes_of_a_small_edit_take_little_room():
    body = b" ".join(b"woord%d" % number for number in range(1000))
    line = line_of(Write("a.md", b"titel: oud\n" + body, b"titel: nieuw\n" + body))
    assert len(line) < len(line_of(Move("a.md", "b.md", b"titel: oud\n" + body))) + 200


def test_only_its_user_can_read_a_journal(folder):
    entry = record(Journal(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.file.stat().st_mode) == 0o600


def test_entries_come_the_newest_first_with_their_steps_and_ends(folder):
    journal = Journal(folder)
    first = record(journal, STEP, Move("b.md", "c.md", b"x"), command="first")
    journal.finish(first, End(1))
    record(journal, command="second")
    second, first = Journal(folder).entries()
    assert (second.beginning.command, second.end) == ("second", None)
    assert (first.beginning.command, first.end) == ("first", End(1))
    assert second.steps() == first.steps() == (STEP,)


def test_an_end_that_was_torn_is_as_none(folder):
    journal = Journal(folder)
    entry = record(journal)
    entry.file.write_bytes(entry.file.read_bytes() + line_of(End(1))[:-5])
    assert next(journal.entries()).end is None


def test_what_was_taken_back_is_no_entry_and_stays_in_the_folder(folder):
    journal = Journal(folder)
    journal.retire(record(journal, command="undone"))
    assert kept(journal) == []
    assert [file.suffix for file in folder.iterdir()] == [".undone"]
    record(journal, command="next")
    assert kept(journal) == ["next"]
    assert len(list(folder.iterdir())) == 2


def test_a_damaged_entry_is_passed_over_and_its_steps_are_refused(folder):
    journal = Journal(folder)
    steps = record(journal, command="damaged steps")
    begun = record(journal, command="damaged beginning")
    begun.file.write_bytes(b"\0" * 100)
    lines = steps.file.read_bytes().splitlines(keepends=True)
    steps.file.write_bytes(lines[0] + lines[1].replace(b"a.md", b"b.md"))
    assert kept(journal) == ["damaged steps"]
    with pytest.raises(ArchiveError, match="cannot be read"):
        next(journal.entries()).steps()


def test_a_pipe_in_the_place_of_a_record_is_not_waited_for(folder):
    journal = Journal(folder)
    begun = record(journal)
    begun.file.unlink()
    os.mkfifo(begun.file)
    assert kept(journal) == []
    with pytest.raises(ArchiveError, match="cannot be read"):
        begun.steps()


def test_what_another_writes_stays_until_the_journal_is_tidied(folder):
    journal = Journal(folder)
    record(journal)
    draft = folder / f".newsctl-{'0' * 16}.tmp"
    draft.touch()
    record(journal)
    assert draft.exists()
    journal.tidy()
    assert not draft.exists()


def test_a_record_that_lacks_steps_is_refused(folder):
    journal = Journal(folder)
    entry = record(journal)
    entry.file.write_bytes(entry.file.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(ArchiveError, match="cannot be read"):
        entry.steps()


def test_other_files_in_the_folder_are_let_be(folder):
    folder.mkdir(parents=True)
    (folder / "leesmij.change").write_text("hallo")
    journal = Journal(folder)
    record(journal)
    assert len(kept(journal)) == 1
    assert (folder / "leesmij.change").exists()


def test_the_oldest_changes_go_and_those_that_were_taken_back_first(folder):
    journal = Journal(folder, most_changes=3)
    for number in range(4):
        record(journal, command=str(number))
    assert kept(journal) == ["3", "2", "1"]
    journal.retire(next(journal.entries()))
    record(journal, command="4")
    assert kept(journal) == ["4", "2", "1"]
    assert len(list(folder.iterdir())) == 3


def test_the_oldest_changes_go_when_there_is_no_more_room(folder):
    size = record(Journal(folder)).file.stat().st_size
    journal = Journal(folder, most_bytes=3 * size)
    for number in range(4):
        record(journal, command=f"s{number}"[:3])
    assert kept(journal) == ["s3", "s2", "s1"]


def test_a_change_that_takes_all_the_room_is_refused_and_nothing_else_goes(folder):
    record(Journal(folder))
    with pytest.raises(TooLargeToKeep):
        record(Journal(folder, most_bytes=50))
    assert kept(Journal(folder)) == ["set"]
    assert len(list(folder.iterdir())) == 1
