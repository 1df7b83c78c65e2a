"""newsctl set: values of front matter, in all posts of a query."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.answering import Filters, query_of, synchronised
from newsctl.cli.changing import agree, in_figures, make, own_name, show
from newsctl.cli.completion import complete_assignment
from newsctl.cli.context import Context
from newsctl.cli.nothing_found import tell_nothing_found
from newsctl.cli.references import find_file
from newsctl.cli.selection import INPUT, posts_named
from newsctl.core.assignments import split_assignments
from newsctl.core.errors import UsageError
from newsctl.core.hits import Request, Sort


def set_values(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE... QUERY...",
            help="field=value, field+=value, field-=value or field!, then which posts: "
            "a query, or - for paths on standard input.",
            autocompletion=complete_assignment,
        ),
    ],
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    post: options.Posts = None,
    null: options.InputNull = False,
    every: Annotated[bool, typer.Option("--all", help="All posts, without a query.")] = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    no_undo: options.NoUndo = False,
) -> int:
    """Change front matter in every post of a query. Nothing else in these files changes.

    \b
    Examples:
      newsctl set bron=NOS 'bron:nos' --dry-run
      newsctl set tags+=kamer status! 'verkiezingen date:2025' --yes
    """
    context: Context = ctx.obj
    assignments, asked = split_assignments(words)
    filters = Filters.of(bron, category, since, until)
    named = [*(post or ()), *(asked if asked == [INPUT] else ())]
    is_asked = filters != Filters() or bool(asked and asked != [INPUT])
    if [every, bool(named), is_asked].count(True) != 1:
        raise UsageError("Which posts?", hint="Give a query, --post POST, or --all for every post.")
    synchronised(context)
    edits = [in_figures(context, own_name(context, one)) for one in assignments]
    if named or null:
        paths = posts_named(context, named, find_file, null=null)
    else:
        request = Request(query_of(context, asked, filters), Sort("path", descending=False))
        paths = [hit.summary.path for hit in context.archive.search(request).hits]
        if every:  # each that is no post is refused, with its fault
            paths += [file.path for file in context.index.left_out()]
        if not paths:
            tell_nothing_found(context, request.query)
            return 1
    fields = context.settings.fields
    plan = context.editor.plan_edits(
        paths,
        lambda front_matter: [
            edit for assignment in edits for edit in assignment.edits(front_matter, fields)
        ],
        " ".join(["set", *words, *(f"--post {one}" for one in post or ())]),
    )
    if dry_run:
        return show(context, plan)
    if plan.change.steps and not yes and not agree(context, plan):
        context.notice("Nothing was changed.")
        return 0
    return make(context, plan, keep=not no_undo)
