"""newsctl browse: the archive on a full screen."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.describe import query_text
from newsctl.core.research.narrowing import reads_as


def browse(
    ctx: typer.Context,
    query: options.QueryWords = None,
    print0: Annotated[
        bool, typer.Option("--print0", "-0", help="End the paths of marked posts with NUL.")
    ] = False,
) -> int:
    """Search, read and mark posts on a full screen.

    Press ? there for its keys. The paths of marked posts are printed at the end, so that it picks
    posts for other commands. It needs an extra: pip install 'newsctl[browse]'

    \b
    Examples:
      newsctl browse verkiezingen bron:NOS
      newsctl browse wolf | newsctl set tags+=wolf -
    """
    context: Context = ctx.obj
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            _("browse needs a terminal."), hint=_("In a pipe: newsctl search, or newsctl list")
        )
    try:
        from newsctl.cli.browse.app import browse_archive  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        hint = _("Try: pip install 'newsctl[browse]'")
        raise UsageError(_("browse needs the extra `browse`."), hint=hint) from error
    synchronise(context)  # with progress, before the full screen
    marked = browse_archive(context.root, _as_one_text(context, query or []))
    end = b"\0" if print0 else b"\n"
    for path in marked or ():
        sys.stdout.buffer.write(context.place.path(path).encode("utf-8", "surrogateescape") + end)
    sys.stdout.flush()
    return 0


def _as_one_text(context: Context, words: Sequence[str]) -> str:
    """Return words as one text to type on at, which asks the same as they do of the files now.

    The shell took quotes away: where the words alone would ask something else, the query is
    written anew. Raises UsageError for what is no query.
    """
    text = " ".join(words)
    if not text.strip():
        return ""
    asked = context.parser.parse_arguments(words)
    forms = (text, query_text(asked), f"({query_text(asked)})")
    return next((form for form in forms if reads_as(form, asked, context.parser)), forms[1])
