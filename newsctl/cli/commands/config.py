"""newsctl config: what an archive's settings are, and a first file of them."""

from functools import partial
from typing import Annotated

import typer

from newsctl.cli.arguments import Subcommand
from newsctl.cli.context import Context
from newsctl.cli.options import format_option
from newsctl.cli.posts.first_settings import first_settings
from newsctl.cli.terminal.paging import answer_with, write_file, write_text
from newsctl.core.messages import _, translated
from newsctl.rendering.formats import Format
from newsctl.rendering.paths import from_home
from newsctl.rendering.settings_view import SettingList

config = typer.Typer(
    help="Show the archive's settings, or learn them from its posts.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@config.command("show", cls=Subcommand)
def show(
    ctx: typer.Context,
    format: Annotated[Format | None, format_option(SettingList)] = None,
) -> None:
    """Show every setting in force, and where it came from.

    \b
    Examples:
      newsctl config show
      newsctl config show -f json
    """
    context: Context = ctx.obj
    settings = context.settings_in_force
    context.notice(_("Archive: {root}, {how}", root=from_home(context.root), how=context.found.how))
    if site := context.site_in_words:
        context.notice(_("Site: {site}", site=site))
    answer_with(context, SettingList(settings, context.out), format)


@config.command("init", cls=Subcommand)
def init(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the settings instead of writing them.")
    ] = False,
) -> None:
    """Write a newsctl.toml of what posts have in common, with counts.

    Rules that most posts break, or that would drown the others, are off in it.
    It is read and changed by hand from then on, and never overwritten.

    \b
    Examples:
      newsctl config init --dry-run
      newsctl -C ~/site config init
    """
    context: Context = ctx.obj
    if dry_run:
        write_file(context, translated(first_settings(context)).encode("utf-8", "replace"))
    else:
        name = context.create_settings(partial(first_settings, context))
        write_text(context, f"{context.place.path(name)}\n")
