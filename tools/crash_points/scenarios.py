"""The runs of the program that are killed, each on a small archive made for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "newsctl")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command that is killed, and the commands that come before it."""

    name: str
    command: tuple[str, ...]
    first: tuple[tuple[str, ...], ...] = ()


_ADD = ("add", "Nieuws", "--body", "Tekst.", "--date", "2019-09-05 12:00")
_SET = ("set", "bron=NOS", "--all", "--yes")
_RENAME = ("rename", "2019-09-01-a", "2019-09-02-b")
_RM = ("rm", "2019-09-01-a", "2019-09-02-b")
_PUBLISH = ("publish", "concept", "--date", "2019-09-06 12:00")
_UNPUBLISH = ("unpublish", "2019-09-02-b", "--yes")
_REPLACE = ("replace", "woorden", "dingen", "--all", "--yes")
_FIX_LINKS = ("--fix-links", "--yes")
_RENAME_LINKED = ("rename", "2019-09-01-a", "--new-urls", *_FIX_LINKS)
_FEED = "feed.jsonl"
_IMPORT = ("import", _FEED)

SCENARIOS = (
    Scenario("add", _ADD),
    Scenario("set", _SET),
    Scenario("rename", _RENAME),
    Scenario("rm", _RM),
    Scenario("publish", _PUBLISH),
    Scenario("undo publish", ("undo",), (_PUBLISH,)),
    Scenario("unpublish", _UNPUBLISH),
    Scenario("undo unpublish", ("undo",), (_UNPUBLISH,)),
    Scenario("replace", _REPLACE),
    Scenario("undo replace", ("undo",), (_REPLACE,)),
    Scenario("redo replace", ("redo",), (_REPLACE, ("undo",))),
    Scenario("rename links", _RENAME_LINKED),
    Scenario("undo rename links", ("undo",), (_RENAME_LINKED,)),
    Scenario("rm links", ("rm", "2019-09-01-a", *_FIX_LINKS)),
    Scenario("import", _IMPORT),
    Scenario("undo import", ("undo",), (_IMPORT,)),
    Scenario("validate --fix", ("validate", "--fix", "--unsafe-fixes")),
    Scenario("undo add", ("undo",), (_ADD,)),
    Scenario("undo set", ("undo",), (_SET,)),
    Scenario("undo rename", ("undo",), (_RENAME,)),
    Scenario("undo rm", ("undo",), (_RM,)),
)


INDEX = ("list", "--count")
"""What makes the index; how many calls that takes depends on what else the machine does."""

_LINK = "[Vroeger]({% post_url 2019-09-01-a %})"
_ITEMS = 70
"""Items of a feed: more than are written side by side at once."""


@dataclass(frozen=True, slots=True)
class World:
    """A folder with an archive and all that newsctl keeps outside of it."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, commands: tuple[tuple[str, ...], ...] = ()) -> World:
        """Make an archive of posts and a draft, and run commands. Raises CalledProcessError."""
        world = cls(folder)
        posts = world.archive / "_posts"
        posts.mkdir(parents=True)
        for day, name in enumerate("abc", 1):
            header = (
                f"---\ntitle: Bericht {name}\ndate: 2019-09-0{day} 12:00:00 +0200\naantal: 1\n---\n"
            )
            (posts / f"2019-09-0{day}-{name}.md").write_text(f"{header}Twee woorden.\n{_LINK}\n")
        drafts = world.archive / "_drafts"
        drafts.mkdir()
        (drafts / "concept.md").write_text("---\ntitle: Concept\naantal: 1\n---\nTekst.\n")
        items = (
            {"title": f"Item {number}", "date": "2019-09-07T12:00:00+02:00", "body": f"{number}."}
            for number in range(_ITEMS)
        )
        feed = "".join(f"{json.dumps(item)}\n" for item in items)
        (folder / _FEED).write_text(feed)
        for command in commands:
            subprocess.run(world.line(command), env=world.env, check=True, capture_output=True)
        return world

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.folder / "archive"

    @property
    def env(self) -> dict[str, str]:
        """The environment in which newsctl keeps everything in this world."""
        own = {
            "NEWSCTL_DATA": str(self.folder / "data"),
            "NEWSCTL_CACHE": str(self.folder / "cache"),
        }
        return {**os.environ, **own, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80"}

    def line(self, command: tuple[str, ...]) -> tuple[str, ...]:
        """Return the command line that runs newsctl in this world's archive."""
        words = (str(self.folder / _FEED) if word == _FEED else word for word in command)
        return (*PROGRAM, "-C", str(self.archive), *words)

    def files(self) -> dict[str, bytes]:
        """Return the archive's files with their bytes."""
        files = (path for path in self.archive.rglob("*") if path.is_file())
        return {path.relative_to(self.archive).as_posix(): path.read_bytes() for path in files}


@dataclass(frozen=True, slots=True)
class Stage:
    """A world that is played in again and again, and a copy of how it was when it was made.

    It stays under one name, after which the journal of its archive is named. To copy it takes a
    hundredth of the time of making another.
    """

    world: World
    copy: Path

    @classmethod
    def of(cls, world: World) -> Stage:
        """Make a stage of a world that nothing was played in yet."""
        copy = world.folder.with_suffix(".copy")
        shutil.copytree(world.folder, copy, symlinks=True)
        return cls(world, copy)

    def set(self) -> World:
        """Return the world as it was made."""
        shutil.rmtree(self.world.folder)
        shutil.copytree(self.copy, self.world.folder, symlinks=True)
        return self.world
