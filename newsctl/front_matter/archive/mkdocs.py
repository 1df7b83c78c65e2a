"""What the configuration of a site of MkDocs leaves out of it.

https://www.mkdocs.org/user-guide/configuration/#exclude_docs: lines as those of `.gitignore`, below
the folder of documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.front_matter.archive.generators import (
    MKDOCS,
    Exclusion,
    Site,
    entries,
    entry_pattern,
    ignored,
)

if TYPE_CHECKING:
    from pathlib import Path

_EXCLUDED = entry_pattern("exclude_docs")


def mkdocs_site(root: str | Path, mark: str, folders: tuple[str, ...]) -> Site:
    """Return how the site lies that a name in its root marks, with documents in some folders."""
    exclusion = _exclusion(root, mark, folders[0]) if folders else None
    return Site(
        MKDOCS, mark, folders, exclusions=(exclusion,) if exclusion else (), plain_pages=True
    )


def _exclusion(root: str | Path, mark: str, folder: str) -> Exclusion | None:
    text = entries(_EXCLUDED, root, mark)
    if not text:
        return None
    from newsctl.front_matter.reading.any_header import read_header  # noqa: PLC0415 -- few say so
    from newsctl.front_matter.reading.header import HeaderRefused  # noqa: PLC0415

    try:
        lines = read_header(text).values.get("exclude_docs")
    except HeaderRefused:
        return None
    if not isinstance(lines, str):
        return None
    return ignored(lines.splitlines(), folder, _("excluded by {mark}", mark=mark))
