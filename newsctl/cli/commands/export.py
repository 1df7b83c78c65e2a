"""newsctl export: posts for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file, complete_sort
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import Window, synchronise
from newsctl.cli.posts.exporting import ExportRequest, form_of
from newsctl.cli.posts.exporting import export as write_export
from newsctl.core.archive.orders import orders
from newsctl.core.query.parser import Filters
from newsctl.exchange.export_formats import ExportFormat


def export(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="date, title, or any field; repeat for the next.  [default: date]",
            autocompletion=complete_sort,
            show_default=False,
        ),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order around.")] = False,
    limit: Annotated[
        int | None,
        options.number_option("--limit", "-n", help="At most so many; 0 is all.  [default: all]"),
    ] = None,
    offset: options.Offset = 0,
    form: Annotated[
        ExportFormat | None,
        typer.Option("--as", help="What to write.  [default: told by FILE, else jsonl]"),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to.  [default: standard output]",
            autocompletion=complete_file,
            show_default=False,
        ),
    ] = None,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="CSV as Excel opens it here: with ; and a mark, and a ' before what it would take "
            "for a formula, or a line end that a cell begins with.",
        ),
    ] = False,
    recipe: Annotated[
        bool,
        typer.Option("--recipe", help="Say in FILE.recipe.json what was asked, of what, and when."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """Export posts with body and text: JSON lines, CSV, SQLite, Atom, JSON Feed or Markdown.

    All fields are in it but for feeds, which have those of their own: category, categories and
    tags are the topics of an entry. Paths are those in the archive. A database has a table for
    each field that holds lists, and full-text search.

    \b
    Examples:
      newsctl export category:tech -o tech.db
      newsctl export --bron NOS --since 2015 --as csv --excel --recipe -o nos.csv
    """
    context: Context = ctx.obj
    synchronise(context)
    order = orders(sort or ["date"], context.field_names, reverse=reverse)
    return write_export(
        context,
        ExportRequest(
            words=query or [],
            filters=Filters.of(bron, category, since, until),
            window=Window(order, limit, offset),
            options={
                "bron": bron,
                "category": category,
                "since": since,
                "until": until,
                "sort": sort,
                "reverse": reverse,
                "limit": limit,
                "offset": offset,
            },
            form=form_of(form, file),
            file=file.expanduser() if file else None,
            excel=excel,
            recipe=recipe,
            force=force,
        ),
    )
