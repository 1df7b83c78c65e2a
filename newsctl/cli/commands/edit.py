"""newsctl edit: one post in the user's editor."""

import sys

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import make
from newsctl.cli.posts.editing import EditedText
from newsctl.cli.posts.prompts import can_ask, choose
from newsctl.cli.posts.references import the_only
from newsctl.cli.posts.selection import INPUT, selected_posts
from newsctl.core.errors import InvalidPost
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath
from newsctl.core.problems import Problem
from newsctl.rendering.finding_lines import finding_lines


def edit(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
) -> int:
    """Edit a post in $VISUAL or $EDITOR. It is checked when you save; aantal and unieke follow.

    Several are not edited at once: at a terminal you choose one.

    \b
    Examples:
      newsctl edit 2019-10-01-boeren
      newsctl edit --query 'elfstedentocht date:2012'
    """
    context: Context = ctx.obj
    paths = selected_posts(context, posts, query, null=null)
    if not paths:
        return 1
    path = the_only(context, paths)
    before = context.edits.data_of(path)
    text = EditedText(before, name=path.rsplit("/", 1)[-1], env=context.env)
    with text.kept(context.warn):
        after = _edit_until_valid(context, path, before, text, at_terminal=INPUT in (posts or ()))
        if after is None:
            context.notice(_("Nothing was changed."))
            return 0
        return make(context, context.edits.plan_rewrite(path, before, after, f"edit {path}"))


def _edit_until_valid(
    context: Context, path: PostPath, before: bytes, text: EditedText, *, at_terminal: bool
) -> bytes | None:
    """Return what the user makes of a post; None when that is nothing else than it was."""
    while True:
        after = context.edits.recounted(path, before, text.edit(at_terminal=at_terminal))
        if after == before:
            return None
        errors = context.edits.new_errors(context.repository.parse(path, before), after)
        if not errors:
            return after
        match _what_now(context, errors):
            case "save":
                return after
            case "discard":
                return None


def _what_now(context: Context, errors: list[Problem]) -> str:
    """Print the new errors and ask what to do. Raises InvalidPost without a terminal."""
    sys.stderr.writelines(finding_lines(errors, context.place, for_people=True))
    if not can_ask(context):
        raise InvalidPost(_("Nothing was changed."))
    return choose(_("What now?"), (_("edit"), _("save"), _("discard")))
