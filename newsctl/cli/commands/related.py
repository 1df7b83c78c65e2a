"""newsctl related: posts on the same subject as one."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.cli.posts.relating import FIRST, post_to_relate, related_output, write_related
from newsctl.core.query.parser import Filters
from newsctl.core.research.related import LEAST_LIKE, Relation
from newsctl.rendering.output import OutputOptions


def related(
    ctx: typer.Context,
    post: Annotated[
        str,
        typer.Argument(
            metavar="POST",
            help="A path, file name, slug, title, externe_link, or a unique beginning of one; "
            "- is a post or a text on standard input.",
            show_default=False,
        ),
    ],
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    before: Annotated[bool, typer.Option("--before", help="Only posts before this one.")] = False,
    after: Annotated[bool, typer.Option("--after", help="Only posts after this one.")] = False,
    same_story: Annotated[
        bool,
        typer.Option(
            "--same-story", help="Only those of the same link, headline and day, or text."
        ),
    ] = False,
    least: Annotated[
        float,
        typer.Option(
            "--min", metavar="LIKENESS", min=0, max=1, help="At least so like, from 0 to 1."
        ),
    ] = LEAST_LIKE,
    limit: Annotated[
        int,
        options.number_option(
            "--limit", "-n", help="At most so many, also in a pipe; 0 is all.", show_default=True
        ),
    ] = FIRST,
    format: options.OutputFormat = None,
    json: options.Json = False,
    fields: options.Fields = None,
    template: options.TemplateText = None,
    null: options.Null = False,
) -> int:
    """Find posts on the same subject, the most alike first, and the words they share.

    \b
    Examples:
      newsctl related 2016-11-09-trump --before
      newsctl related - -n 3 -f md < post.md
    """
    context: Context = ctx.obj
    synchronise(context)
    asked = context.parser.parse_with([], Filters.of(bron, category, since, until))
    output = related_output(
        context, OutputOptions(options.format_asked(format, json=json), fields, template, null)
    )
    relation = Relation(before, after, same_story, least)
    return write_related(context, post_to_relate(context, post), relation, asked, limit, output)
