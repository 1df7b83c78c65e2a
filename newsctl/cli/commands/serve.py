"""newsctl serve: the archive as pages for a browser."""

from typing import Annotated

import typer

from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.core.errors import UsageError
from newsctl.core.messages import _

_LIBRARIES = {"jinja2", "markupsafe", "waitress", "werkzeug"}


def serve(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65_535, help="0 takes one that is free.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; another lets others read.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST",
            help="What else readers call this machine; may be repeated.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show the archive in a browser on this machine, until Ctrl-C.

    Pages are in Dutch or English, as the browser asks, or else as $NEWSCTL_LANG or the
    locale has it. A question may take 5 seconds of the processor; a download goes on for longer.
    What else a query may mean is said on the page, and of data, downloads and feeds in headers,
    Newsctl-Note.

    It needs an extra: pip install 'newsctl[web]'

    \b
    Examples:
      newsctl serve
      newsctl -C ~/site serve --port 8080
    """
    context: Context = ctx.obj
    try:
        from newsctl.cli.web.server import serve_archive  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        hint = _("Try: pip install 'newsctl[web]'")
        raise UsageError(_("serve needs the extra `web`."), hint=hint) from error
    synchronise(context)  # with progress, so that no reader waits for it
    serve_archive(context.root, host, port, name or [])
    return 0
