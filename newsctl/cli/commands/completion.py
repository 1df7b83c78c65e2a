"""newsctl completion: what has a shell complete words."""

import sys
from typing import Annotated

import typer

from newsctl.cli.arguments import Subcommand
from newsctl.cli.completion.installing import install_completion, shell_of
from newsctl.cli.completion.shells import SCRIPTS, Shell
from newsctl.cli.context import Context
from newsctl.core.messages import _
from newsctl.rendering.paths import from_home

completion = typer.Typer(
    help="Have a shell complete commands, posts and values on Tab.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_ShellName = Annotated[
    Shell | None,
    typer.Argument(help="bash, zsh or fish.  [default: your $SHELL]", show_default=False),
]


@completion.command("install", cls=Subcommand)
def install(ctx: typer.Context, shell: _ShellName = None) -> None:
    """Put the script where the shell looks for it.

    \b
    Examples:
      newsctl completion install
      newsctl completion install fish
    """
    context: Context = ctx.obj
    installed = install_completion(shell or shell_of(context.env), context.env)
    context.notice(_("Installed in {path}.", path=from_home(installed.path)))
    if installed.left_to_do:
        context.notice(_("To do: {left_to_do}", left_to_do=installed.left_to_do))


@completion.command("show", cls=Subcommand)
def show(ctx: typer.Context, shell: _ShellName = None) -> None:
    """Print the script.

    \b
    Examples:
      newsctl completion show bash
      newsctl completion show zsh > newsctl.zsh
    """
    context: Context = ctx.obj
    sys.stdout.write(SCRIPTS[shell or shell_of(context.env)])
