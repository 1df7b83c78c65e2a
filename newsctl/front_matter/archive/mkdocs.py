"""The excluded and the titled documents of an MkDocs site, by its configuration.

https://www.mkdocs.org/user-guide/configuration/#exclude_docs: lines as those of `.gitignore`, below
the folder of documents. https://www.mkdocs.org/user-guide/configuration/#nav: a tree of documents,
with or without a title.
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
    from collections.abc import Iterator
    from pathlib import Path

    from newsctl.core.post.post import Value

_EXCLUDED = entry_pattern("exclude_docs")
_NAVIGATION = entry_pattern("nav")


def mkdocs_site(root: str | Path, mark: str, folders: tuple[str, ...]) -> Site:
    """Return the layout of the site with this mark, whose documents are in these folders."""
    exclusion = _exclusion(root, mark, folders[0]) if folders else None
    return Site(
        MKDOCS, mark, folders, exclusions=(exclusion,) if exclusion else (), plain_pages=True
    )


def _exclusion(root: str | Path, mark: str, folder: str) -> Exclusion | None:
    text = entries(_EXCLUDED, root, mark)
    lines = _value(text, "exclude_docs")
    if not isinstance(lines, str):
        return None
    return ignored(lines.splitlines(), folder, _("excluded by {mark}", mark=mark))


def titled_documents(root: str | Path, mark: str) -> frozenset[str]:
    """Return the documents with a title in the navigation, relative to their folder."""
    return frozenset(_titled(_value(entries(_NAVIGATION, root, mark), "nav")))


def _titled(entry: Value) -> Iterator[str]:
    """Yield the documents with a title in an entry of the navigation."""
    match entry:
        case list() | tuple():
            for one in entry:
                yield from _titled(one)
        case dict():
            for one in entry.values():
                yield from [one] if isinstance(one, str) else _titled(one)


def _value(text: str, key: str) -> Value:
    """Parse a piece of a configuration and return the value of a key; None if that fails."""
    if not text:
        return None
    from newsctl.front_matter.reading.any_header import settings_in  # noqa: PLC0415 -- few say so

    return settings_in(text).get(key)
