"""newsctl add: new posts."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.cli.posts.changing import (
    notice_commas,
    notice_copied,
    notice_misspellings,
    show,
    write_new,
)
from newsctl.cli.posts.editing import EditedText
from newsctl.cli.posts.importing import refuse_addresses
from newsctl.cli.posts.prompts import ask_for_missing, can_ask, choose
from newsctl.cli.posts.relating import notice_earlier_posts
from newsctl.cli.posts.sources import Form, from_files, from_stream
from newsctl.cli.terminal.paging import standard_output, write_file
from newsctl.core.change.drafting import PostOptions
from newsctl.core.change.intake import change_of_new
from newsctl.core.change.plans import Plan
from newsctl.core.change.questions import refuse_no_link
from newsctl.core.change.sources import Source, checked_sources, none_of, take_all
from newsctl.core.errors import InvalidPost, KnownStory, NewsctlError, UsageError
from newsctl.core.messages import _, joined
from newsctl.core.post.post import Draft, PostPath
from newsctl.core.problems import Severity
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.core.change.intake import NewPost


def add(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="The headline.")] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="URL", help="The original article.")
    ] = None,
    bron: Annotated[str | None, options.bron_option("The source.")] = None,
    category: Annotated[str | None, options.category_option("The category.")] = None,
    image: Annotated[
        str | None, typer.Option("--image", metavar="URL", help="The picture.")
    ] = None,
    field: Annotated[
        list[str] | None,
        options.field_option(
            "Any other field; repeat for more, and for more values of a list. One of newsctl.toml "
            "is an option itself."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="The moment of publication.  [default: now]",
            show_default=False,
        ),
    ] = None,
    slug: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG", help="For the file name.  [default: from the title]", show_default=False
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="TEXT",
            help="The body.  [default: standard input, or your editor]",
            show_default=False,
        ),
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Whole posts, JSON lines, HTML pages; repeat for more.",
            autocompletion=complete_file,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--as", help="What the input is.  [default: told by its name or beginning]"),
    ] = None,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Add none when one of them cannot be added.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also a story that the archive has already.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="As a draft of the site, for newsctl publish.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the post instead of writing it.")
    ] = False,
) -> int:
    """Add a post, or many; the body comes from standard input. Nothing is ever overwritten.

    \b
    Examples:
      newsctl add 'Kabinet valt' --bron NOS --category politiek < body.html
      newsctl add --from feed.jsonl --bron NOS --dry-run
    """
    context: Context = ctx.obj
    refuse_addresses([*filter(None, [title]), *(files or [])], _("newsctl add --as html"))
    if draft and date is not None and context.draft_form.folder:
        raise UsageError(
            _("A draft in {folder} has no date.", folder=context.draft_form.folder),
            hint=_("Give it one when you publish it: newsctl publish POST --date DATE"),
        )
    if context.sync and (field or files or form is Form.JSONL):
        context.archive.synchronise()  # the meaning of a name depends on the archive's fields
    named = {"category": category, "externe_link": link, "feature_image": image, "bron": bron}
    given = PostOptions(title, context.drafting.fields(named, field or []), date, slug)
    notice_commas(context, field or [], given.fields)
    conditions = Conditions(force, dry_run, all_or_nothing, draft)
    if files and body is not None:
        raise UsageError(_("--body and --from exclude one another."))
    if files:
        return add_all(
            context,
            checked_sources(from_files(context.drafting, given, files, form), given),
            conditions,
        )
    if body is not None:
        return add_all(
            context, [Source(title or "", context.drafting.draft(given, body))], conditions
        )
    if can_ask(context):
        return ask_and_add(context, given, conditions)
    stream = from_stream(context.drafting, given, sys.stdin.buffer, form)
    return add_all(context, checked_sources(stream, given), conditions)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The options of `add` that decide which posts are added, and how."""

    force: bool = False
    dry_run: bool = False
    all_or_nothing: bool = False
    draft: bool = False


def add_all(context: Context, sources: Iterable[Source], conditions: Conditions) -> int:
    """Add every post that can be added, print why others cannot, and return the exit code.

    The error of a single post is raised instead. Raises InvalidPost if one of several cannot be
    added, with `all_or_nothing`.
    """
    given = list(sources)
    with context.writer.changing():
        synchronise(context)
        for source in given:
            if isinstance(source.post, Draft):
                notice_misspellings(context, source.post.fields)
        intake = context.intake(force=conditions.force, draft=conditions.draft)
        taken, refused = take_all(intake, given)
        if taken:
            notice_copied(context, intake)
        for where, error in refused:
            context.notice(joined(": ", (where, _in_one_line(error))))
        if refused and conditions.all_or_nothing:
            raise none_of(given, refused)
        _notice_problems(context, taken)
        if conditions.dry_run:
            _show(context, taken)
        elif taken:
            write_new(context, change_of_new("add", taken))
    if len(given) == len(taken) == 1 and not conditions.dry_run:
        notice_earlier_posts(context, taken[0].post)
    return InvalidPost.exit_code if refused else 0


def ask_and_add(context: Context, options: PostOptions, conditions: Conditions) -> int:
    """Ask a person for missing values, let them write the post in an editor, and add it.

    Their text is kept in a file, which is named, if anything goes wrong. A post that is saved
    unchanged is not added, so that a user can change their mind.
    """
    if options.date is not None:
        context.moment(options.date)  # before anything is typed that would be for nothing
    refuse_no_link(options.fields.get("externe_link"))
    if context.sync:
        context.archive.synchronise()
        context.forget_fields()
    options = ask_for_missing(
        context,
        options,
        lambda answered: _draft_to_edit(context, answered, conditions).keep(context.warn),
    )
    text = _draft_to_edit(context, options, conditions)
    with text.kept(context.warn, as_given=True):
        try:
            if not conditions.force:
                context.stories.refuse_link(options.fields.get("externe_link"))
        except KnownStory as known:
            if not _adds_anyway(context, known):
                return InvalidPost.exit_code
            conditions = replace(conditions, force=True)
        return _write_and_add(context, text, options, conditions)


def _write_and_add(
    context: Context, text: EditedText, options: PostOptions, conditions: Conditions
) -> int:
    """Let a person write a post, again as long as it cannot be added.

    A date in the text wins over the one of the options, which is used for a post without a date.
    """
    own = PostOptions(slug=options.slug, date=options.date)
    while (written := text.edit()) != text.given:
        try:
            post = context.drafting.manuscript(own, written, "post.md")._replace(is_dated=False)
            return _add_known(context, Source("", post), conditions)
        except InvalidPost as invalid:
            context.notice(_in_one_line(invalid))
            if choose(_("What now?"), (_("edit"), _("discard"))) == "discard":
                return InvalidPost.exit_code
    raise InvalidPost(
        _("Nothing was added: the post was left as it was."),
        hint=_("Use --body '' for one without a text."),
    )


def _add_known(context: Context, source: Source, conditions: Conditions) -> int:
    """Add a post; if the archive has its story, ask first."""
    try:
        return add_all(context, [source], conditions)
    except KnownStory as known:
        if not _adds_anyway(context, known):
            return InvalidPost.exit_code
    return add_all(context, [source], replace(conditions, force=True))


def _adds_anyway(context: Context, known: KnownStory) -> bool:
    """Ask what to do about a story that the archive has; it can be shown."""
    context.notice(known.message)
    while True:
        match choose(_("What now?"), (_("show"), _("add anyway"), _("discard"))):
            case "add anyway":
                return True
            case "discard":
                return False
        if post := context.archive.read(PostPath(known.path)).post:
            with suppress(BrokenPipeError), standard_output(context) as out:
                from newsctl.rendering.post_view import post_view  # noqa: PLC0415 -- one is seldom shown

                write_styled(post_view(post, context.out, context.place), out, context.out)


def _draft_to_edit(context: Context, options: PostOptions, conditions: Conditions) -> EditedText:
    """Return a new post with these values, to be edited."""
    style = context.style_of_new(draft=conditions.draft)
    path, data = context.writer.compose(context.drafting.draft(options, ""), style)
    name = path.rsplit("/", 1)[-1]
    return EditedText(
        data,
        name=name,
        env=context.env,
        folder=context.data / "drafts",
        command="newsctl add --from",
    )


def _in_one_line(error: NewsctlError) -> str:
    reasons = error.reasons if isinstance(error, InvalidPost) else ()
    return joined(" ", (error.message, *reasons))


def _notice_problems(context: Context, new_posts: Sequence[NewPost]) -> None:
    for new in new_posts:
        about = (context.place.path(new.path),) if len(new_posts) > 1 else ()
        for problem in new.problems:
            if problem.severity is not Severity.INFO:
                context.notice(joined(": ", (*about, problem.rule, problem.message)))


def _show(context: Context, new_posts: Sequence[NewPost]) -> None:
    if len(new_posts) == 1:
        write_file(context, new_posts[0].data)
        context.notice(_("Would be {path}", path=context.place.path(new_posts[0].path)))
    elif new_posts:
        show(context, Plan(change_of_new("add", new_posts)), does="add")
