"""What is told of commands without loading them is what they say themselves."""

from __future__ import annotations

from pkgutil import iter_modules

import pytest
import typer

from newsctl.cli import commands
from newsctl.cli.app import app
from newsctl.cli.command_list import COMMANDS

PROGRAM = typer.main.get_command(app)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_with_the_first_sentence_of_its_help(name):
    sentence, stop, _ = " ".join(PROGRAM.commands[name].help.split()).partition(".")
    assert COMMANDS[name].does == sentence + stop


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_name_and_reads_its_line_as_listed(name):
    command = PROGRAM.commands[name]
    assert command.name == name
    assert isinstance(command, COMMANDS[name].cls or typer.core.TyperGroup)


def test_every_module_of_commands_is_listed():
    named = {module.name.removesuffix("_") for module in iter_modules(commands.__path__)}
    assert named == COMMANDS.keys()
