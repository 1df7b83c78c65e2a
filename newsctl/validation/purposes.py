"""The purpose of a file, as far as it decides which parts it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsctl.core.post.drafts import is_in_drafts
from newsctl.core.post.links import is_link
from newsctl.markup.heading import leading_heading
from newsctl.validation.known_keys import DOCUSAURUS, ELEVENTY, HUGO, JEKYLL, MKDOCS, OBSIDIAN

if TYPE_CHECKING:
    from newsctl.core.post.post import PostPath, Value
    from newsctl.validation.subject import Subject

_OF_A_BLOG = re.compile(
    r"(?:\A|/)_?(?:posts?|blogs?|news|nieuws|articles?|artikel(?:en)?|berichten|columns?)/"
)
_OF_A_COLLECTION = re.compile(r"(?:\A|/)_[^/]+/")
_BLOG = re.compile(r"(?:\A|/)(?:blogs?|news|nieuws)/index\.(?:md|markdown|mdx)\Z")
"""The page that lists the posts of a blog, as in Material for MkDocs:
https://squidfunk.github.io/mkdocs-material/plugins/blog/"""

_SECTION = re.compile(r"(?:\A|/)_index\.(?:[a-z]{2}\.)?(?:md|markdown)\Z")
_INDEX = re.compile(r"(?:\A|/)(?:index|readme)\.(?:md|markdown|mdx)\Z", re.IGNORECASE)
_LED_AWAY = ("redirect", "redirect_to", "redirectTo", "redirect_url")
_OF_A_LINK = ("link", "url", "external_url", "externalUrl")
"""Keys of a post that is a link elsewhere, which its list shows with a description; in Hugo `url`
may also be where the post itself is, without a host."""
_SHOWN = ("audio", "video", "youtube", "gallery", "photos")
"""Keys of what a template plays or shows as the post."""
_OWN_TEMPLATE = {HUGO: "layout", MKDOCS: "template"}
"""The key by which a page names a template that was made for it, and may have its text."""


WITHOUT_FRONT_MATTER = frozenset((DOCUSAURUS, ELEVENTY, MKDOCS, OBSIDIAN))
"""Generators whose files need no front matter to be shown."""


def needs_date(subject: Subject) -> bool:
    """Tell whether a file is a dated post, and not a page, note or draft.

    Where a generator has pages beside posts, posts are in certain folders, as in collections of
    Jekyll (https://jekyllrb.com/docs/collections/), whose documents need no date.
    """
    if subject.generator in (None, JEKYLL):
        return not (is_in_drafts(subject.path) or _is_of_collection(subject))
    if is_section(subject) or _BLOG.search(subject.path) or _has_no_page(subject):
        return False
    return is_of_blog(subject)


def _is_of_collection(subject: Subject) -> bool:
    """Tell whether a file is in a collection of Jekyll other than posts or drafts."""
    return (
        subject.generator == JEKYLL
        and _OF_A_COLLECTION.search(subject.path) is not None
        and not (is_of_blog(subject) or is_in_drafts(subject.path))
    )


def is_page(subject: Subject) -> bool:
    """Tell whether a file is a page of its site, neither dated nor in a folder of posts."""
    return subject.moment is None and is_document(subject)


def is_document(subject: Subject) -> bool:
    """Tell whether a file is a page or a note, and neither a dated post nor a draft.

    Such files are often generated, as documentation of commands is.
    """
    return not (needs_date(subject) or is_in_drafts(subject.path))


def needs_title(subject: Subject) -> bool:
    """Tell whether the title has to stand in front matter.

    Notes have that of their file; pages, documents and plain files that of their heading, or of
    the site's navigation. Jekyll and Hugo ask for it in posts; pages in collections of Jekyll have
    that of their name (`Jekyll::Document#populate_title`).
    """
    if subject.generator == OBSIDIAN or _is_of_collection(subject) or _has_no_page(subject):
        return False
    if subject.is_titled:
        return False
    if subject.generator in (DOCUSAURUS, MKDOCS) and is_section(subject):
        return False
    may_be_headed = subject.generator in (None, DOCUSAURUS, MKDOCS) or is_page(subject)
    return not (may_be_headed and leading_heading(subject.body))


def needs_body(subject: Subject) -> bool:
    """Tell whether a file shows text of its own: lists of a folder's posts and redirects do not.

    Neither do posts whose front matter has a film or pictures, or an address elsewhere that they
    are about, nor data for a page, which have no title and no date, nor pages with a template of
    their own (https://squidfunk.github.io/mkdocs-material/customization/#overriding-template,
    https://gohugo.io/templates/lookup-order/#target-a-template), nor bundles of photos, which a
    template shows (https://gohugo.io/content-management/page-bundles/), nor pages without a day
    whose front matter nests what a template makes the page of, as the parts of a home page.
    """
    if is_section(subject) or subject.generator == OBSIDIAN or _is_bundle_of_files(subject):
        return False
    if subject.generator is None and subject.moment is None and is_index(subject.path):
        return False
    if not {"title", subject.settings.date_field} & {*subject.front_matter}:
        return subject.named_day is not None
    if subject.moment is None and any(map(_nests, subject.front_matter.values())):
        return False
    leading = (*_LED_AWAY, *_SHOWN, _OWN_TEMPLATE.get(subject.generator or "", ""))
    if any(subject.front_matter.get(key) for key in leading):
        return False
    return not any(is_link(str(subject.front_matter.get(key))) for key in _OF_A_LINK)


def _nests(value: Value) -> bool:
    """Tell whether a front matter value contains mappings."""
    inside = value.values() if isinstance(value, dict) else value
    return isinstance(inside, Iterable) and any(isinstance(one, dict) for one in inside)


def _is_bundle_of_files(subject: Subject) -> bool:
    """Tell whether a file is the page of a Hugo bundle with other files."""
    is_bundle = subject.generator == HUGO and is_index(subject.path)
    return is_bundle and subject.has_beside is not None and subject.has_beside(subject.path)


def _has_no_page(subject: Subject) -> bool:
    """Tell whether a file is only included by other pages of Hugo, and not rendered itself.

    https://gohugo.io/content-management/build-options/, and `headless`, its name before.
    """
    if subject.generator != HUGO:
        return False
    options = subject.front_matter.get("build", subject.front_matter.get("_build"))
    renders = options.get("render") if isinstance(options, dict) else None
    return subject.front_matter.get("headless") is True or renders in (False, "never")


def is_of_blog(subject: Subject) -> bool:
    """Tell whether a file is below a folder of posts."""
    return _OF_A_BLOG.search(subject.path) is not None


def is_section(subject: Subject) -> bool:
    """Tell whether a file describes its folder, as `_index.md` does in Hugo."""
    return _SECTION.search(subject.path) is not None


def is_index(path: PostPath) -> bool:
    """Tell whether a file is the page of its folder: a post, or a list of posts."""
    return _INDEX.search(path) is not None
