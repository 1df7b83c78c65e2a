"""newsctl completion: what has a shell complete words.

bash-completion (its README, "Where should I install my completions?") and fish (its documentation
of completions, "Where to put completions") load a script automatically. zsh does so for folders
in `fpath` (zshcompsys(1)), which the user has to set.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsctl.cli.arguments import Subcommand
from newsctl.cli.completion.shells import SCRIPTS, Shell
from newsctl.cli.context import Context
from newsctl.core.errors import ArchiveError, UsageError
from newsctl.core.messages import _, said_by_system
from newsctl.rendering.paths import from_home

if TYPE_CHECKING:
    from collections.abc import Mapping


class Installed(NamedTuple):
    """An installed script, and what the user still has to do, usually nothing."""

    path: Path
    left_to_do: str = ""


def shell_of(env: Mapping[str, str]) -> Shell:
    """Return the user's shell. Raises UsageError if it is not supported."""
    name = Path(env.get("SHELL", "")).name
    try:
        return Shell(name)
    except ValueError:
        hint = _("Name one: {shell}", shell=", ".join(Shell))
        raise UsageError(
            _("No completion for the shell {name}.", name=name or _("of $SHELL")), hint=hint
        ) from None


def install_completion(shell: Shell, env: Mapping[str, str]) -> Installed:
    """Install the completion script of a shell. Raises ArchiveError if that is impossible."""
    home = Path(env.get("HOME") or Path.home())
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    folder = {
        Shell.BASH: data / "bash-completion" / "completions",
        Shell.ZSH: home / ".zfunc",
        Shell.FISH: config / "fish" / "completions",
    }[shell]
    name = {Shell.BASH: "newsctl", Shell.ZSH: "_newsctl", Shell.FISH: "newsctl.fish"}[shell]
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(SCRIPTS[shell], encoding="utf-8")
    except OSError as error:
        raise ArchiveError(
            _("{path}: {strerror}.", path=path, strerror=said_by_system(error))
        ) from error
    left = _("fpath+=~/.zfunc, before compinit, in ~/.zshrc") if shell is Shell.ZSH else ""
    return Installed(path, left)


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
