"""What makes a site of the posts in a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.front_matter.sites import has_settings, is_jekyll_site

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS = {
    "hugo.toml": "Hugo",
    "hugo.yaml": "Hugo",
    "hugo.yml": "Hugo",
    "hugo.json": "Hugo",
    "archetypes": "Hugo",
    "docusaurus.config.js": "Docusaurus",
    "docusaurus.config.ts": "Docusaurus",
    "docusaurus.config.mjs": "Docusaurus",
    "astro.config.mjs": "Astro",
    "astro.config.ts": "Astro",
    "astro.config.js": "Astro",
    ".eleventy.js": "Eleventy",
    "eleventy.config.js": "Eleventy",
    "eleventy.config.mjs": "Eleventy",
    "eleventy.config.cjs": "Eleventy",
    "mkdocs.yml": "MkDocs",
    "mkdocs.yaml": "MkDocs",
    ".obsidian": "Obsidian",
}
"""What the root of a site holds that is its generator's alone."""

_LEVELS = 3  # that an archive may lie below the root of its site: `src/content/blog`


def generator_of(folder: Path) -> str | None:
    """Return what makes a site of the posts in a folder, as the files in it or above it tell.

    None for a folder of posts alone.
    """
    if is_jekyll_site(folder):
        return "Jekyll"
    for above in (folder, *folder.parents[:_LEVELS]):
        for name, generator in _SIGNS.items():
            if os.path.lexists(above / name):
                return generator
        if has_settings(above) or os.path.lexists(above / ".git"):
            break
    return None
