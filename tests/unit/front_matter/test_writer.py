"""The writer of an archive: what its changes do, which it refuses, and what it takes back."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.archive.file_changes import (
    Change,
    ChangedMeanwhile,
    Conflict,
    Move,
    PlanOutdated,
    Write,
)
from newsctl.core.errors import ArchiveError, EditRefused, TooLargeToKeep
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.post import Draft, PostSummary
from newsctl.core.settings import Settings
from newsctl.front_matter.writer import MarkdownWriter
from newsctl.front_matter.writing.archive_files import TRASH
from newsctl.storage.atomic import FileMove
from tests.changes import (
    ADDED,
    KINDS,
    change,
    files_after,
    files_of,
    make_archive,
    moving,
    outside_the_trash,
    replacing,
    tree,
    unheard,
    writer_of,
)

MOMENT = datetime(2019, 9, 4, 22, 7, 7, tzinfo=UTC)
KIND = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)


@pytest.fixture
def root(tmp_path):
    return make_archive(tmp_path / "mijn archief")


@pytest.fixture
def writer(root):
    moments = iter(MOMENT + timedelta(minutes=number) for number in range(1000))
    return writer_of(root, clock=lambda: next(moments))


@KIND
def test_a_change_does_what_its_steps_say_and_undo_gives_every_byte_back(writer, root, made):
    before = tree(root)
    writer.carry_out(made, unheard)
    assert files_of(root) == files_after(before, made.steps)
    (past,) = writer.history()
    assert (past.number, past.command, past.moment) == (1, "set bron=NOS", MOMENT)
    assert past.paths == tuple(step.path for step in made.steps)
    assert past.is_whole
    assert writer.take_back(unheard) == past
    assert outside_the_trash(tree(root)) == before
    assert not writer.history()


def test_changes_are_taken_back_from_the_newest_to_the_oldest(writer, root):
    contents = [files_of(root)]
    for number in range(3):
        data = (root / "a.md").read_bytes()
        writer.carry_out(change(Write("a.md", data, f"versie {number}".encode())), unheard)
        contents.append(files_of(root))
    assert [past.number for past in writer.history()] == [1, 2, 3]
    assert [past.moment.minute for past in writer.history()] == [9, 8, 7]
    for _ in range(3):
        contents.pop()
        writer.take_back(unheard)
        assert files_of(root) == contents[-1]
    assert writer.take_back(unheard) is None


def test_progress_counts_the_steps(writer):
    told = []
    writer.carry_out(KINDS["replace"], lambda done, total: told.append((done, total)))
    writer.take_back(lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)] * 2


@pytest.mark.parametrize(
    ("step", "conflict"),
    [
        (Write("a.md", b"anders", b"x"), Conflict("a.md", b"anders", b"oud a")),
        (Write("weg.md", b"er", b"x"), Conflict("weg.md", b"er", None)),
        (Write("a.md", None, b"x"), Conflict("a.md", None, b"oud a")),
        (Move("a.md", "n.md", b"anders"), Conflict("a.md", b"anders", b"oud a")),
        (Move("weg.md", "n.md", b"er"), Conflict("weg.md", b"er", None)),
        (Move("a.md", "b.md", b"oud a"), Conflict("b.md", None, b"oud b")),
    ],
)
def test_what_is_not_as_planned_stops_all_of_a_change(writer, root, step, conflict):
    before = tree(root)
    with pytest.raises(PlanOutdated) as stopped:
        writer.carry_out(change(replacing("c"), step), unheard)
    assert stopped.value.conflicts == (conflict,)
    assert (stopped.value.exit_code, stopped.value.hint) == (75, "Nothing was done. Try again.")
    assert tree(root) == before
    assert not writer.history()


def test_two_steps_cannot_have_one_path(writer, root):
    before = tree(root)
    with pytest.raises(ChangedMeanwhile, match=r"n\.md is there already"):
        writer.carry_out(change(moving("a", "n.md"), moving("b", "n.md")), unheard)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("_posts/2019/x.md", b"met de hand"),
        ("a.md", b"met de hand"),
        ("a.md", None),
        (".newsctl-trash/c.md", b"met de hand"),
        (".newsctl-trash/c.md", None),
    ],
)
def test_undo_leaves_everything_when_one_file_was_changed_since(writer, root, path, found):
    writer.carry_out(KINDS["all"], unheard)
    expected = (root / path).read_bytes()
    (root / path).unlink()
    if found is not None:
        (root / path).write_bytes(found)
    since = tree(root)
    with pytest.raises(ChangedMeanwhile) as stopped:
        writer.take_back(unheard)
    assert stopped.value.conflicts == (Conflict(path, expected, found),)
    assert stopped.value.exit_code == 3, "to try again is no use"
    assert tree(root) == since
    assert len(writer.history()) == 1


def test_undo_leaves_everything_when_an_old_name_is_taken_again(writer, root):
    writer.carry_out(KINDS["remove"], unheard)
    (root / "c.md").write_bytes(b"een ander")
    with pytest.raises(ChangedMeanwhile) as stopped:
        writer.take_back(unheard)
    assert stopped.value.conflicts == (Conflict("c.md", None, b"een ander"),)


def test_undo_takes_what_was_put_back_by_hand_for_undone(writer, root):
    before = tree(root)
    writer.carry_out(KINDS["replace"], unheard)
    (root / "b.md").write_bytes(b"oud b")
    writer.take_back(unheard)
    assert tree(root) == before


def test_undo_takes_a_new_post_that_is_gone_for_undone(writer, root):
    before = files_of(root)
    writer.carry_out(KINDS["all"], unheard)
    (root / "_posts/2019/x.md").unlink()
    writer.take_back(unheard)
    assert files_of(root) == before


def test_undo_leaves_folders_that_something_else_is_in(writer, root):
    writer.carry_out(change(ADDED), unheard)
    (root / "_posts/y.md").write_bytes(b"van een ander")
    writer.take_back(unheard)
    left = outside_the_trash(tree(root))
    assert set(left) == {"a.md", "b.md", "c.md", "_posts", "_posts/y.md"}


def test_undo_of_a_change_that_could_not_be_finished_leaves_what_it_never_came_to(writer, root):
    def meddling(done, _total):
        if done == 1:
            (root / "b.md").write_bytes(b"net veranderd")

    before = files_of(root)
    with pytest.raises(ArchiveError, match=r"b\.md was changed by another program") as stopped:
        writer.carry_out(KINDS["replace"], meddling)
    assert stopped.value.hint == "1 of 3 posts were changed before that."
    (past,) = writer.history()
    assert (past.done, past.is_whole) == (1, False)
    writer.take_back(unheard)
    assert files_of(root) == before | {"b.md": b"net veranderd"}


@pytest.mark.slow
def test_of_many_new_files_that_are_written_side_by_side_those_before_one_that_cannot_be_stay(
    writer, root
):
    before = files_of(root)
    steps = [Write(f"nieuw/{number}.md", None, b"nieuw") for number in range(130)]

    def meddling(done, _total):
        if done == 64:
            (root / "nieuw/70.md").write_bytes(b"van een ander")

    with pytest.raises(ArchiveError, match=r"nieuw/70\.md is there already") as stopped:
        writer.carry_out(change(*steps), meddling)
    assert stopped.value.hint == "70 of 130 posts were changed before that."
    there = {f"nieuw/{number}.md": b"nieuw" for number in range(70)}
    of_another = {"nieuw/70.md": b"van een ander"}
    assert files_of(root) == before | there | of_another
    (past,) = writer.history()
    assert (past.done, past.is_whole) == (70, False)
    writer.take_back(unheard)
    assert outside_the_trash(files_of(root)) == before | of_another


MANY = [Write(f"nieuw/{number:03}.md", None, b"%d" % number) for number in range(130)]


@pytest.mark.slow
def test_of_many_moves_the_ones_before_one_that_fails_are_made(writer, root):
    writer.carry_out(change(*MANY), unheard)
    moves = [Move(step.path, f"ander/{step.path}", step.after) for step in MANY]

    def meddling(done, _total):
        if done == 64:
            (root / moves[70].path).write_bytes(b"van een ander")

    with pytest.raises(ArchiveError, match=r"nieuw/070\.md was changed") as stopped:
        writer.carry_out(change(*moves), meddling)
    assert stopped.value.hint == "70 of 130 posts were changed before that."
    assert [(root / move.to).exists() for move in moves] == [True] * 70 + [False] * 60
    assert [(root / move.path).exists() for move in moves] == [False] * 70 + [True] * 60
    assert writer.history()[0].done == 70
    writer.take_back(unheard)
    assert sorted(path.name for path in (root / "nieuw").iterdir()) == [
        move.path.partition("/")[2] for move in moves
    ]


@pytest.mark.slow
@pytest.mark.parametrize("fails", ["begin", "end"])
def test_undo_of_many_that_fails_can_go_on(writer, root, monkeypatch, fails):
    before = files_of(root)
    writer.carry_out(change(*MANY), unheard)
    real = getattr(FileMove, fails)

    def failing(move):
        if move.path.name == "040.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(move)

    with monkeypatch.context() as patched:
        patched.setattr(FileMove, fails, failing)
        with pytest.raises(ArchiveError, match=r"Cannot write .*040\.md"):
            writer.take_back(unheard)
    kept = {path.name for path in (root / "nieuw").iterdir()}
    assert "040.md" in kept
    assert {path.name for path in (root / TRASH / "nieuw").iterdir()}.isdisjoint(kept)
    writer.take_back(unheard)
    assert outside_the_trash(files_of(root)) == before
    assert {path.name for path in (root / TRASH / "nieuw").iterdir()} == {
        f"{number:03}.md" for number in range(130)
    }


def test_undo_of_a_removal_that_was_stopped_leaves_what_was_edited_since(writer, root, monkeypatch):
    ended = FileMove.end

    def ending(move):
        if move.path.name == "b.md":
            raise KeyboardInterrupt
        ended(move)

    with monkeypatch.context() as patched:
        patched.setattr(FileMove, "end", ending)
        with pytest.raises(KeyboardInterrupt):
            writer.carry_out(KINDS["remove"], unheard)
    assert writer.history()[0].done == 1
    (root / "b.md").write_bytes(b"met de hand")
    writer.take_back(unheard)
    assert files_of(root) == {"a.md": b"oud a", "b.md": b"met de hand", "c.md": b"oud c"}


@pytest.mark.parametrize(
    ("step", "path"),
    [(ADDED, ADDED.path), (replacing("b"), "b.md"), (moving("c", "n.md"), "n.md")],
    ids=["added", "replaced", "moved"],
)
def test_undo_stops_at_a_file_that_is_changed_while_it_runs_and_can_go_on(writer, root, step, path):
    def meddling(_done, _total):
        (root / path).write_bytes(b"net veranderd")

    before = files_of(root)
    writer.carry_out(change(step, replacing("a")), unheard)
    kept = (root / path).read_bytes()
    with pytest.raises(ArchiveError, match="just now"):
        writer.take_back(meddling)
    assert (root / path).read_bytes() == b"net veranderd"
    (root / path).write_bytes(kept)
    assert writer.history()[0].done == 1
    writer.take_back(unheard)
    assert outside_the_trash(files_of(root)) == before


def test_what_shall_not_be_kept_is_not_in_the_history(writer, root):
    writer.carry_out(KINDS["replace"], unheard, keep=False)
    assert (root / "a.md").read_bytes() == b"nieuw a"
    assert not writer.history()


def test_where_the_journal_cannot_be_written_nothing_is_done_unless_it_is_not_kept(root, tmp_path):
    (tmp_path / "file").touch()
    writer = writer_of(root, journal=tmp_path / "file" / "journal")
    with pytest.raises(ArchiveError, match="Cannot record the change") as refused:
        writer.carry_out(KINDS["replace"], unheard)
    assert "NEWSCTL_DATA" in refused.value.hint
    assert (root / "a.md").read_bytes() == b"oud a"
    writer.carry_out(KINDS["replace"], unheard, keep=False)
    assert (root / "a.md").read_bytes() == b"nieuw a"
    assert not writer.history()


def test_what_is_too_large_to_keep_is_not_done(writer, root, monkeypatch):
    monkeypatch.setattr(writer._journal, "_most_bytes", 200)
    with pytest.raises(TooLargeToKeep, match="undo"):
        writer.carry_out(KINDS["replace"], unheard)
    assert (root / "a.md").read_bytes() == b"oud a"
    assert not any((root.parent / "journal").iterdir())


def test_a_replaced_file_keeps_its_mode_and_its_attributes(writer, root):
    post = root / "a.md"
    post.chmod(0o640)
    kept = _marked(post)
    writer.carry_out(KINDS["replace"], unheard)
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert _mark(post) == kept
    writer.take_back(unheard)
    assert (stat.S_IMODE(post.stat().st_mode), _mark(post)) == (0o640, kept)


def _marked(post):
    try:
        os.setxattr(post, "user.kleur", b"rood")
    except (AttributeError, OSError):  # macOS; a file system without attributes
        return None
    return b"rood"


def _mark(post):
    return os.getxattr(post, "user.kleur") if _marked(post) else None


def test_a_link_inside_the_archive_stays_one_and_its_file_changes(writer, root):
    (root / "link.md").symlink_to("a.md")
    writer.carry_out(change(Write("link.md", b"oud a", b"nieuw")), unheard)
    assert (root / "link.md").is_symlink()
    assert (root / "a.md").read_bytes() == b"nieuw"
    writer.take_back(unheard)
    assert (root / "a.md").read_bytes() == b"oud a"


def test_a_link_is_not_moved_nor_the_file_that_it_leads_to(writer, root):
    (root / "link.md").symlink_to("a.md")
    before = tree(root)
    with pytest.raises(ArchiveError, match=r"link\.md is a link"):
        writer.carry_out(change(Move("link.md", "n.md", b"oud a")), unheard)
    assert tree(root) == before


def test_a_file_that_is_two_posts_is_changed_once(writer, root):
    (root / "link.md").symlink_to("a.md")
    both = change(Write("a.md", b"oud a", b"nieuw"), Write("link.md", b"oud a", b"nieuw"))
    writer.carry_out(both, unheard)
    assert (root / "a.md").read_bytes() == b"nieuw"
    assert writer.history()[0].is_whole
    writer.take_back(unheard)
    assert (root / "a.md").read_bytes() == b"oud a"


def test_no_link_out_of_the_archive_is_written_through(writer, root, tmp_path):
    (tmp_path / "buiten.md").write_bytes(b"buiten")
    (root / "link.md").symlink_to(tmp_path / "buiten.md")
    (root / "map").symlink_to(tmp_path)
    for step in (
        Write("link.md", b"buiten", b"x"),
        Write("map/buiten.md", b"buiten", b"x"),
        Write("../buiten.md", b"buiten", b"x"),
        Move("a.md", "map/a.md", b"oud a"),
        Move("map/buiten.md", "n.md", b"buiten"),
        Move("link.md", "n.md", b"buiten"),
    ):
        with pytest.raises(ArchiveError, match=r"archive|is a link"):
            writer.carry_out(change(replacing("b"), step), unheard)
    assert (tmp_path / "buiten.md").read_bytes() == b"buiten"
    assert (root / "b.md").read_bytes() == b"oud b"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
@pytest.mark.parametrize("protected", [".", "a.md"])
def test_what_is_protected_from_writing_stops_all_of_a_change(writer, root, protected):
    (root / protected).chmod(0o500)
    try:
        with pytest.raises(ArchiveError, match="protected from writing"):
            writer.carry_out(KINDS["replace"], unheard)
    finally:
        (root / protected).chmod(0o700)
    assert (root / "b.md").read_bytes() == b"oud b"


def test_a_file_that_may_not_be_written_stops_all_of_a_change(writer, root, monkeypatch):
    monkeypatch.setattr(os, "access", lambda file, _: Path(file).name != "b.md")
    with pytest.raises(ArchiveError, match=r"b\.md is protected from writing; nothing was done"):
        writer.carry_out(KINDS["replace"], unheard)
    assert (root / "a.md").read_bytes() == b"oud a"


def test_the_next_writer_removes_what_a_killed_one_left(writer, root):
    left = root / ".newsctl-0123456789abcdef.tmp"
    left.write_bytes(b"half")
    writer.carry_out(KINDS["replace"], unheard)
    assert left.exists(), "without the lock it may be at work"
    with writer.changing():
        writer.take_back(unheard)
    assert not left.exists()


def test_a_name_without_unicode_beside_the_posts_is_left_alone(writer, root):
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.md")).write_bytes(b"latin")
    except OSError:
        pytest.skip("names are Unicode here")
    before = tree(root)
    writer.carry_out(KINDS["all"], unheard)
    writer.take_back(unheard)
    assert outside_the_trash(tree(root)) == before


def test_names_keep_the_form_of_unicode_that_they_have(writer, root):
    name = "cafe\u0301.md"
    (root / name).write_bytes(b"oud")
    writer.carry_out(
        change(Write(name, b"oud", b"nieuw"), Move(name, f".newsctl-trash/{name}", b"nieuw")),
        unheard,
    )
    assert (root / ".newsctl-trash" / name).read_bytes() == b"nieuw"
    writer.take_back(unheard)
    assert (root / name).read_bytes() == b"oud"


def test_of_many_writers_each_sees_what_the_one_before_it_did(root):
    def count_on(_):
        writer = writer_of(root)
        with writer.changing():
            old = (root / "a.md").read_bytes()
            writer.carry_out(change(Write("a.md", old, old + b"+")), unheard)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_on, range(16)))
    assert (root / "a.md").read_bytes() == b"oud a" + 16 * b"+"
    assert len(writer_of(root).history()) == 16


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_any_row_of_moves_and_writes_is_taken_back_wherever_it_was_stopped(
    tmp_path_factory, names, data
):
    root = make_archive(tmp_path_factory.mktemp("w") / "archief")
    writer = writer_of(root)
    before, files, steps = tree(root), files_of(root), []
    for number, letter in enumerate(names):
        path = data.draw(st.sampled_from(sorted(files)))
        to = f"{letter}{number % 2}.md"
        if data.draw(st.booleans()) and to not in files:
            steps.append(Move(path, to, files[path]))
        else:
            steps.append(Write(path, files[path], f"{number}".encode()))
        files = files_after(files, steps[-1:])
    last = data.draw(st.integers(1, len(steps)))
    taken = []

    def stopping(done, _total):
        taken.append(done)
        if done >= last:  # files that have nothing to do with one another move together
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.carry_out(Change("x", tuple(steps)), stopping)
    assert files_of(root) == files_after(before, steps[: taken[-1]])
    writer.take_back(unheard)
    assert tree(root) == before


def summary(path, title="Een: titel", date=MOMENT):
    return PostSummary(path, title, date.isoformat() if date else "", {})


@pytest.mark.parametrize(
    ("path", "pattern", "renamed"),
    [
        ("_posts/2018/oud.md", "{date}-{slug}.md", "_posts/2018/2019-09-05-een-titel.md"),
        ("oud.markdown", "{date}-{slug}.md", "2019-09-05-een-titel.markdown"),
        ("2019-09-05-een-titel.md", "{date}-{slug}.md", "2019-09-05-een-titel.md"),
        ("x/oud.md", "{year}/{month}/{slug}.md", "x/een-titel.md"),
    ],
)
def test_a_name_is_made_of_date_and_title_and_the_folder_stays(root, path, pattern, renamed):
    writer = MarkdownWriter(root, Settings(filename=pattern), lock=None, journal=None)
    assert writer.path_after(summary(path)) == renamed


@pytest.mark.parametrize("name", ["index.md", "_index.md", "index.en.md", "x/y/index.nl-BE.md"])
def test_a_page_of_its_folder_keeps_its_name(writer, name):
    with pytest.raises(EditRefused, match="has its name from its folder"):
        writer.path_after(summary(name))


@pytest.mark.parametrize("name", ["blog/2019/09/05-oud.md", "2019/09/05/oud.md"])
def test_a_date_of_folders_stays_theirs(writer, name):
    with pytest.raises(EditRefused, match="has its date from its folders"):
        writer.path_after(summary(name))


@pytest.mark.parametrize("name", ["oud.md", "oud.en.md", "oud.zh-Hans.md"])
def test_a_translation_keeps_the_name_that_it_shares(root, writer, name):
    for language in ("", ".en", ".zh-Hans"):
        (root / f"oud{language}.md").write_text("x")
    with pytest.raises(EditRefused, match="shares its name with its translation oud"):
        writer.path_after(summary(name))


@pytest.mark.parametrize("other", ["oud.en.txt", "oude.en.md", "oud.english.md", "oud.2.md"])
def test_a_post_that_is_no_translation_is_named_anew(root, writer, other):
    for name in ("oud.md", other):
        (root / name).write_text("x")
    assert writer.path_after(summary("oud.md")) == "2019-09-05-een-titel.md"


def test_a_language_stays_in_a_name(writer):
    assert writer.path_after(summary("x/oud.en.md")) == "x/2019-09-05-een-titel.en.md"


def test_a_post_without_a_date_gets_no_name(writer):
    with pytest.raises(EditRefused, match="no date"):
        writer.path_after(summary("oud.md", date=None))


def test_a_draft_is_named_by_the_pattern_of_the_archive(root):
    settings = Settings(filename="{year}/{date}-{slug}.md")
    writer = MarkdownWriter(root, settings, lock=None, journal=None)
    assert writer.compose(Draft("Titel", MOMENT, {}, "x"))[0] == "2019/2019-09-05-titel.md"


def test_the_trash_keeps_every_version_of_a_post(writer, root):
    first = writer.path_in_trash("_posts/a.md")
    assert first == ".newsctl-trash/_posts/a.md"
    for taken in (first, f"{first}.~2~"):
        (root / taken).parent.mkdir(parents=True, exist_ok=True)
        (root / taken).touch()
    assert writer.path_in_trash("_posts/a.md") == ".newsctl-trash/_posts/a.md.~3~"


def test_values_are_edited_in_the_bytes_of_a_post(writer):
    data = b"---\ntitle: T\n---\nx"
    assert writer.edited(data, [SetValue("title", "Nieuw")]) == b"---\ntitle: Nieuw\n---\nx"


@pytest.fixture
def synchronised(monkeypatch):
    """Return what is synchronised, in that order, as inodes."""
    inodes, real = [], os.fsync

    def fsync(descriptor):
        inodes.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return inodes


def test_files_their_folders_and_the_journal_reach_the_disk_in_an_order_that_bears_a_crash(
    writer, root, synchronised
):
    writer.carry_out(KINDS["all"], unheard)
    journal = root.parent / "journal"
    (record,) = journal.glob("*.change")
    inode = {path: (root / path).stat().st_ino for path in (*tree(root), ".")}
    assert synchronised[:2] == [record.stat().st_ino, journal.stat().st_ino]
    assert synchronised[-1] == record.stat().st_ino, "how far it came is the last that is said"
    for path in ("_posts", "_posts/2019", ".newsctl-trash", "."):
        assert inode[path] in synchronised[2:], path
    for path in (ADDED.path, "a.md", "b.md"):
        file, folder = inode[path], inode[Path(path).parent.as_posix()]
        assert synchronised.index(file) < _last(synchronised, folder), path
    assert synchronised.index(inode["."]) < synchronised.index(inode["_posts"])


def test_what_is_taken_back_reaches_the_disk_before_the_journal_says_so(writer, root, synchronised):
    writer.carry_out(KINDS["all"], unheard)
    synchronised.clear()
    writer.take_back(unheard)
    journal = root.parent / "journal"
    (record,) = journal.glob("*.undone")
    assert synchronised[0] == record.stat().st_ino
    assert synchronised[-1] == journal.stat().st_ino
    old = synchronised.index((root / "a.md").stat().st_ino)
    assert old < _last(synchronised, root.stat().st_ino)


def _last(inodes, inode):
    return max(place for place, one in enumerate(inodes) if one == inode)


def test_redo_does_what_the_change_did(writer, root):
    for kind in KINDS.values():
        before = outside_the_trash(tree(root))
        writer.carry_out(kind, unheard)
        after = tree(root)
        writer.take_back(unheard)
        (undone,) = writer.undone()
        assert (undone.command, undone.is_whole) == (kind.command, True)
        assert writer.redo(unheard) == undone
        assert outside_the_trash(tree(root)) == outside_the_trash(after)
        assert writer.redo(unheard) is None
        writer.take_back(unheard)
        assert outside_the_trash(tree(root)) == before


def test_steps_that_do_nothing_are_not_taken_nor_recorded(writer):
    same = change(Write("a.md", b"oud a", b"oud a"), Move("b.md", "b.md", b"oud b"))
    writer.carry_out(same, unheard)
    assert not writer.history()
    writer.carry_out(change(*same.steps, replacing("c")), unheard)
    assert [past.paths for past in writer.history()] == [("c.md",)]
