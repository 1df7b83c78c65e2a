"""The site of a folder, and its drafts."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from newsctl.core.post.drafts import DRAFTS, POSTS, DraftForm
from newsctl.front_matter.archive import generators
from newsctl.front_matter.archive.generators import Site, folders_of, marked_at, named_folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS_FILE = "newsctl.toml"
_LEVELS = 3  # that an archive may lie below the root of its site: `src/content/blog`


def has_settings(folder: Path) -> bool:
    """Tell whether a folder contains `newsctl.toml`; False if the folder cannot be read.

    Any file type counts: unreadable settings are not the same as none.
    """
    return os.path.lexists(folder / SETTINGS_FILE)


def generator_at(root: str | Path) -> str | None:
    """Return the generator of the site with this root; None if there is none."""
    marked = marked_at(root)
    return marked[0].name if marked else None


def site_at(root: str | Path) -> Site | None:  # noqa: PLR0911 -- by generator
    """Return the site with this root; None if there is none, or it cannot be read."""
    if not (marked := marked_at(root)):
        return None
    generator, mark = marked
    folders = tuple(folders_of(generator, f"{root}/", mark))
    first = () if folders else named_folders(generator, f"{root}/", mark)
    new_in = next(iter(first), "")
    match generator.name:  # the modules of other generators are not imported
        case generators.JEKYLL:
            from newsctl.front_matter.archive.jekyll import jekyll_site  # noqa: PLC0415

            return jekyll_site(root, mark)
        case generators.HEXO:
            return Site(
                generator.name,
                mark,
                with_posts_folders=True,
                source="source",
                days_in_names=False,  # https://hexo.io/docs/writing#Filename
            )
        case generators.ELEVENTY:
            from newsctl.front_matter.archive.eleventy import eleventy_site  # noqa: PLC0415

            return eleventy_site(root, mark)
        case generators.ASTRO:
            from newsctl.front_matter.archive.astro import astro_site  # noqa: PLC0415

            return astro_site(root, mark, folders)
        case generators.MKDOCS:
            from newsctl.front_matter.archive.mkdocs import mkdocs_site  # noqa: PLC0415

            return mkdocs_site(root, mark, folders)._replace(new_in=new_in)
    return Site(
        generator.name,
        mark,
        folders,
        exclusions=generator.exclusions,
        plain_pages=generator.plain_pages,
        new_in=new_in,
    )


def folders_of_site(folder: Path) -> Iterator[Path]:
    """Yield the folders that may have the mark of the site that contains a folder.

    They end at an archive or a repository.
    """
    for above in (folder, *folder.parents[:_LEVELS]):
        yield above
        if has_settings(above) or os.path.lexists(above / ".git"):
            break


def draft_form(root: Path) -> DraftForm:
    """Return how the site of a folder, or around it, keeps drafts.

    Jekyll skips `published: false` (https://jekyllrb.com/docs/front-matter/), but no post with the
    text "false", which is true to Ruby (`can_be_published?` in lib/jekyll/publisher.rb). Hugo
    (`cast.ToBool` in hugolib/page__meta.go) reads such a text as what it says. Hugo and Docusaurus
    support `draft: true` themselves (https://gohugo.io/content-management/front-matter/,
    https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#draft), and so does
    Material for MkDocs in its blog; sites of Eleventy and Astro do by the examples of their
    manuals.
    """
    site = site_at(root)
    if site and site.with_posts_folders:
        folder = posixpath.join(site.source, DRAFTS)
        return DraftForm("published", value=False, folder=folder, heeds_text=False)
    if POSTS in root.parts:
        return DraftForm("published", value=False, heeds_text=False)
    return DraftForm("draft", value=True)
