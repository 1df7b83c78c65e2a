"""newsctl set: values of front matter, in all posts of a query."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import notice_comma, notice_misspellings, settle
from newsctl.cli.posts.notices import notice_ambiguous_date, notice_quotes
from newsctl.cli.posts.selection import are_named, posts_to_change
from newsctl.core.change.assignments import DateAssignment, Operator, split_assignments
from newsctl.core.query.parser import Filters


def set_values(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE... QUERY...",
            help="field=value, field+=value, field-=value or field!, then which posts: "
            "a query, or - for paths on standard input.",
        ),
    ],
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    post: options.Posts = None,
    null: options.InputNull = False,
    every: options.Every = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    no_undo: options.NoUndo = False,
) -> int:
    """Change front matter in every post of a query. Nothing else in these files changes.

    Several posts are shown first and asked about at a terminal, those of a query always. += and -=
    are for lists, and know a value in any capitals and accents, as queries do. Double quotes around
    a value, or around an item with a comma, are not part of it: tags+='"b, c"'.

    \b
    Examples:
      newsctl set bron=NOS 'bron:nos' --dry-run
      newsctl set tags+=kamer status! 'verkiezingen date:2025' --yes
    """
    context: Context = ctx.obj
    assignments, asked = split_assignments(words)
    filters = Filters.of(bron, category, since, until)
    paths = posts_to_change(context, asked, filters, post, null=null, every=every)
    if not paths:
        return 1
    assigner = context.assigner
    named = assigner.resolved(assignments)
    fields = assigner.fields(*(one.key for one in named))
    for assignment in named:
        value = assignment.value(fields)
        notice_quotes(context, assignment, value)
        notice_comma(context, assignment.key, assignment.plain, value)
        dated = assigner.dated(assignment)
        if isinstance(dated, DateAssignment):
            notice_ambiguous_date(context, assignment.plain, dated.moment)
        if assignment.operator in {Operator.SET, Operator.ADD}:
            notice_misspellings(context, {assignment.key: value})
    plan = context.edits.plan_edits(
        paths,
        assigner.edits(named),
        " ".join(["set", *words, *(f"--post {one}" for one in post or ())]),
    )
    of_query = not are_named(asked, post)
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=of_query, keep=not no_undo)
