"""Where a site of Eleventy has its texts, as far as its program says so in plain words.

https://www.11ty.dev/docs/config/#configuration-options: `dir.input`, or `setInputDirectory`, and in
it the folders of what pages are made of. https://www.11ty.dev/docs/ignores/: `.eleventyignore`.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.front_matter.archive.generators import (
    ELEVENTY,
    Site,
    configuration,
    folder_within,
    ignored,
)

if TYPE_CHECKING:
    from pathlib import Path

_IGNORES = ".eleventyignore"
_OF_PARTS = {"includes": "_includes", "layouts": None, "data": "_data"}
"""The folders of what is no page, by the keys that name them, and their names by default."""


def eleventy_site(root: str | Path, mark: str) -> Site:
    """Return how the site lies that a name in its root marks."""
    program = configuration(root, mark).decode(errors="replace")
    top = folder_within(_named(program, "input") or "") or ""
    if not os.path.isdir(posixpath.join(root, top)):  # noqa: PTH112 -- in each start
        top = ""
    named = (_named(program, key) or usual for key, usual in _OF_PARTS.items())
    parts = (folder_within(posixpath.join(top, name)) for name in named if name)
    told = configuration(root, _IGNORES).decode(errors="replace").splitlines()
    exclusions = (
        ignored(
            (f"/{part}/" for part in parts if part),
            "",
            _("{generator} makes no page of it", generator=ELEVENTY),
        ),
        ignored(told, "", _("excluded by {mark}", mark=_IGNORES)),
    )
    return Site(
        ELEVENTY,
        mark,
        (top,) if top else (),
        exclusions=tuple(one for one in exclusions if one),
    )


def _named(program: str, key: str) -> str | None:
    """Return the folder that a program names under a key, or by the method for it."""
    found = re.search(
        rf"""\b(?:{key}["']?\s*:|set{key.capitalize()}Directory\()\s*["'`]([^"'`\n]+)["'`]""",
        program,
    )
    return found[1] if found else None
