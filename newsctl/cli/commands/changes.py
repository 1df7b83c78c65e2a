"""newsctl changes: what changed in the files since an earlier scan."""

from typing import Annotated

import typer

from newsctl.cli.context import Context
from newsctl.cli.posts.digests import notice_unread, write_changes
from newsctl.cli.posts.notices import notice_guessed_archive
from newsctl.cli.terminal.paging import write_text
from newsctl.core.errors import ArchiveError


def changes(
    ctx: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TOKEN", help="What changed since this token."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object; with --since.")] = False,
) -> int:
    """Print a token; with --since and one, what was added, changed and removed since then.

    The last line is the next token. It depends on no index. One that cannot be answered is
    refused, with exit code 2.

    \b
    Examples:
      newsctl changes > token
      newsctl changes --since "$(cat token)"
    """
    context: Context = ctx.obj
    notice_guessed_archive(context)
    found = context.changes_since(since)
    if since is None and not json:
        write_text(context, f"{found.token}\n")
    else:
        write_changes(context, found, is_json=json)
    return ArchiveError.exit_code if notice_unread(context) else 0
