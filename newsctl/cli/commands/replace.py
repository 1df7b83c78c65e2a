"""newsctl replace: text in bodies, or in values of front matter, of all posts of a query."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_key
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import settle
from newsctl.cli.posts.selection import are_named, posts_to_change
from newsctl.core.change.substitution import keys_named, substitution_of
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.parser import Filters


def replace(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW QUERY...",
            help="The text as it is written, what takes its place, then which posts: a query, or - "
            "for paths on standard input.",
        ),
    ],
    regex: Annotated[
        bool,
        typer.Option("--regex", help=r"OLD is a pattern of Python; \1 in NEW is a group."),
    ] = False,
    ignore_case: Annotated[
        bool, typer.Option("--ignore-case", help="Capitals do not matter.")
    ] = False,
    word: Annotated[
        bool, typer.Option("--word", help="Only where no letter or digit is beside it.")
    ] = False,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="NAME",
            help="In this front matter instead of bodies; may be repeated.",
            autocompletion=complete_key,
        ),
    ] = None,
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
    """Replace text in the bodies of all posts of a query. Only what is found changes, and counts.

    The text is found as it is written, in marks and addresses too; forms of a word are others.
    One that begins with two hyphens stands behind --, and all words with it. A line end in it is
    found as the file has it.

    Several posts are shown first and asked about at a terminal, those of a query always.

    \b
    Examples:
      newsctl replace 'Den Haag' "'s-Gravenhage" 'bron:NOS date:2012' --dry-run
      newsctl replace --regex '(\\d+) euro' '€ \\1' --all --dry-run
    """
    context: Context = ctx.obj
    if len(words) < 2:
        raise UsageError(_("What takes its place?"), hint=_("newsctl replace OLD NEW QUERY"))
    old, new, *asked = words
    substitution = substitution_of(old, new, regex=regex, ignore_case=ignore_case, word=word)
    filters = Filters.of(bron, category, since, until)
    paths = posts_to_change(context, asked, filters, post, null=null, every=every)
    if not paths:
        return 1
    keys = keys_named(field or (), context.field_names)
    plan = context.edits.plan_substitution(
        paths,
        context.within_time(substitution.in_text),
        keys,
        " ".join(["replace", *words, *(f"--post {one}" for one in post or ())]),
    )
    of_query = not are_named(asked, post)
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=of_query, keep=not no_undo)
