"""The steps of `related`."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.cli.posts.answering import output_of, show_page
from newsctl.cli.posts.notices import notice_left_out, notice_range_shown
from newsctl.cli.posts.references import find
from newsctl.cli.posts.selection import INPUT
from newsctl.core.archive.hits import Request
from newsctl.core.errors import NewsctlError, UsageError
from newsctl.core.messages import _
from newsctl.core.research.related import earlier_posts, post_of, related

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.core.post.post import Post
    from newsctl.core.query.ast import Query
    from newsctl.core.research.related import Relation
    from newsctl.rendering.output import Output, OutputOptions

FIRST = 10
"""Posts that are shown when no limit is given: after them the likeness is seldom of use."""


def post_to_relate(context: Context, reference: str) -> Post:
    """Return the post of a reference, or the one or the text on standard input.

    Raises PostNotFound, AmbiguousPost, and UsageError for anything else, or an empty text.
    """
    if reference == INPUT:
        return post_of(sys.stdin.buffer.read(), context.repository, context.now())
    reading = context.archive.read(find(context, reference))
    if reading.post is None:
        raise UsageError(
            _("{path} is not read as a post.", path=reading.path), hint=_("Try: newsctl validate")
        )
    return reading.post


def related_output(context: Context, options: OutputOptions) -> Output:
    """Resolve the output options: with shared words by default, with scores for programs.

    Raises UsageError for options that exclude each other.
    """
    output = output_of(context, options, ranked=False, scored=True)
    if options.fields is not None or output.template:
        return output
    if output.is_for_people:
        return output._replace(fields=("date", "title", "shared"))
    return output._replace(added=("score", "shared"))


def write_related(
    context: Context, post: Post, relation: Relation, query: Query, limit: int, output: Output
) -> int:
    """Write the posts on the subject of a post, and return the exit code: 1 if there are none."""
    request = output.requested(Request(query, limit=limit or None))
    request = request._replace(highlights=False)  # no word was asked for
    page = related(context.archive, context.settings, post, relation, request)
    if output.needs_body:
        page = page.with_hits(context.archive.with_bodies(page.hits))
    shown = show_page(context, page, output)
    notice_left_out(context)
    if not shown:
        if relation.same_story:
            context.notice(_("No other post tells this story."))
        else:
            context.notice(_("No posts on this subject."))
        return 1
    notice_range_shown(context, shown, page.total)
    return 0


def notice_earlier_posts(context: Context, post: Post) -> None:
    """Print the nearest earlier posts on the subject of a new one, if the index has any."""
    if context.quiet:
        return
    with suppress(NewsctlError):
        for earlier in earlier_posts(context.archive, context.settings, post):
            context.notice(_("Earlier: {line}", line=context.place.line(earlier.path)))
