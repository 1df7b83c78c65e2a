"""newsctl config: what an archive's settings are, and a first file of them."""

from __future__ import annotations

import tomllib
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli.arguments import Subcommand
from newsctl.cli.checking import RuleChoice, rule_run
from newsctl.cli.context import Context
from newsctl.cli.options import format_option
from newsctl.cli.terminal.paging import answer_with, write_file, write_text
from newsctl.core.archive.learning import learn
from newsctl.core.archive.settings_draft import SiteSettings, settings_text
from newsctl.core.check.noise import noisy_rules
from newsctl.core.messages import _, translated
from newsctl.core.settings.tables import ARCHIVE_KEYS, settings_from
from newsctl.rendering.formats import Format
from newsctl.rendering.paths import from_home
from newsctl.rendering.settings_view import SettingList

if TYPE_CHECKING:
    from newsctl.core.settings import Settings


def first_settings(context: Context) -> str:
    """Return the text of a new `newsctl.toml`, a message.

    The posts are validated with the learnt settings, and noisy rules are switched off.
    """
    settings = context.settings
    with context.watch(_("Reading")) as progress:
        learnt = learn(context.repository, context.zone, progress, settings.header_start)
    site = SiteSettings(
        context.takes_undated,
        settings.without_front_matter,
        context.site_zone,
        settings.bare_times,
    )
    trial = Context()
    trial.root_and_settings = (context.root, _as_if_set_by(settings, settings_text(learnt, site)))
    run = rule_run(trial, RuleChoice(), whole=True)
    with context.watch(_("Checking")) as progress:
        files = trial.repository.files()
        problems = list(run.problems(files, progress))
    return settings_text(learnt, site, noisy_rules(problems, len(files)))


def _as_if_set_by(settings: Settings, text: str) -> Settings:
    """Return the settings that this text of `newsctl.toml` would give."""
    tables = tomllib.loads(text)
    read = settings_from(tables)
    archive_values = {
        key: getattr(read, key) for key in ARCHIVE_KEYS if key in tables.get("archive", {})
    }
    return settings._replace(fields=read.fields, **archive_values).with_separators()


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
