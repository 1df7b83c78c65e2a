"""The web addresses of a post: of the article that it is about, and of a copy of that."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from newsctl.core.errors import NoAddress
from newsctl.core.messages import _
from newsctl.core.post.links import is_link

if TYPE_CHECKING:
    from newsctl.core.post.post import PostSummary

_WAYBACK = "https://web.archive.org/web"
_LONGEST_SHOWN = 60


def article_of(summary: PostSummary) -> str:
    """Return the address of the article that a post is about. Raises NoAddress."""
    link = summary.front_matter.get("externe_link")
    if link is None or link == "":
        raise NoAddress(_("It has no externe_link."))
    return checked(str(link))


def copy_of(summary: PostSummary) -> str:
    """Return the address of the copy of that article which was made nearest to the post's moment.

    `/web/YYYYMMDDhhmmss/ADDRESS`, in UTC, leads to it (https://archive.org/help/wayback_api.php).
    Raises NoAddress.
    """
    link = article_of(summary)
    if summary.date is None:
        raise NoAddress(_("It has no date to look for a copy of."))
    return f"{_WAYBACK}/{summary.date.astimezone(UTC):%Y%m%d%H%M%S}/{link}"


def checked(address: str) -> str:
    """Return an address that a browser may be given: one of http or https that prints.

    Raises NoAddress for any other: posts come from anywhere.
    """
    if is_link(address) and address.isprintable():
        return address
    shown = ascii(address[:_LONGEST_SHOWN])
    raise NoAddress(_("{shown} is no address of http or https, so it is not opened.", shown=shown))
