"""The program: its own options, its commands, its start."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from newsctl.cli.boundary import guarded
from newsctl.cli.command_list import Program
from newsctl.cli.completion.completers import complete, complete_folder
from newsctl.cli.completion.shells import SCRIPTS, Shell
from newsctl.cli.completion.tab import FILES, Tab
from newsctl.cli.context import Context
from newsctl.cli.reading.language import choose_language
from newsctl.cli.reading.variables import COMPLETING
from newsctl.cli.terminal.streams import speak_as_terminals, with_all_streams, write_together
from newsctl.core.errors import NewsctlError
from newsctl.core.messages import _
from newsctl.rendering.paths import from_home
from newsctl.rendering.terminal import Colour
from newsctl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer._click.core import Context as ClickContext

    from newsctl.cli.reading.head_start import HeadStart

app = typer.Typer(
    name="newsctl",
    cls=Program,
    add_completion=False,  # Typer's has zsh evaluate values of posts
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def print_version(asked: bool) -> None:
    """Print the version and exit."""
    if asked:
        sys.stdout.write(f"newsctl {__version__}\n")
        raise typer.Exit


def print_script(shell: Shell | None) -> None:
    """Print the completion script of a shell and exit."""
    if shell:
        sys.stdout.write(SCRIPTS[shell])
        raise typer.Exit


@app.callback()
def newsctl(
    ctx: typer.Context,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--archive",
            "-C",
            metavar="DIR",
            readable=False,  # is reported by what finds the archive, as exit code 3
            autocompletion=complete_folder,
            help="The archive's folder.  [default: found upwards from here]",
            show_default=False,
        ),
    ] = None,
    color: Annotated[Colour, typer.Option("--color", help="When to colour.")] = Colour.AUTO,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page the answer.")] = False,
    no_sync: Annotated[
        bool, typer.Option("--no-sync", help="Do not look for changed files first.")
    ] = False,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="Do not wait for another newsctl: exit 75 at once.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Errors alone on standard error: for cron.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=print_version, is_eager=True),
    ] = False,
    show_completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            help="Print what makes this shell complete words.",
            callback=print_script,
            is_eager=True,
        ),
    ] = None,
) -> None:
    """Search, list, add and validate an archive of Dutch posts in markdown files."""
    del debug, version, show_completion  # seen before this runs
    ctx.obj = Context(
        archive_option=archive,
        color=color.value,
        pager=not no_pager,
        sync=not no_sync,
        wait=not no_wait,
        quiet=quiet,
        head_start=ctx.obj,
    )


def run(arguments: list[str], head_start: HeadStart | None = None) -> int:
    """Run the program and return its exit code.

    `head_start` is the archive that the command line is probably about, and the scan of it.
    """
    choose_language(os.environ, is_tty=sys.stdout.isatty())
    program = cast("Program", typer.main.get_command(app))
    if os.environ.get(COMPLETING):
        return guarded(lambda: _offer(program, arguments), debug=False)
    return guarded(lambda: _obey(program, arguments, head_start), debug="--debug" in arguments)


def main(head_start: HeadStart | None) -> int:
    """Run the program as a process of its own, and return its exit code."""
    with_all_streams()
    speak_as_terminals()
    write_together()
    try:
        return run(sys.argv[1:], head_start)
    finally:
        if head_start is not None:
            head_start.scan.leave()


def _obey(program: Program, arguments: list[str], head_start: HeadStart | None) -> object:
    # not through Typer's own start, which turns a closed pipe into exit code 1
    try:
        with program.make_context("newsctl", arguments, obj=head_start) as ctx, _naming_guess(ctx):
            return program.invoke(ctx)
    except typer.Exit as end:  # of --help and --version
        return end.exit_code


@contextmanager
def _naming_guess(ctx: ClickContext) -> Iterator[None]:
    """Add the archive to errors of the block, if it was only guessed."""
    try:
        yield
    except NewsctlError as error:
        if isinstance(ctx.obj, Context) and (guess := ctx.obj.guess):
            error.add_note(
                _(
                    "Archive: {root}, guessed: {reason}.",
                    root=from_home(guess.root),
                    reason=guess.reason,
                )
            )
        raise


def _offer(program: Program, arguments: list[str]) -> None:
    tab = Tab.asked(arguments)
    offers = [(FILES, "")] if tab.is_file else complete(program, tab.words)
    sys.stdout.write(tab.answer(offers))
