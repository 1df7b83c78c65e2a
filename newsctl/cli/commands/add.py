"""newsctl add: new posts."""

import sys
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.adding import Conditions, add_all, ask_and_add
from newsctl.cli.posts.changing import notice_commas
from newsctl.cli.posts.importing import refuse_addresses
from newsctl.cli.posts.prompts import can_ask
from newsctl.cli.posts.sources import Form, from_files, from_stream
from newsctl.core.change.drafting import PostOptions
from newsctl.core.change.sources import Source, checked_sources
from newsctl.core.errors import UsageError
from newsctl.core.messages import _


def add(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="The headline.")] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="URL", help="The original article.")
    ] = None,
    bron: Annotated[str | None, options.bron_option("The source.")] = None,
    category: Annotated[str | None, options.category_option("The category.")] = None,
    image: Annotated[
        str | None, typer.Option("--image", metavar="URL", help="The picture.")
    ] = None,
    field: Annotated[
        list[str] | None,
        options.field_option(
            "Any other field; repeat for more, and for more values of a list. One of newsctl.toml "
            "is an option itself."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="The moment of publication.  [default: now]",
            show_default=False,
        ),
    ] = None,
    slug: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG", help="For the file name.  [default: from the title]", show_default=False
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="TEXT",
            help="The body.  [default: standard input, or your editor]",
            show_default=False,
        ),
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Whole posts, JSON lines, HTML pages; repeat for more.",
            autocompletion=complete_file,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--as", help="What the input is.  [default: told by its name or beginning]"),
    ] = None,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Add none when one of them cannot be added.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also a story that the archive has already.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="As a draft of the site, for newsctl publish.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the post instead of writing it.")
    ] = False,
) -> int:
    """Add a post, or many; the body comes from standard input. Nothing is ever overwritten.

    \b
    Examples:
      newsctl add 'Kabinet valt' --bron NOS --category politiek < body.html
      newsctl add --from feed.jsonl --bron NOS --dry-run
    """
    context: Context = ctx.obj
    refuse_addresses([*filter(None, [title]), *(files or [])], _("newsctl add --as html"))
    if context.sync and (field or files or form is Form.JSONL):
        context.archive.synchronise()  # the meaning of a name depends on the archive's fields
    named = {"category": category, "externe_link": link, "feature_image": image, "bron": bron}
    given = PostOptions(title, context.drafting.fields(named, field or []), date, slug)
    notice_commas(context, field or [], given.fields)
    conditions = Conditions(force, dry_run, all_or_nothing, draft)
    if files and body is not None:
        raise UsageError(_("--body and --from exclude one another."))
    if files:
        return add_all(
            context,
            checked_sources(from_files(context.drafting, given, files, form), given),
            conditions,
        )
    if body is not None:
        return add_all(
            context, [Source(title or "", context.drafting.draft(given, body))], conditions
        )
    if can_ask(context):
        return ask_and_add(context, given, conditions)
    stream = from_stream(context.drafting, given, sys.stdin.buffer, form)
    return add_all(context, checked_sources(stream, given), conditions)
