"""The user's web browser: `$BROWSER`, or the system's default."""

from __future__ import annotations

from newsctl.core.archive.addresses import checked
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _


def open_in_browser(address: str) -> None:
    """Open an address. Raises NoAddress if it is no web address, ArchiveError without a browser."""
    import webbrowser  # noqa: PLC0415 -- for this alone

    if not webbrowser.open(checked(address)):
        raise ArchiveError(
            _("No browser can be started."),
            hint=_("Name one in $BROWSER, or print: newsctl open -n POST"),
        )
