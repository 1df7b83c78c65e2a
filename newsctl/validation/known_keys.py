"""The keys that mean something to the program that makes a site of the posts.

The sources are the manuals of these programs: jekyllrb.com/docs/front-matter, gohugo.io/
content-management/front-matter, hexo.io/docs/front-matter, 11ty.dev/docs/data-configuration,
docusaurus.io/docs/api/plugins (docs and blog), squidfunk.github.io/mkdocs-material/plugins/blog,
help.obsidian.md/properties, and the blog template of Astro, which leaves keys to each site.
"""

from __future__ import annotations

JEKYLL, HUGO, MKDOCS, OBSIDIAN = "Jekyll", "Hugo", "MkDocs", "Obsidian"
DOCUSAURUS, ELEVENTY, HEXO = "Docusaurus", "Eleventy", "Hexo"


def _keys(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OF_POSTS = _keys(
    "layout title date category categories tags externe_link feature_image aantal unieke bron "
    "permalink published"
)
"""The keys of the posts that newsctl was made for, which are of Jekyll."""

_OF = {
    JEKYLL: _keys("layout title date category categories tags permalink published"),
    HUGO: _keys(
        "aliases build cascade categories date description draft expiryDate headless keywords "
        "lastmod layout linkTitle markup menus outputs params publishDate resources sitemap slug "
        "summary tags title translationKey type url weight"
    ),
    HEXO: _keys(
        "categories comments date disableNunjucks excerpt keywords lang layout link permalink "
        "published tags title updated"
    ),
    ELEVENTY: _keys(
        "date eleventyComputed eleventyExcludeFromCollections eleventyNavigation layout pagination "
        "permalink tags templateEngineOverride title"
    ),
    "Astro": _keys("title description pubDate updatedDate heroImage draft layout tags"),
    DOCUSAURUS: _keys(
        "authors custom_edit_url date description displayed_sidebar draft hide_table_of_contents "
        "hide_title id image keywords last_update pagination_label pagination_next pagination_prev "
        "sidebar_class_name sidebar_custom_props sidebar_label sidebar_position slug tags title "
        "title_meta toc_max_heading_level toc_min_heading_level unlisted"
    ),
    MKDOCS: _keys(
        "authors categories comments date description draft hide icon links readtime search slug "
        "status subtitle tags template title"
    ),
    OBSIDIAN: _keys("aliases cssclasses publish tags"),
}


def keys_of(generator: str | None) -> frozenset[str]:
    """Return the keys that a generator knows; none of an archive without one."""
    return _OF.get(generator or "", frozenset())
