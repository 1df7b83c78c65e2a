"""newsctl index: the index's life, which a user never needs."""

from typing import Annotated

import typer

from newsctl.cli.arguments import Subcommand
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.cli.terminal.paging import write_text
from newsctl.core.messages import _, _n, joined
from newsctl.rendering.index_view import left_out_lines, status_text
from newsctl.rendering.paths import from_home

index = typer.Typer(
    help="Look after the index. It looks after itself, so none of this is ever needed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@index.command("status", cls=Subcommand)
def status(
    ctx: typer.Context,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name every file that is left out, and why.")
    ] = False,
) -> None:
    """Say what is in the index, what is not, and how large it is.

    \b
    Examples:
      newsctl index status
      newsctl index status -v
    """
    context: Context = ctx.obj
    synchronise(context)
    status = context.index.status()
    left_out = (*status.left_out, *context.repository.excluded())
    text = status_text(
        status._replace(left_out=left_out),
        freshness=_("fresh") if context.sync else _("not checked"),
        verbose=verbose,
        terminal=context.out,
        place=context.place,
        archive=joined(", ", (from_home(context.root), context.found.how)),
    )
    write_text(context, text)


@index.command("update", cls=Subcommand)
def update(ctx: typer.Context) -> None:
    """Bring in what changed, as every search does.

    \b
    Examples:
      newsctl index update
      newsctl -C ~/site index update
    """
    context: Context = ctx.obj
    changes = context.archive.synchronise().changes
    context.notice(
        _(
            "{added} added, {changed} changed, {removed} removed.",
            added=len(changes.added),
            changed=len(changes.changed),
            removed=len(changes.removed),
        )
    )


@index.command("rebuild", cls=Subcommand)
def rebuild(ctx: typer.Context) -> None:
    """Build the index anew. The old one answers until the new one is whole.

    \b
    Examples:
      newsctl index rebuild
      newsctl -C ~/site index rebuild
    """
    context: Context = ctx.obj
    context.archive.rebuild()
    context.notice(_n("{n:,} post indexed.", "{n:,} posts indexed.", context.index.status().posts))


@index.command("verify", cls=Subcommand)
def verify(ctx: typer.Context) -> int:
    """Read all posts and compare the index; exit 1 when they differ.

    \b
    Examples:
      newsctl index verify
      newsctl -C ~/site index verify || newsctl -C ~/site index rebuild
    """
    context: Context = ctx.obj
    synchronise(context)
    found = context.archive.verify()
    for line in left_out_lines(found, context.out, context.place):
        write_text(context, f"{line}\n")
    context.notice(_("Index and files differ.") if found else _("Index and files agree."))
    return 1 if found else 0


@index.command("clean", cls=Subcommand)
def clean(
    ctx: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Remove the indexes of all archives.")
    ] = False,
) -> None:
    """Remove this archive's index, and those of archives that are gone.

    \b
    Examples:
      newsctl index clean
      newsctl index clean --all
    """
    context: Context = ctx.obj
    removed = context.remove_indexes(every=every)
    context.notice(_n("{n:,} index removed.", "{n:,} indexes removed.", removed))
