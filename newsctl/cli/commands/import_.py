"""newsctl import: posts of other programs."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import notice_commas
from newsctl.cli.posts.importing import ImportRequest, import_all
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.exchange.import_formats import ImportFormat


def import_posts(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Feeds and tables; - is standard input.",
            autocompletion=complete_file,
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        ImportFormat | None,
        typer.Option("--as", help="What the files are.  [default: told by their beginning]"),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FROM=TO",
            help="A column or key by another name: titel=title; to nothing, it is dropped.",
        ),
    ] = None,
    bron: Annotated[str | None, options.bron_option("The source of all of them.")] = None,
    category: Annotated[str | None, options.category_option("The category of all of them.")] = None,
    field: Annotated[
        list[str] | None,
        options.field_option("Any other field of all of them; repeat for more."),
    ] = None,
    undated: Annotated[
        str | None,
        typer.Option(
            "--undated",
            metavar="DATE",
            help="The moment of items without one: vandaag, 2019-09-05.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also items that the archive has already.")
    ] = False,
    no_undo: options.NoUndo = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List the posts that would be added, and add none.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show each post that would be added whole; add none.")
    ] = False,
) -> int:
    """Import posts from RSS, Atom, JSON Feed, CSV, JSON lines, HTML, WordPress and SQLite.

    What came in before is known by its link or guid, and not added again. What cannot be added is
    named with its line, and the rest is done, as one change that undo takes back. The topics of a
    feed's entry are category, or categories if there are several.

    \b
    Examples:
      newsctl import - --bron NOS < feed.rss
      newsctl import oud.csv --map kop=title --dry-run
    """
    context: Context = ctx.obj
    if not files:
        raise UsageError(
            _("What is to be imported?"), hint=_("newsctl import FILE, or - for a pipe.")
        )
    if context.sync:
        context.archive.synchronise()  # the meaning of a name depends on the archive's fields
    fields = context.drafting.fields({"category": category, "bron": bron}, field or [])
    notice_commas(context, field or [], fields)
    return import_all(
        context,
        ImportRequest(
            files=files,
            form=form,
            names=dict(map(_renaming, names or [])),
            fields=fields,
            undated=undated,
            force=force,
            dry_run=dry_run or diff,
            diff=diff,
            keep=not no_undo,
        ),
    )


def _renaming(written: str) -> tuple[str, str]:
    name, equals, key = written.rpartition("=")
    if not equals or not name:
        raise UsageError(
            _("--map {written!r} is not FROM=TO.", written=written), hint=_("--map titel=title")
        )
    return name.strip(), key.strip()
