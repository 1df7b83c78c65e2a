"""newsctl help: what a command or a topic is about."""

from typing import Annotated

import typer

from newsctl.cli.completion.completers import complete_help
from newsctl.cli.context import Context
from newsctl.cli.help.help_page import help_on, write_help


def help_(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]",
            help="A command, or a topic.  [default: list them]",
            show_default=False,
            autocompletion=complete_help,
        ),
    ] = None,
) -> None:
    """Tell about a command or a topic.

    \b
    Examples:
      newsctl help query
      newsctl help list
    """
    context: Context = ctx.obj
    write_help(help_on(names or [], ctx.find_root()), context)
