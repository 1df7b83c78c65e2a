"""newsctl open: posts in the browser."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.prompts import agreed
from newsctl.cli.posts.selection import selected_posts
from newsctl.cli.terminal.paging import write_text
from newsctl.core.errors import ArchiveError, NoAddress, UsageError
from newsctl.core.messages import _, _n, joined
from newsctl.core.post.links import is_link
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from newsctl.core.post.post import PostSummary


_WAYBACK = "https://web.archive.org/web"
_LONGEST_SHOWN = 60


def open_posts(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    site: Annotated[
        bool, typer.Option("--site", help="The post's own page on its site instead.")
    ] = False,
    wayback: Annotated[
        bool, typer.Option("--wayback", help="The copy of its day in the Wayback Machine instead.")
    ] = False,
    printed: Annotated[
        bool, typer.Option("--print", "-n", help="Print the addresses and open none.")
    ] = False,
    yes: options.Yes = False,
) -> int:
    """Open the externe_link of posts in the browser.

    It is that of $BROWSER, else the system's, and is given nothing but http and https. More than
    ten pages at once are asked about.

    \b
    Examples:
      newsctl open 2019-10-01-boeren --print
      newsctl open --wayback --query 'kabinet date:2021' --print
    """
    context: Context = ctx.obj
    if site and wayback:
        raise UsageError(_("--site and --wayback exclude one another."))
    paths = selected_posts(context, posts, query, null=null)
    found, refused = [], not paths
    for path in paths:
        try:
            found.append(_address(context, path, site=site, wayback=wayback))
        except NoAddress as none:
            if len(paths) == 1:
                raise
            refused = True
            context.warn(joined(": ", (context.place.path(path), none.message)))
    if printed:
        write_text(context, "".join(f"{address}\n" for address in found))
    elif (
        len(found) <= MOST_UNASKED
        or yes
        or agreed(context, _n("Open {n:,} page?", "Open {n:,} pages?", len(found)))
    ):
        for address in found:
            open_in_browser(address)
    return NoAddress.exit_code if refused else 0


def article_of(summary: PostSummary) -> str:
    """Return the address of the article of a post. Raises NoAddress."""
    link = summary.front_matter.get("externe_link")
    if link is None or link == "":
        raise NoAddress(_("It has no externe_link."))
    return checked(str(link))


def copy_of(summary: PostSummary) -> str:
    """Return the address of the archived copy of the article nearest to the post's date.

    `/web/YYYYMMDDhhmmss/ADDRESS`, in UTC, leads to it (https://archive.org/help/wayback_api.php).
    Raises NoAddress.
    """
    link = article_of(summary)
    if summary.date is None:
        raise NoAddress(_("It has no date to look for a copy of."))
    return f"{_WAYBACK}/{summary.date.astimezone(UTC):%Y%m%d%H%M%S}/{link}"


def checked(address: str) -> str:
    """Return an address that is safe to give to a browser: http or https, printable.

    Raises NoAddress for any other, since posts come from anywhere.
    """
    if is_link(address) and address.isprintable():
        return address
    shown = ascii(address[:_LONGEST_SHOWN])
    raise NoAddress(_("{shown} is no address of http or https, so it is not opened.", shown=shown))


def open_in_browser(address: str) -> None:
    """Open an address. Raises NoAddress if it is no web address, ArchiveError without a browser."""
    import webbrowser  # noqa: PLC0415 -- for this alone

    if not webbrowser.open(checked(address)):
        raise ArchiveError(
            _("No browser can be started."),
            hint=_("Name one in $BROWSER, or print: newsctl open -n POST"),
        )


MOST_UNASKED = 10
"""Pages that are opened without a question."""


def _address(context: Context, path: PostPath, *, site: bool, wayback: bool) -> str:
    reading = context.archive.read(path)
    if reading.post is None:
        raise NoAddress(reading.problems[0].message)
    summary = reading.post.summary
    if site:
        return checked(context.page_address(summary))
    return copy_of(summary) if wayback else article_of(summary)
