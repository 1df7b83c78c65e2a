"""newsctl, an archive manager for Dutch-language posts in markdown files.

`newsctl.open(path)` opens an archive for a program: see `newsctl.library`.
"""

from __future__ import annotations

from newsctl.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from newsctl.library import OpenArchive

__all__ = ["__version__", "open"]


def open(path: str | Path, *, follow: bool = True) -> OpenArchive:  # noqa: A001 -- as gzip.open is named
    """Open an archive, to be asked questions: see `newsctl.library.open_archive`."""
    from newsctl.library import open_archive  # noqa: PLC0415 -- the program loads none of it

    return open_archive(path, follow=follow)
