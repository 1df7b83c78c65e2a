"""The attacks: each makes something at random, and says what has to hold whatever it made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperGroup
from typer.main import get_command

from newsctl.cli.app import app
from tools.fuzz.mutation import mutated
from tools.fuzz.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tools.fuzz.world import World

    Attack = Callable[[World, Random], None]
    Command = tuple[list[str], list[str]]
    """The words of a command, and its options."""

ROOT = Path(__file__).parents[2]
POSTS = {path.name: path.read_bytes() for path in sorted((ROOT / "sample_posts").glob("*.md"))}

_READING = (
    *("list -f json", "list -f csv", "list -f md", "search verkiezing", "search +de --explain"),
    *("facets", "facets bron", "validate", "index status", "index verify", "config show", "schema"),
)
_SETTINGS = b"""\
[archive]
include = ["verslagen/*.md"]
exclude = ["oud/**"]
drafts = false
time_zone = "Europe/Amsterdam"
date_field = "date"
filename = "{date}-{slug}.md"

[fields.bron]
type = "text"
required = true
allowed = ["NOS", "Trouw"]

[rules]
title-markup = "error"

[rules.folders."oud/**"]
counts = "off"

[queries]
kabinet = "category:politiek (kabinet OR minister)"

[defaults.list]
limit = 50
"""
_WORDS = (
    *("verkiezing", "bron:NOS", "date:2019..", '"tweede kamer"', "@x", "-trump", "(", ")", "OR"),
    *("verkiez*", "kamre~", "+de", "*", "é", "\x1b[31m", "\0x", "--", "-", "x=y", "title=Kop"),
    *("2019-03", "nergens.md", "../x.md", "/etc/passwd", "999999999999", "-1", "json", "{title}"),
    *("tags+=a", "tags-=a", "date=gisteren", "date=onzin", "\ud800", "a" * 3000, "x:" * 50, "{x"),
    *("", "has:", "=", "~"),
)


def mutated_posts(world: World, random: Random) -> None:
    """Every file is listed or has a finding, reading changes nothing, and undo gives all back."""
    names = random.sample(sorted(POSTS), 8)
    files = {name: POSTS[name] for name in names}
    files.update({name: mutated(files[name], random) for name in names[:5]})
    world.fill(files)
    for line in _READING:
        world.run(*line.split())
    _hold(world, files, "reading")
    listed = {post["path"] for post in json.loads(world.run("list", "-f", "json").out)}
    found = {one["path"] for one in json.loads(world.run("validate", "-f", "json").out)}
    if missing := files.keys() - listed - found:
        raise Broken(f"neither listed nor found: {sorted(missing)}")
    assignment = random.choice(("bron=Elders", "tags+=nieuw", "tags!", "aantal=1", "title=[x] y"))
    edit = random.choice((("set", assignment), ("replace", "e", "é")))
    for line in ((*edit, "--all", "--yes"), ("validate", "--fix"), ("validate",)):
        before = world.files()
        world.run(*line)
        if world.files() != before:
            undone = world.run("undo")
            _hold(world, before, f"{line} and undo ({undone.err.strip()})")


def command_lines(world: World, random: Random) -> None:
    """Any words end in a documented way, and what only asks changes no file."""
    files = {name: POSTS[name] for name in sorted(POSTS)[:3]}
    world.fill(files)
    commands = list(_commands(get_command(app)))
    for _ in range(20):
        path, options = random.choice(commands)
        words = [random.choice((*_WORDS, *options)) for _ in range(random.randint(0, 5))]
        world.run(*path, *words, stdin=random.choice((b"", b"y\n", b"{}\n", random.randbytes(20))))
        if path[0] in {"list", "search", "show", "facets", "schema", "analyze"}:
            _hold(world, files, f"{path} {words}")
        files = world.files()


def settings(world: World, random: Random) -> None:
    """Heed settings, or refuse them with the name of their file; no post is changed."""
    files = {name: POSTS[name] for name in sorted(POSTS)[:3]}
    world.fill({**files, "newsctl.toml": mutated(_SETTINGS, random)})
    for line in ("list", "validate", "config show", "search @kabinet", "index status"):
        ran = world.run(*line.split())
        if ran.code == 2 and line == "list" and "newsctl.toml" not in ran.err:
            raise Broken(f"refused without the name of the settings: {ran.err}")
    left = world.files()
    del left["newsctl.toml"]
    if left != files:
        raise Broken("a post was changed")


ATTACKS: dict[str, Attack] = {
    "posts": mutated_posts,
    "lines": command_lines,
    "settings": settings,
}


def _hold(world: World, files: dict[str, bytes], after: str) -> None:
    if (now := world.files()) != files:
        changed = [name for name in {**files, **now} if files.get(name) != now.get(name)]
        raise Broken(f"{after} changed {changed}")


def _commands(
    group: TyperGroup, path: tuple[str, ...] = ()
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command with its options."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        else:
            options = [word for parameter in command.params for word in parameter.opts]
            yield [*path, name], [option for option in options if option.startswith("-")]
