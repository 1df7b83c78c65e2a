"""The addresses of posts on their site; of a collection of Jekyll its path stands for it."""

from __future__ import annotations

import pytest

from newsctl.core.post.post import PostSummary
from newsctl.core.settings import Settings
from newsctl.front_matter.archive.addresses import Addresses

JEKYLL, HUGO = "_config.yml", "hugo.toml"
COLLECTION = "collections:\n  s:\n    output: true\n    permalink: /s/:name/\n"


def address(root, path, **front_matter):
    post = PostSummary(path, "De kop", "2024-05-01T23:30:00+02:00", front_matter)
    return Addresses(root, Settings()).of(post)


@pytest.mark.parametrize(
    ("configuration", "path", "front_matter", "expected"),
    [
        ((JEKYLL, ""), "_posts/2024-05-01-a.md", {}, "/2024/05/01/a.html"),
        ((JEKYLL, ""), "_posts/2024-05-01-a.md", {"slug": "b"}, "/2024/05/01/b.html"),
        ((JEKYLL, ""), "_posts/2024-05-01-a.md", {"permalink": "/x/"}, "/x/"),
        (
            (JEKYLL, ""),
            "nieuws/_posts/2024-05-01-a.md",
            {"category": "Sport"},
            "/nieuws/sport/2024/05/01/a.html",
        ),
        ((JEKYLL, "permalink: pretty\n"), "_posts/2024-05-01-a.md", {}, "/2024/05/01/a/"),
        ((JEKYLL, "permalink: /:year/:title\n"), "_posts/2024-05-01-a.md", {}, "/2024/a"),
        ((JEKYLL, COLLECTION), "_s/2024-05-01-a.md", {"slug": "b"}, "/_s/2024-05-01-a"),
        ((JEKYLL, "collections: {s: {output: true}}\n"), "_s/a.md", {}, "/_s/a"),
        ((JEKYLL, ""), "_posts/2024-05-01-a.md", {"published": False}, None),
        ((JEKYLL, ""), "_drafts/a.md", {}, None),
        (("_posts/2024-05-01-a.md", ""), "_posts/2024-05-01-a.md", {}, None),
        ((HUGO, ""), "content/posts/a.md", {}, "/posts/a/"),
        ((HUGO, ""), "content/posts/2024-05-03-d.md", {}, "/posts/2024-05-03-d/"),
        ((HUGO, ""), "content/posts/bundel/index.md", {}, "/posts/bundel/"),
        (
            (HUGO, 'defaultContentLanguage = "nl"\n'),
            "content/posts/bundel/index.en.md",
            {},
            "/en/posts/bundel/",
        ),
        ((HUGO, 'defaultContentLanguage = "nl"\n'), "content/posts/a.nl.md", {}, "/posts/a/"),
        ((HUGO, ""), "content/posts/a.md", {"slug": "b"}, "/posts/b/"),
        ((HUGO, ""), "content/posts/a.md", {"url": "/x/"}, "/x/"),
        ((HUGO, ""), "content/posts/a.md", {"draft": True}, None),
        (
            (HUGO, '[permalinks]\nposts = "/:year/:slug/"\n'),
            "content/posts/a.md",
            {},
            "/2024/de-kop/",
        ),
        ((HUGO, '[permalinks.page]\nposts = "/:filename/"\n'), "content/posts/a.md", {}, "/a/"),
        # seen in what Eleventy 3.1 makes
        ((".eleventy.js", ""), "blog/2024-05-01-a.md", {}, "/blog/2024-05-01-a/"),
        ((".eleventy.js", ""), "blog/a.nl.md", {}, "/blog/a.nl/"),
        ((".eleventy.js", ""), "blog/blog.md", {}, "/blog/"),
        ((".eleventy.js", "dir: { input: 'src' }"), "src/blog/a/index.md", {}, "/blog/a/"),
        ((".eleventy.js", ""), "blog/a.md", {"permalink": "/x/"}, "/x/"),
        (("astro.config.mjs", ""), "src/pages/over.md", {}, "/over/"),
        (("astro.config.mjs", ""), "src/content/blog/a.md", {}, "/blog/a/"),
        (("docusaurus.config.js", ""), "blog/2024/05/01-a.md", {}, "/blog/2024/05/01/a"),
        (("docusaurus.config.js", ""), "blog/2024-05-01-a/index.md", {}, "/blog/2024/05/01/a"),
        (("docusaurus.config.js", ""), "blog/2024-05-01-a.md", {"slug": "b"}, "/blog/b"),
        (("docusaurus.config.js", ""), "docs/01-begin/02-a.md", {}, "/docs/begin/a"),
        (("mkdocs.yml", "site_name: x\n"), "docs/map/a.md", {}, "/map/a/"),
        (
            ("mkdocs.yml", "plugins:\n  - blog\n"),
            "docs/blog/posts/a.md",
            {},
            "/blog/2024/05/01/de-kop/",
        ),
        ((".obsidian/app.json", "{}"), "map/De brug.md", {}, "[[De brug]]"),
        (("los.md", ""), "los.md", {}, None),
    ],
)
def test_a_post_has_the_address_that_its_site_gives_it(
    files, tmp_path, configuration, path, front_matter, expected
):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    mark, text = configuration
    files(mark, text=text)
    assert address(tmp_path, path, **front_matter) == expected


@pytest.mark.parametrize("mark", [JEKYLL, HUGO, "hugo.json", "mkdocs.yml"])
def test_a_configuration_that_cannot_be_read_is_as_none(files, tmp_path, mark):
    files("content/a.md", "docs/a.md")
    files(mark, text="[: {")
    assert address(tmp_path, "_posts/2024-05-01-a.md") is not None
