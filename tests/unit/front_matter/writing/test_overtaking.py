"""What another program writes at the very moment at which newsctl changes a file."""

import fcntl
import os

import pytest

from newsctl.core.archive.file_changes import Write
from newsctl.core.errors import ArchiveError
from newsctl.storage import atomic
from tests.changes import change, files_of, make_archive, moving, replacing, tree, writer_of
from tests.changes import unheard as quietly

HAND = b"met de hand"


@pytest.fixture
def root(tmp_path):
    return make_archive(tmp_path / "archief")


def save(path):
    """Save a file as most editors do: a new one, which then gets the name."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(HAND)
    os.replace(draft, path)  # noqa: PTH105  another program's, which is not patched


def save_in_place(path):
    path.write_bytes(HAND)


SAVING = pytest.mark.parametrize("saving", [save, save_in_place])
EXCHANGING = pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "no exchange"])


@pytest.fixture
def just_before(monkeypatch):
    """Have something done just before the first call of a function of a module."""

    def _just_before(module, name, do):
        real, done = getattr(module, name), []

        def call(*arguments, **options):
            if not done:
                done.append(do())
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, call)

    return _just_before


@SAVING
@EXCHANGING
def test_a_file_that_is_saved_just_before_it_would_be_replaced_stays(
    root, just_before, monkeypatch, saving, exchanges
):
    if not exchanges:
        monkeypatch.setattr(atomic, "exchange", lambda *_: False)
    just_before(atomic, "exchange", lambda: saving(root / "b.md"))
    with pytest.raises(ArchiveError, match=r"b\.md was changed by another program") as stopped:
        # the first exchange is that of b
        writer_of(root).carry_out(change(replacing("b"), replacing("c")), quietly)
    assert stopped.value.hint is None
    assert files_of(root) == {"a.md": b"oud a", "b.md": HAND, "c.md": b"oud c"}


@SAVING
def test_a_file_that_is_saved_just_before_undo_would_replace_it_stays(root, just_before, saving):
    writer = writer_of(root)
    writer.carry_out(change(replacing("b")), quietly)
    just_before(atomic, "exchange", lambda: saving(root / "b.md"))
    with pytest.raises(ArchiveError, match=r"b\.md was changed by another program"):
        writer.take_back(quietly)
    assert files_of(root)["b.md"] == HAND


@pytest.mark.parametrize("when", ["link", "fsync"])
def test_a_file_that_is_saved_while_it_moves_stays(root, just_before, when):
    made = writer_of(root)
    writer = writer_of(root, journal=None)
    just_before(os, when, lambda: save(root / "b.md"))
    with pytest.raises(ArchiveError, match=r"b\.md was changed by another program"):
        writer.carry_out(change(moving("b", "n.md")), quietly)
    assert files_of(root) == {"a.md": b"oud a", "b.md": HAND, "c.md": b"oud c"}
    assert not made.history()


def test_a_file_that_is_written_to_while_it_moves_goes_along(root, just_before):
    just_before(os, "fsync", lambda: save_in_place(root / "b.md"))
    writer_of(root, journal=None).carry_out(change(moving("b", "n.md")), quietly)
    assert files_of(root) == {"a.md": b"oud a", "n.md": HAND, "c.md": b"oud c"}


def test_what_a_killed_writer_had_no_look_at_is_in_the_trash(root):
    writer = writer_of(root)
    writer.carry_out(change(replacing("b")), quietly)
    kept, known = root / f".newsctl-{'0' * 16}.aside", root / f".newsctl-{'1' * 16}.aside"
    kept.write_bytes(HAND)
    known.write_bytes(b"oud b")
    with writer.changing():
        writer.carry_out(change(replacing("a")), quietly)
    found = files_of(root)
    assert found.pop(f".newsctl-trash/{kept.name}") == HAND
    assert not any("aside" in path for path in found if "trash" not in path)


@pytest.mark.parametrize("other", ["", "binnen"])
def test_what_a_writer_of_a_nested_archive_is_at_is_left_alone(tmp_path, other):
    """Another process has the lock of an archive around this one, or within it."""
    root = make_archive(tmp_path / "archief")
    (root / "binnen").mkdir()
    (root / "binnen" / "d.md").write_bytes(b"oud d")
    temporary = root / "binnen" / f".newsctl-{'0' * 16}.tmp"
    temporary.write_bytes(HAND)
    writer = writer_of(root)
    edit = Write("binnen/d.md", b"oud d", b"nieuw d")
    descriptor = os.open(root / other if other else tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with writer.changing():
            writer.carry_out(change(edit), quietly)
        assert temporary.exists()
    finally:
        os.close(descriptor)
    with writer.changing():
        writer.carry_out(change(Write("binnen/d.md", b"nieuw d", b"oud d")), quietly)
    assert not temporary.exists()


def test_files_that_newsctl_did_not_make_are_left_alone(root):
    mine = {".newsctl-mijn-notities.tmp", ".newsctl-123.aside", f".newsctl-{'0' * 16}.md"}
    for name in mine:
        (root / name).write_bytes(b"van mij")
    writer = writer_of(root)
    with writer.changing():
        writer.carry_out(change(replacing("a")), quietly)
    assert mine <= tree(root).keys()
