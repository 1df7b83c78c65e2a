"""The web addresses of a post: of its article, and of an archived copy of that."""

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
