"""newsctl facets: what the front matter holds."""

from typing import Annotated

import typer

from newsctl.cli.completion.completers import complete_key
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import field_named, synchronised
from newsctl.cli.terminal.paging import standard_output
from newsctl.rendering.facets import FacetFormat, key_rows, value_rows, write_rows


def facets(
    ctx: typer.Context,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIELD]",
            help="A front matter key.  [default: list the keys]",
            show_default=False,
            autocompletion=complete_key,
        ),
    ] = None,
    format: Annotated[
        FacetFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write it.  [default: table on a terminal, tsv in a pipe]",
            show_default=False,
        ),
    ] = None,
) -> int:
    """List the fields, or the values of one, and count them.

    \b
    Examples:
      newsctl facets
      newsctl facets bron
    """
    context: Context = ctx.obj
    synchronised(context)
    if field is None:
        rows = key_rows(context.facets.values())
    else:
        found = field_named(context, field)
        rows = value_rows(context.archive.values(found.name, *found.also))
    form = format or (FacetFormat.TABLE if context.out.is_tty else FacetFormat.TSV)
    with standard_output(context) as out:
        write_rows(rows, form, out, context.out)
    if field is not None and not rows:
        context.notice(f"No post has a value of {field}.")
        return 1
    return 0
