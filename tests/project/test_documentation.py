"""The README and the program name the same commands and options."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from newsctl.cli.app import app
from newsctl.cli.arguments import arities_of

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PROGRAM = typer.main.get_command(app)
COMMANDS = {**PROGRAM.commands, **PROGRAM.commands["index"].commands}
OPTIONS = {
    option for command in (PROGRAM, *COMMANDS.values()) for option in arities_of(command.params)
} | {"--help", "-h"}


def test_every_command_is_in_the_readme():
    assert [name for name in PROGRAM.commands if f"newsctl {name}" not in README] == []


def test_every_option_in_the_readme_is_one():
    lines = [line for line in README.splitlines() if "newsctl" in line or "`--" in line]
    named = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}
    assert named
    assert named - OPTIONS == set()


def test_every_command_named_in_the_readme_is_one():
    named = set(re.findall(r"^\$ newsctl (?:-C \S+ )?([a-z]+)", README, re.MULTILINE))
    assert named
    assert named <= PROGRAM.commands.keys()
