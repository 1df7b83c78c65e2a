"""newsctl add: a new post."""

from typing import Annotated

import typer

from newsctl.cli.completion import values_of_field
from newsctl.cli.context import Context
from newsctl.cli.drafting import body_from_standard_input, draft_of, fields_of
from newsctl.cli.paging import write_file, write_text
from newsctl.core.problems import Severity


def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The headline.")],
    link: Annotated[
        str | None, typer.Option("--link", metavar="URL", help="The original article.")
    ] = None,
    bron: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The source.", autocompletion=values_of_field("bron")),
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            "--categorie",
            metavar="NAME",
            help="The category.",
            autocompletion=values_of_field("category"),
        ),
    ] = None,
    image: Annotated[
        str | None, typer.Option("--image", metavar="URL", help="The picture.")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="KEY=VALUE", help="Any other field; repeat for more."),
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
            help="The body.  [default: standard input]",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also when another post has this link.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the post instead of writing it.")
    ] = False,
) -> None:
    """Add a post; its body comes from standard input. Nothing is ever overwritten.

    \b
    Examples:
      newsctl add 'Kabinet valt' --bron NOS --category politiek < body.html
      newsctl add 'Kabinet valt' --body '<p>Tekst.</p>' --dry-run
    """
    context: Context = ctx.obj
    text = body_from_standard_input() if body is None else body
    fields = fields_of(category=category, link=link, image=image, bron=bron, others=field or [])
    new = context.archive.add(
        draft_of(context, title, text, fields=fields, date=date, slug=slug),
        check=context.checker,
        same_link=force,
        dry_run=dry_run,
    )
    for problem in new.problems:
        if problem.severity is not Severity.INFO:
            context.notice(f"{problem.rule}: {problem.message}")
    if dry_run:
        write_file(context, new.data)
        context.notice(f"Would be {context.place.path(new.path)}")
    else:
        write_text(context, f"{context.place.path(new.path)}\n")
