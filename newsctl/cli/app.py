"""The program: its own options, its commands, its start."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsctl import __version__
from newsctl.cli.arguments import QueryCommand, RootGroup
from newsctl.cli.boundary import guarded
from newsctl.cli.commands.add import add
from newsctl.cli.commands.analyze import analyze
from newsctl.cli.commands.index import index
from newsctl.cli.commands.list import list_posts
from newsctl.cli.commands.search import search
from newsctl.cli.commands.show import show
from newsctl.cli.commands.validate import validate
from newsctl.cli.context import Context
from newsctl.rendering.terminal import Colour

app = typer.Typer(
    name="newsctl",
    cls=RootGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("search", cls=QueryCommand)(search)
app.command("list", cls=QueryCommand)(list_posts)
app.command("show")(show)
app.command("add")(add)
app.command("validate")(validate)
app.command("analyze", cls=QueryCommand)(analyze)
app.add_typer(index, name="index")


@app.callback()
def newsctl(
    ctx: typer.Context,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--archive",
            "-C",
            metavar="DIR",
            help="The archive's folder.  [default: found upwards from here]",
            show_default=False,
        ),
    ] = None,
    color: Annotated[Colour, typer.Option("--color", help="When to colour.")] = Colour.AUTO,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page the answer.")] = False,
    no_sync: Annotated[
        bool, typer.Option("--no-sync", help="Do not look for changed files first.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Search, list, add and validate an archive of Dutch posts in markdown files."""
    del debug, version  # seen before Typer starts
    ctx.obj = Context(
        archive_option=archive, color=color.value, pager=not no_pager, sync=not no_sync
    )


def main() -> None:
    """Run the program and end the process with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.stdout.write(f"newsctl {__version__}\n")
        return
    run = typer.main.get_command(app)
    debug = "--debug" in arguments
    sys.exit(guarded(lambda: run(arguments, "newsctl", standalone_mode=False), debug=debug))
