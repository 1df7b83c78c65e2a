from datetime import UTC, datetime, timedelta

import pytest

from newsctl.core.file_changes import Change, Move, Write
from newsctl.core.settings import Settings
from newsctl.front_matter.writer import MarkdownWriter

MOMENT = datetime(2019, 9, 4, 22, 7, 7, tzinfo=UTC)


def unheard(_done, _total):
    pass


def tree(folder):
    """Return all below a folder: files with their bytes, folders with None."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


@pytest.fixture
def root(tmp_path):
    """An archive in a folder with a space in its name."""
    folder = tmp_path / "mijn archief"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.md").write_bytes(f"oud {name}".encode())
    return folder


@pytest.fixture
def writer(root, tmp_path):
    moments = iter(MOMENT + timedelta(minutes=number) for number in range(1000))
    return MarkdownWriter(
        root,
        Settings(),
        lock=tmp_path / "lock",
        journal=tmp_path / "journal",
        clock=lambda: next(moments),
    )


def change(*steps, command="set bron=NOS"):
    return Change(command, steps)


def replacing(name):
    return Write(f"{name}.md", f"oud {name}".encode(), f"nieuw {name}".encode())


ADDED = Write("_posts/2019/x.md", None, b"een post")
REMOVED = Move("c.md", ".newsctl-trash/c.md", b"oud c")
KINDS = {
    "add": change(ADDED),
    "replace": change(replacing("a"), replacing("b"), replacing("c")),
    "move": change(Move("a.md", "diep/in/a.md", b"oud a")),
    "remove": change(REMOVED, Move("b.md", ".newsctl-trash/b.md", b"oud b")),
    "change and move": change(replacing("a"), Move("a.md", "d.md", b"nieuw a")),
    "swap": change(
        Move("a.md", "t.md", b"oud a"),
        Move("b.md", "a.md", b"oud b"),
        Move("t.md", "b.md", b"oud a"),
    ),
    "all": change(ADDED, replacing("a"), replacing("b"), REMOVED),
}
KIND = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)


def after(before, made):
    """Return the files that a change leads to, without its folders."""
    files = {path: data for path, data in before.items() if data is not None}
    for step in made.steps:
        if isinstance(step, Move):
            files[step.to] = files.pop(step.path)
        else:
            files[step.path] = step.after
    return files


@KIND
def test_a_change_does_what_its_steps_say_and_undo_gives_every_byte_back(writer, root, made):
    before = tree(root)
    writer.carry_out(made, unheard)
    assert {path: data for path, data in tree(root).items() if data is not None} == after(
        before, made
    )
    (past,) = writer.history()
    assert (past.number, past.command, past.moment) == (1, "set bron=NOS", MOMENT)
    assert past.paths == tuple(step.path for step in made.steps)
    assert past.is_whole
    assert writer.take_back(unheard) == past
    assert tree(root) == before
    assert not writer.history()
