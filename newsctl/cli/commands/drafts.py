"""newsctl drafts: what is not published yet."""

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import output_of, show_page, synchronise
from newsctl.core.archive.hits import Page
from newsctl.core.change.publishing import drafts_in, hits_of
from newsctl.core.messages import _, joined
from newsctl.rendering.output import OutputOptions


def drafts(
    ctx: typer.Context,
    format: options.OutputFormat = None,
    json: options.Json = False,
    fields: options.Fields = None,
    template: options.TemplateText = None,
    null: options.Null = False,
) -> int:
    """List the drafts: what the site does not show yet. It lists as `list` does.

    In a Jekyll site they are below _drafts, or say `published: false`; elsewhere `draft: true`.

    \b
    Examples:
      newsctl drafts
      newsctl drafts -f path -0 | xargs -0 wc -w
    """
    context: Context = ctx.obj
    synchronise(context)
    asked = OutputOptions(options.format_asked(format, json=json), fields, template, null)
    output = output_of(context, asked, ranked=False)
    readings = drafts_in(context.archive, context.draft_form)
    for reading in readings:
        if reading.post is None:
            context.warn(
                joined(": ", (context.place.path(reading.path), reading.problems[0].message))
            )
    hits = list(hits_of(readings, text=output.needs_text, body=output.needs_body))
    show_page(context, Page(hits, len(hits)), output)
    if not hits:
        context.notice(_("There are no drafts."))
    return 0 if hits else 1
