"""A small archive, and changes of every kind of it, to carry out, to break off and to take back."""

from __future__ import annotations

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.settings import Settings
from newsctl.front_matter.writer import MarkdownWriter
from newsctl.front_matter.writing.archive_files import TRASH
from newsctl.front_matter.writing.write_lock import WriteLock

ADDED = Write("_posts/2019/x.md", None, b"een nieuwe post")


def change(*steps):
    return Change("set bron=NOS", steps)


def replacing(name):
    return Write(f"{name}.md", f"oud {name}".encode(), f"nieuw {name}".encode())


def moving(name, to, data=None):
    return Move(f"{name}.md", to, data or f"oud {name}".encode())


KINDS = {
    "add": change(ADDED),
    "replace": change(replacing("a"), replacing("b"), replacing("c")),
    "move": change(moving("a", "diep/in/a.md")),
    "remove": change(moving("c", ".newsctl-trash/c.md"), moving("b", ".newsctl-trash/b.md")),
    "change and move": change(replacing("a"), moving("a", "d.md", b"nieuw a")),
    "swap": change(
        moving("a", "t.md"), moving("b", "a.md"), Move("t.md", "b.md", b"oud a")
    ),
    "all": change(ADDED, replacing("a"), replacing("b"), moving("c", ".newsctl-trash/c.md")),
}  # fmt: skip


def make_archive(folder):
    """Make a folder with three posts."""
    folder.mkdir(parents=True)
    for name in "abc":
        (folder / f"{name}.md").write_bytes(f"oud {name}".encode())
    return folder


def writer_of(root, **options):
    """Return a writer whose lock and journal are beside the archive."""
    kept = {"lock": WriteLock(root.parent / "lock"), "journal": root.parent / "journal"}
    return MarkdownWriter(root, Settings(), **(kept | options))


def unheard(_done, _total):
    """Take progress and do nothing with it."""


def tree(folder):
    """Return all that is below a folder: files with their bytes, folders with None.

    What the trash says of itself is left out.
    """
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if path.parent.name != TRASH or path.name not in {".gitignore", ".contents"}
    }


def outside_the_trash(files):
    """Leave out the trash, where a post is that was added and taken back."""
    return {path: data for path, data in files.items() if not path.startswith(TRASH)}


def files_of(folder):
    """Return the files below a folder with their bytes."""
    return {path: data for path, data in tree(folder).items() if data is not None}


def files_after(files, steps):
    """Return what files become by steps."""
    files = dict(files)
    for step in steps:
        if isinstance(step, Move):
            files[step.to] = files.pop(step.path)
        else:
            files[step.path] = step.after
    return files


def states(files, steps):
    """Return for each path what it holds at the beginning and after one or more steps."""
    found = {path: {data} for path, data in files.items()}
    for number in range(1, len(steps) + 1):
        after = files_after(files, steps[:number])
        for path in {*found, *after}:
            found.setdefault(path, {None}).add(after.get(path))
    return found
