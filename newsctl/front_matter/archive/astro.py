"""What Astro makes no page of: names that begin with an underscore.

https://docs.astro.build/en/guides/routing/#excluding-pages says so of `src/pages`. In `src/content`
it holds up to version 4 (`hasUnderscoreBelowContentDirectoryPath` in content/utils.ts); since
version 5 the globs of collections in `src/content.config.*` decide it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.front_matter.archive.generators import ASTRO, Exclusion, Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CONFIGURATIONS = [f"src/content.config.{ending}" for ending in ("ts", "mts", "js", "mjs")]
_NO_PAGE = re.compile(r"src/pages/(?:.*/)?_.*")
_NO_ENTRY = re.compile(r"src/(?:pages|content)/(?:.*/)?_.*")


def astro_site(root: str | Path, mark: str, folders: Sequence[str]) -> Site:
    """Return the layout of the site with this mark in its root."""
    has_globs = any(os.path.lexists(f"{root}/{name}") for name in _CONFIGURATIONS)
    pattern = _NO_PAGE if has_globs else _NO_ENTRY
    why = _("{generator} makes no page of it", generator=ASTRO)
    excluded = Exclusion(lambda path: pattern.fullmatch(path) is not None, why)
    return Site(ASTRO, mark, tuple(folders), exclusions=(excluded,), new_in=_collection(root))


def _collection(root: str | Path) -> str:
    """Return the folder of the first collection; that of all collections if there is none.

    https://docs.astro.build/en/guides/content-collections/: its usual place.
    """
    content = "src/content"
    with suppress(OSError):
        entries = sorted(os.scandir(f"{root}/{content}"), key=lambda entry: entry.name)
        return next((f"{content}/{one.name}" for one in entries if one.is_dir()), content)
    return content
