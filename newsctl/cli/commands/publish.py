"""newsctl publish: drafts become posts."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import settle
from newsctl.cli.posts.notices import notice_ambiguous_date
from newsctl.cli.posts.selection import selected_posts
from newsctl.core.change.plans import command_on
from newsctl.core.change.publishing import Moments
from newsctl.core.messages import _


def publish(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="The moment of publication.  [default: the draft's own, else now]",
            show_default=False,
        ),
    ] = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    """Make posts of drafts. One with an error of the rules stays a draft.

    In a Jekyll site a draft moves from _drafts to where posts are, and gets the date and the name
    of one. Elsewhere, and in posts, the key that marks it goes, or is turned where posts have it.

    \b
    Examples:
      newsctl publish wolf-in-de-peel --dry-run
      newsctl publish wolf-in-de-peel --date '2025-11-04 07:00'
    """
    context: Context = ctx.obj
    given = context.moment(date) if date is not None else None
    notice_ambiguous_date(context, date, given)
    paths = selected_posts(context, posts, query, null=null)
    if not paths:
        are_searched = query is None or context.settings.drafts
        if not are_searched and context.archive.repository.drafts():
            context.advise(
                _("No query finds what is in _drafts: newsctl drafts -f path | newsctl publish -")
            )
        return 1
    moments = Moments(given, context.now(), context.zone, context.settings.date_field)
    plan = context.publishing.plan(paths, moments, command_on("publish", paths))
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=query is not None)
